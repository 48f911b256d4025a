-- name: registrant_by_id
SELECT id, number, district_id, name, name_kana, birth_date, gender, address, phone, position, support_level,
  support_reasons, support_note, supporters, plan_shelter, plan_route, plan_keys, family_note, consented, consent_on,
  status, created_ms, version, city_number
FROM registrant WHERE id = $1;

-- name: registrant_id_by_number
SELECT id FROM registrant WHERE number = $1;

-- name: registrant_page
SELECT id, number, district_id, name, name_kana, birth_date, gender, address, phone, position, support_level,
  support_reasons, support_note, supporters, plan_shelter, plan_route, plan_keys, family_note, consented, consent_on,
  status, created_ms, version, city_number
FROM registrant
WHERE (CAST($1 AS BIGINT) = 0 OR district_id = $2)
  AND (CAST($3 AS BIGINT) = 0 OR consented = TRUE)
  AND (CAST($4 AS BIGINT) = 0 OR status = 'active')
  AND (created_ms, id) < ($5, $6)
ORDER BY created_ms DESC, id DESC LIMIT $7;

-- name: registrant_roster
SELECT id, district_id, position, consented FROM registrant WHERE status = 'active' ORDER BY district_id, id;

-- name: registrant_insert
INSERT INTO registrant (id, number, district_id, name, name_kana, birth_date, gender, address, phone, position,
  support_level, support_reasons, support_note, supporters, plan_shelter, plan_route, plan_keys, family_note,
  consented, consent_on, status, created_ms, version, city_number, city_key, person_key, phone_key, address_key, birth_key)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, CAST($19 AS BIGINT) = 1,
  $20, $21, $22, $23, $24, $25, $26, $27, $28, $29);

-- name: registrant_update
UPDATE registrant SET number = $2, district_id = $3, name = $4, name_kana = $5, birth_date = $6, gender = $7,
  address = $8, phone = $9, position = $10, support_level = $11, support_reasons = $12, support_note = $13,
  supporters = $14, plan_shelter = $15, plan_route = $16, plan_keys = $17, family_note = $18,
  consented = (CAST($19 AS BIGINT) = 1), consent_on = $20, status = $21, created_ms = $22, version = version + 1,
  city_number = $24, city_key = $25, person_key = $26, phone_key = $27, address_key = $28, birth_key = $29
WHERE id = $1 AND version = $23;

-- Whoever shares something that identifies people with a line of a roster; a key that the line has not is NULL. First those
-- by the city's number or by kana and birth date: of a home's telephone there may be more than anybody would look through.
-- name: registrant_alike
SELECT id, number, district_id, name, name_kana, birth_date, gender, address, phone, position, support_level,
  support_reasons, support_note, supporters, plan_shelter, plan_route, plan_keys, family_note, consented, consent_on,
  status, created_ms, version, city_number
FROM registrant
WHERE city_key = $1 OR person_key = $2 OR phone_key = $3 OR address_key = $4 OR birth_key = $5
ORDER BY CASE WHEN city_key = $1 OR person_key = $2 THEN 0 ELSE 1 END, id LIMIT $6;

-- From before people had keys.
-- name: registrant_unkeyed
SELECT id, number, district_id, name, name_kana, birth_date, gender, address, phone, position, support_level,
  support_reasons, support_note, supporters, plan_shelter, plan_route, plan_keys, family_note, consented, consent_on,
  status, created_ms, version, city_number
FROM registrant WHERE address_key IS NULL ORDER BY id LIMIT $1;

-- name: registrant_keys_set
UPDATE registrant SET city_key = $2, person_key = $3, phone_key = $4, address_key = $5, birth_key = $6 WHERE id = $1;

-- name: registrant_roster_facts
SELECT position_source, roster_line FROM registrant WHERE id = $1;

-- name: registrant_roster_line_set
UPDATE registrant SET roster_line = $2 WHERE id = $1;

-- name: registrant_position_source_set
UPDATE registrant SET position_source = CAST($2 AS TEXT) WHERE id = $1;

-- name: registrant_counts
SELECT district_id, count(*), CAST(COALESCE(sum(CASE WHEN consented = TRUE THEN 1 ELSE 0 END), 0) AS BIGINT)
FROM registrant WHERE status = 'active' GROUP BY district_id ORDER BY district_id;
