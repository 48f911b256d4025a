-- name: policy_by_name
SELECT numbers, version FROM policy WHERE name = $1;

-- name: policy_insert
INSERT INTO policy (name, numbers, changed_ms, changed_by, version) VALUES ($1, $2, $3, $4, 2);

-- name: policy_update
UPDATE policy SET numbers = $2, changed_ms = $3, changed_by = $4, version = version + 1 WHERE name = $1 AND version = $5;
