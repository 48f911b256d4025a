-- name: service_user_by_id
SELECT id, number, district_id, name, name_kana, phone, address, position, note, status, visited_on, visited_by,
  registered_on, created_ms, version
FROM service_user WHERE id = $1;

-- name: service_user_page
SELECT id, number, district_id, name, name_kana, phone, address, position, note, status, visited_on, visited_by,
  registered_on, created_ms, version
FROM service_user
WHERE (CAST($1 AS BIGINT) = 0 OR district_id = $2)
  AND (CAST($3 AS TEXT) = '' OR status = CAST($3 AS TEXT))
  AND (created_ms, id) < ($4, $5)
ORDER BY created_ms DESC, id DESC LIMIT $6;

-- name: service_user_insert
INSERT INTO service_user (id, number, district_id, name, name_kana, phone, address, position, note, status, visited_on,
  visited_by, registered_on, created_ms, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15);

-- name: service_user_update
UPDATE service_user SET number = $2, district_id = $3, name = $4, name_kana = $5, phone = $6, address = $7,
  position = $8, note = $9, status = $10, visited_on = $11, visited_by = $12, registered_on = $13, created_ms = $14,
  version = version + 1
WHERE id = $1 AND version = $15;

-- name: support_policy_of
SELECT district_id, fee_kind, fee_yen, helper_yen, categories, minutes_max, assigned_by, first_visit_together,
  first_offer_hours, note, version
FROM support_policy WHERE district_id = $1;

-- Changes nothing when the row has another version than the one read ($11); the first row is written over version 1.
-- name: support_policy_put
INSERT INTO support_policy (district_id, fee_kind, fee_yen, helper_yen, categories, minutes_max, assigned_by,
  first_visit_together, first_offer_hours, note, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, CAST($8 AS BIGINT) = 1, $9, $10, CAST($11 AS BIGINT) + 1)
ON CONFLICT (district_id) DO UPDATE SET fee_kind = excluded.fee_kind, fee_yen = excluded.fee_yen,
  helper_yen = excluded.helper_yen, categories = excluded.categories, minutes_max = excluded.minutes_max,
  assigned_by = excluded.assigned_by, first_visit_together = excluded.first_visit_together,
  first_offer_hours = excluded.first_offer_hours, note = excluded.note, version = excluded.version
WHERE support_policy.version = CAST($11 AS BIGINT);

-- name: support_calendar_now
SELECT horizon_days, closed_days, version FROM support_calendar WHERE name = 'center';

-- name: support_calendar_update
UPDATE support_calendar SET horizon_days = $1, closed_days = $2, version = version + 1
WHERE name = 'center' AND version = $3;

-- The needs between two ids that belong to users of a 生活応援隊, with the fee of their district now.
-- name: need_support_span
SELECT s.need_id, s.service_user_id, s.series_id, s.day, s.with_coordinator, s.first_until_ms, s.override_reason,
  COALESCE(p.fee_kind, 'free'), COALESCE(p.fee_yen, 0)
FROM need_support s JOIN need n ON n.id = s.need_id LEFT JOIN support_policy p ON p.district_id = n.district_id
WHERE s.need_id >= $1 AND s.need_id <= $2;

-- name: need_support_insert
INSERT INTO need_support (need_id, service_user_id, series_id, day, with_coordinator, first_until_ms, override_reason)
VALUES ($1, $2, $3, $4, CAST($5 AS BIGINT) = 1, $6, $7);

-- name: need_support_update
UPDATE need_support SET with_coordinator = (CAST($2 AS BIGINT) = 1), first_until_ms = $3 WHERE need_id = $1;

-- Days of a series that are needs already, with where those stand.
-- name: need_support_of_series
SELECT s.day, s.need_id, n.status, s.with_coordinator
FROM need_support s JOIN need n ON n.id = s.need_id
WHERE s.series_id = $1 AND s.day >= $2 ORDER BY s.day;

-- name: need_support_of_user
SELECT s.need_id, n.status FROM need_support s JOIN need n ON n.id = s.need_id
WHERE s.service_user_id = $1 ORDER BY s.need_id;

-- Who did the newest visit of a series that is done.
-- name: need_support_last_helpers
SELECT o.volunteer_id FROM offer o
WHERE o.served_ms IS NOT NULL AND o.status = 'accepted' AND o.need_id = (
  SELECT s.need_id FROM need_support s JOIN need n ON n.id = s.need_id
  WHERE s.series_id = $1 AND n.status = 'done' ORDER BY s.day DESC LIMIT 1)
ORDER BY o.made_ms, o.volunteer_id;
