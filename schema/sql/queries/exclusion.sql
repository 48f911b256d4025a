-- name: exclusion_by_id
SELECT id, volunteer_id, other_volunteer_id, need_id, made_ms, made_by FROM exclusion WHERE id = $1;

-- name: exclusion_all
SELECT id, volunteer_id, other_volunteer_id, need_id, made_ms, made_by FROM exclusion ORDER BY made_ms DESC, id DESC;

-- The same two, in whichever order.
-- name: exclusion_of_two
SELECT id, volunteer_id, other_volunteer_id, need_id, made_ms, made_by FROM exclusion
WHERE (volunteer_id = $1 AND other_volunteer_id = $2) OR (volunteer_id = $2 AND other_volunteer_id = $1)
  OR (volunteer_id = $1 AND need_id = $3);

-- name: exclusion_insert
INSERT INTO exclusion (id, volunteer_id, other_volunteer_id, need_id, made_ms, made_by) VALUES ($1, $2, $3, $4, $5, $6);

-- name: exclusion_delete
DELETE FROM exclusion WHERE id = $1;
