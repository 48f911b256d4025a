-- name: squad_by_id
SELECT id, name, kind, district_id, created_ms, version, keep_together FROM squad WHERE id = $1;

-- name: squad_page
SELECT id, name, kind, district_id, created_ms, version, keep_together FROM squad
WHERE (CAST($1 AS BIGINT) = 0 OR district_id = $2) AND (created_ms, id) < ($3, $4)
ORDER BY created_ms DESC, id DESC LIMIT $5;

-- name: squad_insert
INSERT INTO squad (id, name, kind, district_id, created_ms, version, keep_together)
VALUES ($1, $2, $3, $4, $5, $6, CAST($7 AS BIGINT) = 1);

-- name: squad_update
UPDATE squad SET name = $2, kind = $3, district_id = $4, created_ms = $5, version = version + 1,
  keep_together = (CAST($7 AS BIGINT) = 1)
WHERE id = $1 AND version = $6;

-- name: squad_member_span
SELECT squad_id, volunteer_id FROM squad_member
WHERE squad_id >= $1 AND squad_id <= $2
ORDER BY squad_id, volunteer_id;

-- name: squad_member_insert
INSERT INTO squad_member (squad_id, volunteer_id) VALUES ($1, $2);

-- name: squad_member_clear
DELETE FROM squad_member WHERE squad_id = $1;

-- name: squad_kept_together
SELECT id, name, kind, district_id, created_ms, version, keep_together FROM squad
WHERE keep_together = TRUE ORDER BY id;
