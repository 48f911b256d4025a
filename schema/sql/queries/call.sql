-- Open offers to whoever has no account that works, or wants to be rung up; of one incident ($1 = 1, $2), or of everyday
-- and all real ones. $3 and $4: of one district.
-- name: call_list
SELECT o.id, CASE WHEN a.id IS NULL THEN 1 ELSE 0 END,
  (SELECT count(*) FROM call_try t WHERE t.offer_id = o.id)
FROM offer o JOIN need n ON n.id = o.need_id JOIN volunteer v ON v.id = o.volunteer_id
  LEFT JOIN incident i ON i.id = n.incident_id
  LEFT JOIN account a ON a.volunteer_id = v.id AND a.status = 'active'
WHERE o.status = 'open' AND o.expires_ms > $5
  AND (v.contact_by = 'phone' OR a.id IS NULL)
  AND CASE WHEN CAST($1 AS BIGINT) = 1 THEN n.incident_id = $2 ELSE COALESCE(i.is_drill, FALSE) = FALSE END
  AND (CAST($3 AS BIGINT) = 0 OR n.district_id = $4)
ORDER BY CASE n.priority WHEN 'crisis' THEN 0 WHEN 'priority' THEN 1 ELSE 2 END, o.expires_ms, 3, o.id
LIMIT $6;

-- name: call_try_insert
INSERT INTO call_try (id, offer_id, result, tried_by, tried_ms) VALUES ($1, $2, $3, $4, $5);

-- name: call_tries
SELECT result, tried_ms FROM call_try WHERE offer_id = $1 ORDER BY tried_ms DESC, id DESC;
