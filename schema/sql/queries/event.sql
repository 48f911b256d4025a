-- name: event_after
SELECT seq, type, occurred_ms, recorded_ms, actor_id, incident_id, district_id, need_id, offer_id, volunteer_id,
  registrant_id, round_id, subject_id, data
FROM event WHERE seq > $1 ORDER BY seq LIMIT $2;

-- name: event_of_need
SELECT seq, type, occurred_ms, recorded_ms, actor_id, incident_id, district_id, need_id, offer_id, volunteer_id,
  registrant_id, round_id, subject_id, data
FROM event WHERE need_id = $1 ORDER BY seq;

-- name: event_of_incident_after
SELECT seq, type, occurred_ms, recorded_ms, actor_id, incident_id, district_id, need_id, offer_id, volunteer_id,
  registrant_id, round_id, subject_id, data
FROM event WHERE incident_id = $1 AND seq > $2 ORDER BY seq LIMIT $3;
