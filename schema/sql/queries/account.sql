-- name: account_by_id
SELECT id, login, name, role, volunteer_id, status, is_demo, created_ms, version, password_hash
FROM account WHERE id = $1;

-- name: account_by_login
SELECT id, login, name, role, volunteer_id, status, is_demo, created_ms, version, password_hash
FROM account WHERE login = $1;

-- name: account_by_volunteer
SELECT id, login, name, role, volunteer_id, status, is_demo, created_ms, version, password_hash
FROM account WHERE volunteer_id = $1;

-- name: account_page
SELECT id, login, name, role, volunteer_id, status, is_demo, created_ms, version, password_hash
FROM account WHERE (created_ms, id) > ($1, $2)
ORDER BY created_ms, id LIMIT $3;

-- name: account_but_volunteers
SELECT id, login, name, role, volunteer_id, status, is_demo, created_ms, version, password_hash
FROM account WHERE role <> 'volunteer'
ORDER BY created_ms, id;

-- name: account_insert
INSERT INTO account (id, login, name, role, volunteer_id, status, is_demo, created_ms, version, password_hash)
VALUES ($1, $2, $3, $4, $5, $6, CAST($7 AS BIGINT) = 1, $8, $9, $10);

-- name: account_update
UPDATE account SET login = $2, name = $3, role = $4, volunteer_id = $5, status = $6,
  is_demo = (CAST($7 AS BIGINT) = 1), created_ms = $8, version = version + 1
WHERE id = $1 AND version = $9;

-- name: account_set_password
UPDATE account SET password_hash = $2 WHERE id = $1;

-- name: account_any
SELECT 1 FROM account LIMIT 1;

-- name: account_any_demo
SELECT 1 FROM account WHERE is_demo = TRUE LIMIT 1;

-- name: account_district_span
SELECT account_id, district_id FROM account_district
WHERE account_id >= $1 AND account_id <= $2
ORDER BY account_id, district_id;

-- name: account_district_insert
INSERT INTO account_district (account_id, district_id) VALUES ($1, $2);

-- name: account_district_clear
DELETE FROM account_district WHERE account_id = $1;

-- name: session_insert
INSERT INTO session (id, token_hash, account_id, started_ms, expires_ms) VALUES ($1, $2, $3, $4, $5);

-- name: session_live
SELECT id, token_hash, account_id, started_ms, expires_ms FROM session
WHERE expires_ms > $1 ORDER BY started_ms, id;

-- name: session_end
DELETE FROM session WHERE token_hash = $1;

-- name: session_end_of_account
DELETE FROM session WHERE account_id = $1 RETURNING token_hash;

-- name: session_drop_expired
DELETE FROM session WHERE expires_ms <= $1;
