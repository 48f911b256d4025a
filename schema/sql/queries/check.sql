-- name: check_insert
INSERT INTO safety_check (id, round_id, registrant_id, status, method, note, occurred_ms, recorded_ms, recorded_by,
  need_id, confidence, told_by, next_check_ms)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);

-- name: check_by_id
SELECT id, round_id, registrant_id, status, method, note, occurred_ms, recorded_ms, recorded_by, need_id, confidence,
  told_by, next_check_ms
FROM safety_check WHERE id = $1;

-- All reports of a person in a round.
-- name: check_of_person
SELECT id, round_id, registrant_id, status, method, note, occurred_ms, recorded_ms, recorded_by, need_id, confidence,
  told_by, next_check_ms
FROM safety_check WHERE round_id = $1 AND registrant_id = $2 ORDER BY occurred_ms, id;

-- name: check_newest
SELECT c.id, c.round_id, c.registrant_id, c.status, c.method, c.note, c.occurred_ms, c.recorded_ms, c.recorded_by,
  c.need_id, c.confidence, c.told_by, c.next_check_ms
FROM check_state s JOIN safety_check c ON c.id = s.check_id JOIN registrant r ON r.id = s.registrant_id
WHERE s.round_id = $1 AND (CAST($2 AS BIGINT) = 0 OR r.district_id = $3)
ORDER BY s.registrant_id;

-- name: check_state_by_person
SELECT round_id, registrant_id, check_id, status, occurred_ms, open_since_ms, recorded_ms, conflict_id, next_check_ms
FROM check_state WHERE round_id = $1 AND registrant_id = $2;

-- name: check_state_list
SELECT round_id, registrant_id, check_id, status, occurred_ms, open_since_ms, recorded_ms, conflict_id, next_check_ms
FROM check_state WHERE round_id = $1 ORDER BY registrant_id;

-- name: check_state_list_in
SELECT s.round_id, s.registrant_id, s.check_id, s.status, s.occurred_ms, s.open_since_ms, s.recorded_ms, s.conflict_id,
  s.next_check_ms
FROM check_state s JOIN registrant r ON r.id = s.registrant_id
WHERE s.round_id = $1 AND r.district_id = $2 ORDER BY s.registrant_id;

-- name: check_state_put
INSERT INTO check_state (round_id, registrant_id, check_id, status, occurred_ms, open_since_ms, recorded_ms,
  conflict_id, next_check_ms)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (round_id, registrant_id) DO UPDATE SET check_id = excluded.check_id, status = excluded.status,
  occurred_ms = excluded.occurred_ms, open_since_ms = excluded.open_since_ms, recorded_ms = excluded.recorded_ms,
  conflict_id = excluded.conflict_id, next_check_ms = excluded.next_check_ms;

-- name: check_settlement_insert
INSERT INTO check_settlement (round_id, registrant_id, check_id, settled_ms, settled_by)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (round_id, registrant_id, settled_ms) DO UPDATE SET check_id = excluded.check_id,
  settled_by = excluded.settled_by;

-- name: check_settlement_of_person
SELECT check_id, settled_ms FROM check_settlement WHERE round_id = $1 AND registrant_id = $2 ORDER BY settled_ms;
