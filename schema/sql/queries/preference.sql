-- name: preference_by_id
SELECT id, volunteer_id, kind, value, weight, learned_ms FROM preference WHERE id = $1;

-- name: preference_of_volunteer
SELECT id, volunteer_id, kind, value, weight, learned_ms FROM preference
WHERE volunteer_id = $1 AND learned_ms > $2 ORDER BY learned_ms DESC, id DESC;

-- name: preference_all
SELECT id, volunteer_id, kind, value, weight, learned_ms FROM preference
WHERE learned_ms > $1 ORDER BY volunteer_id, learned_ms DESC, id DESC;

-- name: preference_insert
INSERT INTO preference (id, volunteer_id, kind, value, weight, learned_ms) VALUES ($1, $2, $3, $4, $5, $6);

-- name: preference_update
UPDATE preference SET value = $2, weight = $3, learned_ms = $4 WHERE id = $1;

-- name: preference_delete
DELETE FROM preference WHERE id = $1;

-- name: preference_oldest
SELECT learned_ms FROM preference ORDER BY learned_ms LIMIT 1;

-- name: preference_forgotten
SELECT id, volunteer_id, kind, value, weight, learned_ms FROM preference
WHERE learned_ms <= $1 ORDER BY learned_ms, id LIMIT $2;
