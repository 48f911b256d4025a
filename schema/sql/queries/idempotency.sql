-- name: idempotency_by_key
SELECT fingerprint, status, code, refs FROM idempotency WHERE account_id = $1 AND key = $2;

-- name: idempotency_insert
INSERT INTO idempotency (account_id, key, fingerprint, status, code, refs, created_ms)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: idempotency_drop_before
DELETE FROM idempotency WHERE (account_id, key) IN
  (SELECT account_id, key FROM idempotency WHERE created_ms < $1 ORDER BY created_ms LIMIT $2);
