-- name: audit_insert
INSERT INTO audit (id, at_ms, actor_id, action, subject_kind, subject_id, district_id, incident_id, subjects,
  request_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- name: audit_page
SELECT id, at_ms, actor_id, action, subject_kind, subject_id, district_id, incident_id, subjects, request_id
FROM audit WHERE (at_ms, id) < ($1, $2)
ORDER BY at_ms DESC, id DESC LIMIT $3;
