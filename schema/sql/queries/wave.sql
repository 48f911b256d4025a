-- The running one first, else the last.
-- name: wave_of_need
SELECT id, need_id, cause, status, end_reason, expires_in_s, together, acceptance_permille, rounds, asked, started_by,
  started_ms, ended_ms, version
FROM wave WHERE need_id = $1
ORDER BY CASE WHEN status = 'running' THEN 0 ELSE 1 END, started_ms DESC, id DESC LIMIT 1;

-- name: wave_by_id
SELECT id, need_id, cause, status, end_reason, expires_in_s, together, acceptance_permille, rounds, asked, started_by,
  started_ms, ended_ms, version
FROM wave WHERE id = $1;

-- name: wave_running
SELECT id, need_id, cause, status, end_reason, expires_in_s, together, acceptance_permille, rounds, asked, started_by,
  started_ms, ended_ms, version
FROM wave WHERE need_id = $1 AND status = 'running';

-- name: wave_insert
INSERT INTO wave (id, need_id, cause, status, end_reason, expires_in_s, together, acceptance_permille, rounds, asked,
  started_by, started_ms, ended_ms, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14);

-- name: wave_update
UPDATE wave SET status = $2, end_reason = $3, acceptance_permille = $4, rounds = $5, asked = $6, ended_ms = $7,
  version = version + 1
WHERE id = $1;

-- name: wave_turn_insert
INSERT INTO wave_turn (wave_id, turn, volunteer_id, reasons) VALUES ($1, $2, $3, $4);

-- name: wave_turn_next
SELECT turn, volunteer_id, reasons FROM wave_turn WHERE wave_id = $1 ORDER BY turn LIMIT $2;

-- name: wave_turn_drop_to
DELETE FROM wave_turn WHERE wave_id = $1 AND turn <= $2;

-- name: wave_counts
SELECT count(*) FILTER (WHERE status = 'open'),
  count(*) FILTER (WHERE status IN ('accepted', 'waitlisted')),
  count(*) FILTER (WHERE status = 'declined'),
  count(*) FILTER (WHERE status = 'expired')
FROM offer WHERE wave_id = $1;

-- name: wave_next_expiry
SELECT expires_ms FROM offer WHERE wave_id = $1 AND status = 'open' ORDER BY expires_ms LIMIT 1;

-- $1 since when, $2 whether for incidents. Drills teach nothing.
-- name: wave_answers_seen
SELECT count(*), count(*) FILTER (WHERE o.status IN ('accepted', 'waitlisted'))
FROM offer o JOIN need n ON n.id = o.need_id LEFT JOIN incident i ON i.id = n.incident_id
WHERE o.made_ms >= $1 AND o.status IN ('accepted', 'waitlisted', 'declined', 'expired')
  AND (n.incident_id IS NOT NULL) = (CAST($2 AS BIGINT) = 1)
  AND COALESCE(i.is_drill, FALSE) = FALSE;
