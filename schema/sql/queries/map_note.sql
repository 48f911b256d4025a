-- name: map_note_by_id
SELECT id, incident_id, district_id, kind, note_text, public_text, points, made_ms, made_by, until_ms, ended_ms, ended_by,
  version
FROM map_note WHERE id = $1;

-- name: map_note_standing
SELECT id, incident_id, district_id, kind, note_text, public_text, points, made_ms, made_by, until_ms, ended_ms, ended_by,
  version
FROM map_note
WHERE incident_id = $1 AND made_ms <= $2 AND (ended_ms IS NULL OR ended_ms > $2) AND (until_ms IS NULL OR until_ms > $2)
  AND (made_ms, id) < ($3, $4)
ORDER BY made_ms DESC, id DESC LIMIT $5;

-- name: map_note_insert
INSERT INTO map_note (id, incident_id, district_id, kind, note_text, public_text, points, made_ms, made_by, until_ms,
  ended_ms, ended_by, version)
VALUES ($1, $2, $3, $4, $5, CAST($6 AS BIGINT) = 1, $7, $8, $9, $10, $11, $12, $13);

-- name: map_note_update
UPDATE map_note SET incident_id = $2, district_id = $3, kind = $4, note_text = $5, public_text = (CAST($6 AS BIGINT) = 1),
  points = $7, made_ms = $8, made_by = $9, until_ms = $10, ended_ms = $11, ended_by = $12, version = version + 1
WHERE id = $1 AND version = $13;

-- name: map_area_list
SELECT id, kind, title, hazard, source, parts, changed_ms FROM map_area ORDER BY kind, title;

-- name: map_area_by_id
SELECT id, kind, title, hazard, source, parts, changed_ms FROM map_area WHERE id = $1;

-- name: map_area_put
INSERT INTO map_area (id, kind, title, hazard, source, parts, changed_ms) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (kind, title) DO UPDATE SET hazard = excluded.hazard, source = excluded.source, parts = excluded.parts,
  changed_ms = excluded.changed_ms
RETURNING id;

-- name: map_area_delete
DELETE FROM map_area WHERE id = $1;

-- Teams of committed plans at their needs' places: how many, and how many people.
-- name: team_count_by_district
SELECT n.district_id, count(DISTINCT t.id), count(m.volunteer_id)
FROM team t JOIN need n ON n.id = t.need_id LEFT JOIN team_member m ON m.team_id = t.id
WHERE t.incident_id = $1 AND n.status NOT IN ('done', 'cancelled', 'declined', 'merged')
GROUP BY n.district_id ORDER BY n.district_id;
