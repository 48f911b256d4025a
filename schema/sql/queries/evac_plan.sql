-- name: evac_plan_by_registrant
SELECT registrant_id, body, reviewed_on, next_review_on, changed_ms FROM evac_plan WHERE registrant_id = $1;

-- name: evac_plan_put
INSERT INTO evac_plan (registrant_id, body, reviewed_on, next_review_on, changed_ms, changed_by)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (registrant_id) DO UPDATE SET body = excluded.body, reviewed_on = excluded.reviewed_on,
  next_review_on = excluded.next_review_on, changed_ms = excluded.changed_ms, changed_by = excluded.changed_by;

-- Plans whose review is due by a day, and people without one (day 0: the longest due of all).
-- name: evac_plan_due
SELECT r.id, CAST(COALESCE(p.next_review_on, 0) AS BIGINT), p.reviewed_on
FROM registrant r LEFT JOIN evac_plan p ON p.registrant_id = r.id
WHERE r.status = 'active' AND r.consented = TRUE
  AND (CAST($1 AS BIGINT) = 0 OR r.district_id = $2)
  AND COALESCE(p.next_review_on, 0) <= $3
  AND (COALESCE(p.next_review_on, 0) > $4 OR (COALESCE(p.next_review_on, 0) = $4 AND r.id > $5))
ORDER BY COALESCE(p.next_review_on, 0), r.id LIMIT $6;
