-- A plan's is_drill is its incident's.

-- name: plan_by_id
SELECT p.id, p.incident_id, p.district_id, p.day, p.status, p.made_ms, p.made_by, p.data_seq, p.objective, p.bound,
  p.exact, p.summary, p.version, COALESCE(i.is_drill, FALSE)
FROM plan p LEFT JOIN incident i ON i.id = p.incident_id
WHERE p.id = $1;

-- name: plan_page
SELECT p.id, p.incident_id, p.district_id, p.day, p.status, p.made_ms, p.made_by, p.data_seq, p.objective, p.bound,
  p.exact, p.summary, p.version, COALESCE(i.is_drill, FALSE)
FROM plan p LEFT JOIN incident i ON i.id = p.incident_id
WHERE (CAST($1 AS BIGINT) = 0 OR p.incident_id = $2)
  AND (CAST($3 AS BIGINT) = 0 OR COALESCE(i.is_drill, FALSE) = FALSE)
  AND (CAST($4 AS BIGINT) = 0 OR p.district_id = $5)
  AND (CAST($6 AS BIGINT) = 0 OR p.day = CAST($7 AS BIGINT))
  AND (p.made_ms, p.id) < ($8, $9)
ORDER BY p.made_ms DESC, p.id DESC LIMIT $10;

-- name: plan_insert
INSERT INTO plan (id, incident_id, district_id, day, status, made_ms, made_by, data_seq, objective, bound, exact,
  summary, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, CAST($11 AS BIGINT) = 1, $12, $13);

-- name: plan_update
UPDATE plan SET status = $2, data_seq = $3, objective = $4, bound = $5, exact = (CAST($6 AS BIGINT) = 1), summary = $7,
  version = version + 1
WHERE id = $1 AND version = $8;

-- name: plan_version_insert
INSERT INTO plan_version (plan_id, version, before_version, made_ms, made_by, content) VALUES ($1, $2, $3, $4, $5, $6);

-- name: plan_version_by_number
SELECT before_version, content FROM plan_version WHERE plan_id = $1 AND version = $2;

-- Offers of the world that the plan belongs to: $1 a drill's plan, $2 its incident. What somebody is asked for or has
-- said yes to, with the times of that work.
-- name: plan_live_offers
SELECT o.need_id, o.volunteer_id, o.status, n.starts_ms, n.ends_ms
FROM offer o JOIN need n ON n.id = o.need_id LEFT JOIN incident i ON i.id = n.incident_id
WHERE (o.status IN ('open', 'waitlisted') OR o.place_number IS NOT NULL)
  AND ((CAST($1 AS BIGINT) = 0 AND COALESCE(i.is_drill, FALSE) = FALSE)
    OR (CAST($1 AS BIGINT) = 1 AND n.incident_id = $2))
ORDER BY o.need_id, o.made_ms, o.id;

-- Who said no to work that still looks for people ($3 to $5 its statuses).
-- name: plan_declined
SELECT o.need_id, o.volunteer_id, max(o.answered_ms)
FROM offer o JOIN need n ON n.id = o.need_id LEFT JOIN incident i ON i.id = n.incident_id
WHERE o.status = 'declined' AND n.status IN ($3, $4, $5)
  AND ((CAST($1 AS BIGINT) = 0 AND COALESCE(i.is_drill, FALSE) = FALSE)
    OR (CAST($1 AS BIGINT) = 1 AND n.incident_id = $2))
GROUP BY o.need_id, o.volunteer_id
ORDER BY o.need_id, o.volunteer_id;

-- Work of the last weeks ($3 since when).
-- name: plan_recent_work
SELECT o.volunteer_id, o.served_ms, n.starts_ms, n.ends_ms
FROM offer o JOIN need n ON n.id = o.need_id LEFT JOIN incident i ON i.id = n.incident_id
WHERE o.served_ms >= $3
  AND ((CAST($1 AS BIGINT) = 0 AND COALESCE(i.is_drill, FALSE) = FALSE)
    OR (CAST($1 AS BIGINT) = 1 AND n.incident_id = $2))
ORDER BY o.volunteer_id, o.served_ms;

-- How often somebody helped a household that looks for people again: the need itself, one merged into it, or one of
-- the same registrant ($3 to $5 the statuses of what looks for people).
-- name: plan_past_helpers
SELECT o.volunteer_id, t.id, count(*)
FROM need t JOIN need n ON n.id = t.id OR n.merged_into = t.id OR n.registrant_id = t.registrant_id
  JOIN offer o ON o.need_id = n.id
  LEFT JOIN incident i ON i.id = n.incident_id
WHERE t.status IN ($3, $4, $5) AND o.served_ms IS NOT NULL
  AND ((CAST($1 AS BIGINT) = 0 AND COALESCE(i.is_drill, FALSE) = FALSE)
    OR (CAST($1 AS BIGINT) = 1 AND n.incident_id = $2))
GROUP BY o.volunteer_id, t.id
ORDER BY o.volunteer_id, t.id;
