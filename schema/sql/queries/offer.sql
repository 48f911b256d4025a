-- name: offer_by_id
SELECT id, need_id, volunteer_id, status, made_ms, expires_ms, answered_ms, answered_by, decline_reason,
  waitlist_order, place_number, arrived_ms, served_ms, reasons, warnings, version, wave_id, substitute_ms,
  substituted_by
FROM offer WHERE id = $1;

-- name: offer_of_need
SELECT id, need_id, volunteer_id, status, made_ms, expires_ms, answered_ms, answered_by, decline_reason,
  waitlist_order, place_number, arrived_ms, served_ms, reasons, warnings, version, wave_id, substitute_ms,
  substituted_by
FROM offer WHERE need_id = $1 ORDER BY made_ms, id;

-- Whoever holds a place or waits for one: what an answer is decided by, however many were asked.
-- name: offer_holding
SELECT id, need_id, volunteer_id, status, made_ms, expires_ms, answered_ms, answered_by, decline_reason,
  waitlist_order, place_number, arrived_ms, served_ms, reasons, warnings, version, wave_id, substitute_ms,
  substituted_by
FROM offer WHERE need_id = $1 AND place_number >= 1
UNION ALL
SELECT id, need_id, volunteer_id, status, made_ms, expires_ms, answered_ms, answered_by, decline_reason,
  waitlist_order, place_number, arrived_ms, served_ms, reasons, warnings, version, wave_id, substitute_ms,
  substituted_by
FROM offer WHERE need_id = $1 AND waitlist_order >= 1
ORDER BY made_ms, id;

-- name: offer_of_volunteer
SELECT id, need_id, volunteer_id, status, made_ms, expires_ms, answered_ms, answered_by, decline_reason,
  waitlist_order, place_number, arrived_ms, served_ms, reasons, warnings, version, wave_id, substitute_ms,
  substituted_by
FROM offer
WHERE volunteer_id = $1
  AND (status IN ('open', 'waitlisted') OR place_number IS NOT NULL
    OR COALESCE(served_ms, answered_ms, made_ms) > $2)
ORDER BY made_ms DESC, id DESC;

-- name: offer_due
SELECT id, need_id, volunteer_id, status, made_ms, expires_ms, answered_ms, answered_by, decline_reason,
  waitlist_order, place_number, arrived_ms, served_ms, reasons, warnings, version, wave_id, substitute_ms,
  substituted_by
FROM offer WHERE status = 'open' AND expires_ms <= $1 ORDER BY expires_ms, id LIMIT $2;

-- name: offer_next_expiry
SELECT expires_ms FROM offer WHERE status = 'open' ORDER BY expires_ms LIMIT 1;

-- An accepted offer takes the need's number of places with it, so that the schema can hold its place within them.
-- name: offer_insert
INSERT INTO offer (id, need_id, volunteer_id, status, made_ms, expires_ms, answered_ms, answered_by, decline_reason,
  waitlist_order, place_number, arrived_ms, served_ms, reasons, warnings, version, wave_id, substitute_ms,
  substituted_by, place_limit)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, CAST($11 AS BIGINT), $12, $13, $14, $15, $16, $17, $18, $19,
  CASE WHEN CAST($11 AS BIGINT) IS NULL THEN NULL ELSE (SELECT n.people_needed FROM need n WHERE n.id = $2) END);

-- name: offer_update
UPDATE offer SET status = $2, expires_ms = $3, answered_ms = $4, answered_by = $5, decline_reason = $6,
  waitlist_order = $7, place_number = CAST($8 AS BIGINT), arrived_ms = $9, served_ms = $10, reasons = $11,
  warnings = $12, substitute_ms = $13, substituted_by = $14, version = version + 1,
  place_limit = CASE WHEN CAST($8 AS BIGINT) IS NULL THEN NULL
    ELSE (SELECT n.people_needed FROM need n WHERE n.id = offer.need_id) END
WHERE id = $1;

-- name: offer_places_span
SELECT need_id, count(place_number), count(*) FILTER (WHERE status = 'open'),
  count(*) FILTER (WHERE status = 'waitlisted')
FROM offer WHERE need_id >= $1 AND need_id <= $2
GROUP BY need_id;

-- $1 the need, $2 its registrant, $3 its incident, $4 since when a job is recent, $5 and $6 when the work is,
-- $7 how long a job without an end is held to be. Another incident's drill is nobody's history.
-- name: offer_history
SELECT o.volunteer_id,
  count(*) FILTER (WHERE o.served_ms IS NOT NULL AND (n.id = $1 OR n.merged_into = $1 OR n.registrant_id = $2)),
  count(*) FILTER (WHERE o.served_ms >= $4),
  count(*) FILTER (WHERE n.id = $1 AND (o.status IN ('open', 'waitlisted') OR o.place_number IS NOT NULL)),
  count(*) FILTER (WHERE n.id <> $1 AND o.place_number IS NOT NULL
    AND n.starts_ms < $6 AND COALESCE(n.ends_ms, n.starts_ms + $7) > $5),
  count(*) FILTER (WHERE n.id <> $1 AND o.status = 'open')
FROM offer o JOIN need n ON n.id = o.need_id LEFT JOIN incident i ON i.id = n.incident_id
WHERE COALESCE(i.is_drill, FALSE) = FALSE OR n.incident_id = $3
GROUP BY o.volunteer_id
ORDER BY o.volunteer_id;

-- The same of one volunteer, $8.
-- name: offer_history_of
SELECT o.volunteer_id,
  count(*) FILTER (WHERE o.served_ms IS NOT NULL AND (n.id = $1 OR n.merged_into = $1 OR n.registrant_id = $2)),
  count(*) FILTER (WHERE o.served_ms >= $4),
  count(*) FILTER (WHERE n.id = $1 AND (o.status IN ('open', 'waitlisted') OR o.place_number IS NOT NULL)),
  count(*) FILTER (WHERE n.id <> $1 AND o.place_number IS NOT NULL
    AND n.starts_ms < $6 AND COALESCE(n.ends_ms, n.starts_ms + $7) > $5),
  count(*) FILTER (WHERE n.id <> $1 AND o.status = 'open')
FROM offer o JOIN need n ON n.id = o.need_id LEFT JOIN incident i ON i.id = n.incident_id
WHERE o.volunteer_id = $8 AND (COALESCE(i.is_drill, FALSE) = FALSE OR n.incident_id = $3)
GROUP BY o.volunteer_id
ORDER BY o.volunteer_id;
