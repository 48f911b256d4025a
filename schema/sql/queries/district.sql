-- name: district_list
SELECT id, code, name, name_kana, lat, lng, cell, towns, is_sample, version
FROM district ORDER BY code;

-- name: district_by_id
SELECT id, code, name, name_kana, lat, lng, cell, towns, is_sample, version
FROM district WHERE id = $1;

-- name: district_by_code
SELECT id, code, name, name_kana, lat, lng, cell, towns, is_sample, version
FROM district WHERE code = $1;

-- name: district_insert
INSERT INTO district (id, code, name, name_kana, lat, lng, cell, towns, is_sample, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, CAST($9 AS BIGINT) = 1, $10);

-- name: district_update
UPDATE district SET code = $2, name = $3, name_kana = $4, lat = $5, lng = $6, cell = $7, towns = $8,
  is_sample = (CAST($9 AS BIGINT) = 1), version = version + 1
WHERE id = $1 AND version = $10;

-- name: place_list
SELECT id, kind, source_key, edition, name, address, lat, lng, hazards, note
FROM place WHERE CAST($1 AS TEXT) = '' OR kind = CAST($1 AS TEXT)
ORDER BY kind, source_key;

-- name: place_put
INSERT INTO place (id, kind, source_key, edition, name, address, lat, lng, hazards, note)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
ON CONFLICT (kind, source_key) DO UPDATE SET edition = excluded.edition, name = excluded.name,
  address = excluded.address, lat = excluded.lat, lng = excluded.lng, hazards = excluded.hazards, note = excluded.note;
