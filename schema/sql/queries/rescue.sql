-- name: rescue_insert
INSERT INTO handover (id, incident_id, round_id, registrant_id, district_id, check_id, status, created_ms, handed_to,
  contact, note, handed_ms, handed_by, result, result_note, closed_ms, closed_by, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18);

-- name: rescue_update
UPDATE handover SET incident_id = $2, round_id = $3, registrant_id = $4, district_id = $5, check_id = $6, status = $7,
  created_ms = $8, handed_to = $9, contact = $10, note = $11, handed_ms = $12, handed_by = $13, result = $14,
  result_note = $15, closed_ms = $16, closed_by = $17, version = version + 1
WHERE id = $1 AND version = $18;

-- name: rescue_by_id
SELECT id, incident_id, round_id, registrant_id, district_id, check_id, status, created_ms, handed_to, contact, note,
  handed_ms, handed_by, result, result_note, closed_ms, closed_by, version
FROM handover WHERE id = $1;

-- name: rescue_latest
SELECT id, incident_id, round_id, registrant_id, district_id, check_id, status, created_ms, handed_to, contact, note,
  handed_ms, handed_by, result, result_note, closed_ms, closed_by, version
FROM handover WHERE incident_id = $1 AND registrant_id = $2 ORDER BY created_ms DESC, id DESC LIMIT 1;

-- name: rescue_list
SELECT id, incident_id, round_id, registrant_id, district_id, check_id, status, created_ms, handed_to, contact, note,
  handed_ms, handed_by, result, result_note, closed_ms, closed_by, version
FROM handover
WHERE incident_id = $1 AND (CAST($2 AS TEXT) = '' OR status = CAST($2 AS TEXT))
ORDER BY created_ms, id LIMIT $3;
