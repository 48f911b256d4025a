-- What the live picture in memory is made of. Page by page: a prefecture's roster is never in memory as rows.

-- name: picture_people
SELECT id, number, district_id, position, consented FROM registrant
WHERE status = 'active' AND number > $1 ORDER BY number LIMIT $2;

-- name: picture_person
SELECT id, number, district_id, position, consented FROM registrant WHERE id = $1 AND status = 'active';

-- name: picture_states
SELECT registrant_id, status, open_since_ms, recorded_ms FROM check_state
WHERE round_id = $1 AND registrant_id > $2 ORDER BY registrant_id LIMIT $3;
