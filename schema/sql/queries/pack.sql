-- name: pack_by_id
SELECT id, account_id, device_name, district_ids, people, is_widened, taken_ms, expires_ms, seen_ms, locked_ms,
  locked_by, returned_ms, ticket_hash, session_hash, version
FROM pack WHERE id = $1;

-- name: pack_page
SELECT id, account_id, device_name, district_ids, people, is_widened, taken_ms, expires_ms, seen_ms, locked_ms,
  locked_by, returned_ms, ticket_hash, session_hash, version
FROM pack
WHERE (CAST($1 AS BIGINT) = 0 OR account_id = $2) AND (taken_ms, id) < ($3, $4)
ORDER BY taken_ms DESC, id DESC LIMIT $5;

-- name: pack_insert
INSERT INTO pack (id, account_id, device_name, district_ids, people, is_widened, taken_ms, expires_ms, seen_ms,
  locked_ms, locked_by, returned_ms, ticket_hash, session_hash, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15);

-- name: pack_update
UPDATE pack SET account_id = $2, device_name = $3, district_ids = $4, people = $5, is_widened = $6, taken_ms = $7,
  expires_ms = $8, seen_ms = $9, locked_ms = $10, locked_by = $11, returned_ms = $12, ticket_hash = $13,
  session_hash = $14, version = version + 1
WHERE id = $1 AND version = $15;

-- name: pack_round_insert
INSERT INTO pack_round (pack_id, round_id) VALUES ($1, $2) ON CONFLICT DO NOTHING;

-- name: pack_rounds_span
SELECT pack_id, round_id FROM pack_round WHERE pack_id >= $1 AND pack_id <= $2 ORDER BY pack_id, round_id;

-- name: pack_person_insert
INSERT INTO pack_person (pack_id, registrant_id) VALUES ($1, $2) ON CONFLICT DO NOTHING;

-- name: pack_people
SELECT registrant_id FROM pack_person WHERE pack_id = $1 ORDER BY registrant_id;

-- name: pack_of_person
SELECT pack_id FROM pack_person WHERE registrant_id = $1 ORDER BY pack_id;
