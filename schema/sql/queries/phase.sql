-- Decisions on an incident's legal phase: at most one stands, the others have ended somehow.

-- name: phase_insert
INSERT INTO phase_decision (incident_id, number, phase, decided_by, purpose, reason, decided_ms, until_ms)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: phase_list
SELECT incident_id, number, phase, decided_by, purpose, reason, decided_ms, until_ms, ended_ms, ended_how
FROM phase_decision WHERE incident_id = $1
ORDER BY number DESC LIMIT $2;

-- name: phase_end
UPDATE phase_decision SET ended_ms = $2, ended_how = $3 WHERE incident_id = $1 AND ended_ms IS NULL;
