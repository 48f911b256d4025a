-- name: registrant_by_id
SELECT id, number, district_id, name, name_kana, birth_date, gender, address, phone, position, support_level,
  support_reasons, support_note, supporters, plan_shelter, plan_route, plan_keys, family_note, consented, consent_on,
  status, created_ms, version
FROM registrant WHERE id = $1;

-- name: registrant_id_by_number
SELECT id FROM registrant WHERE number = $1;

-- name: registrant_page
SELECT id, number, district_id, name, name_kana, birth_date, gender, address, phone, position, support_level,
  support_reasons, support_note, supporters, plan_shelter, plan_route, plan_keys, family_note, consented, consent_on,
  status, created_ms, version
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
  consented, consent_on, status, created_ms, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, CAST($19 AS BIGINT) = 1,
  $20, $21, $22, $23);

-- name: registrant_update
UPDATE registrant SET number = $2, district_id = $3, name = $4, name_kana = $5, birth_date = $6, gender = $7,
  address = $8, phone = $9, position = $10, support_level = $11, support_reasons = $12, support_note = $13,
  supporters = $14, plan_shelter = $15, plan_route = $16, plan_keys = $17, family_note = $18,
  consented = (CAST($19 AS BIGINT) = 1), consent_on = $20, status = $21, created_ms = $22, version = version + 1
WHERE id = $1 AND version = $23;
