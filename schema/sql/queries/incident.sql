-- name: incident_by_id
SELECT id, name, kind, is_drill, status, legal_phase, phase_by, phase_reason, phase_ms, phase_purpose, phase_until_ms,
  opened_ms, closed_ms, version
FROM incident WHERE id = $1;

-- name: incident_page
SELECT id, name, kind, is_drill, status, legal_phase, phase_by, phase_reason, phase_ms, phase_purpose, phase_until_ms,
  opened_ms, closed_ms, version
FROM incident WHERE (opened_ms, id) < ($1, $2)
ORDER BY opened_ms DESC, id DESC LIMIT $3;

-- name: incident_insert
INSERT INTO incident (id, name, kind, is_drill, status, legal_phase, phase_by, phase_reason, phase_ms,
  phase_purpose, phase_until_ms, opened_ms, closed_ms, version)
VALUES ($1, $2, $3, CAST($4 AS BIGINT) = 1, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14);

-- name: incident_update
UPDATE incident SET name = $2, kind = $3, is_drill = (CAST($4 AS BIGINT) = 1), status = $5, legal_phase = $6,
  phase_by = $7, phase_reason = $8, phase_ms = $9, phase_purpose = $10, phase_until_ms = $11, opened_ms = $12,
  closed_ms = $13, version = version + 1
WHERE id = $1 AND version = $14;

-- When the next wider phase ends by itself.
-- name: incident_next_phase_end
SELECT MIN(phase_until_ms) FROM incident WHERE phase_until_ms IS NOT NULL;

-- name: incident_phase_due
SELECT id, name, kind, is_drill, status, legal_phase, phase_by, phase_reason, phase_ms, phase_purpose, phase_until_ms,
  opened_ms, closed_ms, version
FROM incident WHERE phase_until_ms <= $1
ORDER BY id LIMIT $2;

-- name: round_by_id
SELECT id, incident_id, number, name, district_ids, started_ms, closed_ms, version, cause
FROM check_round WHERE id = $1;

-- name: round_running
SELECT DISTINCT incident_id FROM check_round WHERE closed_ms IS NULL ORDER BY incident_id;

-- name: round_open
SELECT id, incident_id, number, name, district_ids, started_ms, closed_ms, version, cause
FROM check_round WHERE incident_id = $1 AND closed_ms IS NULL
ORDER BY number DESC;

-- name: round_list
SELECT id, incident_id, number, name, district_ids, started_ms, closed_ms, version, cause
FROM check_round WHERE incident_id = $1
ORDER BY number DESC LIMIT $2;

-- name: round_insert
INSERT INTO check_round (id, incident_id, number, name, district_ids, started_ms, closed_ms, version,
  cause)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- name: round_update
UPDATE check_round SET incident_id = $2, number = $3, name = $4, district_ids = $5, started_ms = $6, closed_ms = $7,
  cause = $9, version = version + 1
WHERE id = $1 AND version = $8;
