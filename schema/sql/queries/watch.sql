-- name: watch_by_id
SELECT id, registrant_id, district_id, interval_days, watcher_ids, look_for, status, started_ms, last_seen_ms,
  last_visit_ms, due_ms, told, tell_ms, version
FROM watch WHERE id = $1;

-- name: watch_of_person
SELECT id, registrant_id, district_id, interval_days, watcher_ids, look_for, status, started_ms, last_seen_ms,
  last_visit_ms, due_ms, told, tell_ms, version
FROM watch WHERE registrant_id = $1 AND status <> 'ended';

-- name: watch_page
SELECT id, registrant_id, district_id, interval_days, watcher_ids, look_for, status, started_ms, last_seen_ms,
  last_visit_ms, due_ms, told, tell_ms, version
FROM watch
WHERE (CAST($1 AS BIGINT) = 0 OR district_id = $2) AND status <> 'ended' AND (due_ms, id) > ($3, $4)
ORDER BY due_ms, id LIMIT $5;

-- name: watch_due
SELECT id, registrant_id, district_id, interval_days, watcher_ids, look_for, status, started_ms, last_seen_ms,
  last_visit_ms, due_ms, told, tell_ms, version
FROM watch WHERE tell_ms IS NOT NULL AND tell_ms <= $1
ORDER BY tell_ms, id LIMIT $2;

-- name: watch_next_tell
SELECT min(tell_ms) FROM watch WHERE tell_ms IS NOT NULL;

-- name: watch_insert
INSERT INTO watch (id, registrant_id, district_id, interval_days, watcher_ids, look_for, status, started_ms,
  last_seen_ms, last_visit_ms, due_ms, told, tell_ms, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14);

-- name: watch_update
UPDATE watch SET registrant_id = $2, district_id = $3, interval_days = $4, watcher_ids = $5, look_for = $6,
  status = $7, started_ms = $8, last_seen_ms = $9, last_visit_ms = $10, due_ms = $11, told = $12, tell_ms = $13,
  version = version + 1
WHERE id = $1 AND version = $14;

-- name: watch_visit_by_id
SELECT id, watch_id, result, signs, note, occurred_ms, recorded_ms, recorded_by FROM watch_visit WHERE id = $1;

-- name: watch_visit_list
SELECT id, watch_id, result, signs, note, occurred_ms, recorded_ms, recorded_by FROM watch_visit
WHERE watch_id = $1 ORDER BY occurred_ms DESC, id DESC LIMIT $2;

-- name: watch_visit_insert
INSERT INTO watch_visit (id, watch_id, result, signs, note, occurred_ms, recorded_ms, recorded_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);
