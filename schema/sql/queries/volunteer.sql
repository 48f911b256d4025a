-- name: volunteer_by_id
SELECT id, number, name, name_kana, phone, email, position, note, district_id, birth_year, skills, availability,
  insurance_plan, insurance_joined_on, insurance_from, insurance_until, insurance_seen_by, consent_ms, status,
  created_ms, version, contact_by, quiet_from, quiet_until, gender, guardian_consent_on, hours_week_max, travel_max_m,
  load_max, car_seats
FROM volunteer WHERE id = $1;

-- name: volunteer_page
SELECT id, number, name, name_kana, phone, email, position, note, district_id, birth_year, skills, availability,
  insurance_plan, insurance_joined_on, insurance_from, insurance_until, insurance_seen_by, consent_ms, status,
  created_ms, version, contact_by, quiet_from, quiet_until, gender, guardian_consent_on, hours_week_max, travel_max_m,
  load_max, car_seats
FROM volunteer
WHERE (CAST($1 AS BIGINT) = 0 OR district_id = $2)
  AND (CAST($3 AS TEXT) = '' OR status = CAST($3 AS TEXT))
  AND (created_ms, id) < ($4, $5)
ORDER BY created_ms DESC, id DESC LIMIT $6;

-- name: volunteer_insert
INSERT INTO volunteer (id, number, name, name_kana, phone, email, position, note, district_id, birth_year, skills,
  availability, insurance_plan, insurance_joined_on, insurance_from, insurance_until, insurance_seen_by, consent_ms,
  status, created_ms, version, contact_by, quiet_from, quiet_until, gender, guardian_consent_on, hours_week_max,
  travel_max_m, load_max, car_seats)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
  $25, $26, $27, $28, $29, $30);

-- name: volunteer_update
UPDATE volunteer SET number = $2, name = $3, name_kana = $4, phone = $5, email = $6, position = $7, note = $8,
  district_id = $9, birth_year = $10, skills = $11, availability = $12, insurance_plan = $13,
  insurance_joined_on = $14, insurance_from = $15, insurance_until = $16, insurance_seen_by = $17, consent_ms = $18,
  status = $19, created_ms = $20, contact_by = $22, quiet_from = $23, quiet_until = $24, gender = $25,
  guardian_consent_on = $26, hours_week_max = $27, travel_max_m = $28, load_max = $29, car_seats = $30,
  version = version + 1
WHERE id = $1 AND version = $21;

-- name: volunteer_squad_span
SELECT volunteer_id, squad_id FROM squad_member
WHERE volunteer_id >= $1 AND volunteer_id <= $2
ORDER BY volunteer_id, squad_id;
