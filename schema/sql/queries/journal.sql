-- The journal's own rows and the named counters. The next number is read from its row inside the command's savepoint, so
-- that a command that is rolled back leaves no gap.

-- name: journal_next
UPDATE counter SET value = value + 1 WHERE name = 'journal' RETURNING value;

-- name: journal_seq
SELECT value FROM counter WHERE name = 'journal';

-- name: event_insert
INSERT INTO event (seq, type, occurred_ms, recorded_ms, actor_id, incident_id, district_id, need_id, offer_id,
  volunteer_id, registrant_id, round_id, subject_id, data)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14);

-- name: counter_next
INSERT INTO counter (name, value) VALUES ($1, 1)
ON CONFLICT (name) DO UPDATE SET value = counter.value + 1
RETURNING value;
