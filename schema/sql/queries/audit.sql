-- name: audit_insert
INSERT INTO audit (id, at_ms, actor_id, action, subject_kind, subject_id, district_id, incident_id, subjects,
  request_id, route, link, hash)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);

-- name: audit_page
SELECT id, at_ms, actor_id, action, subject_kind, subject_id, district_id, incident_id, subjects, request_id, route
FROM audit WHERE (at_ms, id) < ($1, $2)
ORDER BY at_ms DESC, id DESC LIMIT $3;

-- name: audit_subject_insert
INSERT INTO audit_subject (subject_id, at_ms, audit_id) VALUES ($1, $2, $3);

-- Who saw one person, newest first.
-- name: audit_trail
SELECT a.id, a.at_ms, a.actor_id, a.action, a.subject_kind, a.subject_id, a.district_id, a.incident_id, a.subjects,
  a.request_id, a.route
FROM audit_subject s JOIN audit a ON a.id = s.audit_id
WHERE s.subject_id = $1 AND (s.at_ms, s.audit_id) < ($2, $3)
ORDER BY s.at_ms DESC, s.audit_id DESC LIMIT $4;

-- The next place in the chain, and the hash that it stands on.
-- name: audit_head_take
UPDATE audit_head SET links = links + 1 WHERE name = 'audit' RETURNING links, hash;

-- name: audit_head_put
UPDATE audit_head SET hash = $1 WHERE name = 'audit';

-- name: audit_head_start
INSERT INTO audit_head (name, links, hash) VALUES ('audit', 0, $1);

-- name: audit_head
SELECT links, hash FROM audit_head WHERE name = 'audit';

-- name: audit_unlinked
SELECT id, at_ms, actor_id, action, subject_kind, subject_id, district_id, incident_id, subjects, request_id, route
FROM audit WHERE link IS NULL ORDER BY at_ms, id LIMIT $1;

-- name: audit_link
UPDATE audit SET link = $2, hash = $3 WHERE id = $1;

-- name: audit_links
SELECT link, hash, id, at_ms, actor_id, action, subject_kind, subject_id, district_id, incident_id, subjects,
  request_id, route
FROM audit WHERE link > $1 ORDER BY link LIMIT $2;

-- name: audit_subjects_of
SELECT subject_id FROM audit_subject WHERE audit_id = $1 ORDER BY subject_id;

-- name: audit_unlinked_count
SELECT count(*) FROM audit WHERE link IS NULL;

-- name: audit_subject_count
SELECT count(*) FROM audit_subject;
