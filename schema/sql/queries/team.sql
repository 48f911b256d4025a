-- A team's is_drill is its incident's, its district its need's.

-- name: team_by_id
SELECT t.id, t.number, t.incident_id, t.need_id, t.plan_id, t.formed_ms, t.version, n.district_id, i.is_drill
FROM team t JOIN need n ON n.id = t.need_id JOIN incident i ON i.id = t.incident_id
WHERE t.id = $1;

-- name: team_page
SELECT t.id, t.number, t.incident_id, t.need_id, t.plan_id, t.formed_ms, t.version, n.district_id, i.is_drill
FROM team t JOIN need n ON n.id = t.need_id JOIN incident i ON i.id = t.incident_id
WHERE (CAST($1 AS BIGINT) = 0 OR t.incident_id = $2)
  AND (CAST($3 AS BIGINT) = 0 OR i.is_drill = FALSE)
  AND (CAST($4 AS BIGINT) = 0 OR n.district_id = $5)
  AND (t.formed_ms, t.id) < ($6, $7)
ORDER BY t.formed_ms DESC, t.id DESC LIMIT $8;

-- name: team_of_plan
SELECT t.id, t.number, t.incident_id, t.need_id, t.plan_id, t.formed_ms, t.version, n.district_id, i.is_drill
FROM team t JOIN need n ON n.id = t.need_id JOIN incident i ON i.id = t.incident_id
WHERE t.plan_id = $1 ORDER BY t.number;

-- name: team_insert
INSERT INTO team (id, number, incident_id, need_id, plan_id, formed_ms, version) VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: team_member_insert
INSERT INTO team_member (team_id, volunteer_id, offer_id, is_leader) VALUES ($1, $2, $3, CAST($4 AS BIGINT) = 1);

-- name: team_members
SELECT volunteer_id, offer_id, is_leader FROM team_member WHERE team_id = $1
ORDER BY is_leader DESC, volunteer_id;
