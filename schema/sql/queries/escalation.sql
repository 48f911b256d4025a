-- name: escalation_timers
SELECT level, to_coordinator, to_center, to_hq FROM escalation_timer WHERE incident_id = $1 ORDER BY level;

-- name: escalation_timer_put
INSERT INTO escalation_timer (incident_id, level, to_coordinator, to_center, to_hq) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (incident_id, level) DO UPDATE SET to_coordinator = excluded.to_coordinator,
  to_center = excluded.to_center, to_hq = excluded.to_hq;

-- name: escalation_put
INSERT INTO escalation (id, incident_id, round_id, registrant_id, district_id, step, since_ms, due_ms, raised_ms)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (round_id, registrant_id) DO UPDATE SET district_id = excluded.district_id, step = excluded.step,
  since_ms = excluded.since_ms, due_ms = excluded.due_ms, raised_ms = excluded.raised_ms;

-- name: escalation_drop
DELETE FROM escalation WHERE round_id = $1 AND registrant_id = $2;

-- name: escalation_drop_round
DELETE FROM escalation WHERE round_id = $1;

-- name: escalation_due_list
SELECT id, incident_id, round_id, registrant_id, district_id, step, since_ms, due_ms, raised_ms
FROM escalation WHERE due_ms <= $1 ORDER BY due_ms, id LIMIT $2;

-- name: escalation_next_due
SELECT due_ms FROM escalation WHERE due_ms IS NOT NULL ORDER BY due_ms LIMIT 1;

-- name: escalation_of_round
SELECT id, incident_id, round_id, registrant_id, district_id, step, since_ms, due_ms, raised_ms
FROM escalation WHERE round_id = $1 ORDER BY registrant_id;

-- name: escalation_of_person
SELECT id, incident_id, round_id, registrant_id, district_id, step, since_ms, due_ms, raised_ms
FROM escalation WHERE round_id = $1 AND registrant_id = $2;

-- name: escalation_sweep_put
INSERT INTO escalation_sweep (round_id, due_ms, after_id) VALUES ($1, $2, $3)
ON CONFLICT (round_id) DO UPDATE SET due_ms = excluded.due_ms, after_id = excluded.after_id;

-- name: escalation_sweep_drop
DELETE FROM escalation_sweep WHERE round_id = $1;

-- name: escalation_sweep_next
SELECT round_id, due_ms, after_id FROM escalation_sweep ORDER BY due_ms, round_id LIMIT 1;

-- name: escalation_sweep_of_round
SELECT round_id, due_ms, after_id FROM escalation_sweep WHERE round_id = $1;
