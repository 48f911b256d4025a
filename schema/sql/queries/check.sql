-- name: check_insert
INSERT INTO safety_check (id, round_id, registrant_id, status, method, note, occurred_ms, recorded_ms, recorded_by,
  need_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- name: check_by_id
SELECT id, round_id, registrant_id, status, method, note, occurred_ms, recorded_ms, recorded_by, need_id
FROM safety_check WHERE id = $1;

-- name: check_newest
SELECT c.id, c.round_id, c.registrant_id, c.status, c.method, c.note, c.occurred_ms, c.recorded_ms, c.recorded_by,
  c.need_id
FROM check_state s JOIN safety_check c ON c.id = s.check_id JOIN registrant r ON r.id = s.registrant_id
WHERE s.round_id = $1 AND (CAST($2 AS BIGINT) = 0 OR r.district_id = $3)
ORDER BY s.registrant_id;

-- name: check_state_by_person
SELECT round_id, registrant_id, check_id, status, occurred_ms, open_since_ms, recorded_ms
FROM check_state WHERE round_id = $1 AND registrant_id = $2;

-- name: check_state_list
SELECT round_id, registrant_id, check_id, status, occurred_ms, open_since_ms, recorded_ms
FROM check_state WHERE round_id = $1 ORDER BY registrant_id;

-- name: check_state_list_in
SELECT s.round_id, s.registrant_id, s.check_id, s.status, s.occurred_ms, s.open_since_ms, s.recorded_ms
FROM check_state s JOIN registrant r ON r.id = s.registrant_id
WHERE s.round_id = $1 AND r.district_id = $2 ORDER BY s.registrant_id;

-- name: check_state_put
INSERT INTO check_state (round_id, registrant_id, check_id, status, occurred_ms, open_since_ms, recorded_ms)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (round_id, registrant_id) DO UPDATE SET check_id = excluded.check_id, status = excluded.status,
  occurred_ms = excluded.occurred_ms, open_since_ms = excluded.open_since_ms, recorded_ms = excluded.recorded_ms;
