-- name: organization_by_id
SELECT id, name, kind, district_id, phone, status, created_ms, version FROM organization WHERE id = $1;

-- name: organization_page
SELECT id, name, kind, district_id, phone, status, created_ms, version FROM organization
WHERE (created_ms, id) < ($1, $2)
ORDER BY created_ms DESC, id DESC LIMIT $3;

-- name: organization_insert
INSERT INTO organization (id, name, kind, district_id, phone, status, created_ms, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: organization_update
UPDATE organization SET name = $2, kind = $3, district_id = $4, phone = $5, status = $6, created_ms = $7,
  version = version + 1
WHERE id = $1 AND version = $8;
