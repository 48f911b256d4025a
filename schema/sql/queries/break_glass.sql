-- name: glass_insert
INSERT INTO break_glass (id, account_id, registrant_id, district_id, reason, opened_ms, until_ms)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: glass_by_id
SELECT id, account_id, registrant_id, district_id, reason, opened_ms, until_ms FROM break_glass WHERE id = $1;

-- Whether somebody has the file of this one person open now.
-- name: glass_open
SELECT id, account_id, registrant_id, district_id, reason, opened_ms, until_ms FROM break_glass
WHERE account_id = $1 AND registrant_id = $2 AND until_ms > $3
ORDER BY until_ms DESC, id DESC LIMIT 1;

-- name: glass_page
SELECT id, account_id, registrant_id, district_id, reason, opened_ms, until_ms FROM break_glass
WHERE (CAST($1 AS BIGINT) = 0 OR registrant_id = $2) AND (opened_ms, id) < ($3, $4)
ORDER BY opened_ms DESC, id DESC LIMIT $5;
