-- name: series_by_id
SELECT id, service_user_id, district_id, title, category, weekdays, every_weeks, from_minute, until_minute, starts_on,
  ends_on, skip_holidays, people_needed, skills, bring, status, made_until, override_reason, created_ms, version
FROM series WHERE id = $1;

-- name: series_page
SELECT id, service_user_id, district_id, title, category, weekdays, every_weeks, from_minute, until_minute, starts_on,
  ends_on, skip_holidays, people_needed, skills, bring, status, made_until, override_reason, created_ms, version
FROM series
WHERE (CAST($1 AS BIGINT) = 0 OR district_id = $2)
  AND (CAST($3 AS BIGINT) = 0 OR service_user_id = $4)
  AND (created_ms, id) < ($5, $6)
ORDER BY created_ms DESC, id DESC LIMIT $7;

-- Active ones whose needs do not reach as far as the day, longest behind first.
-- name: series_due
SELECT id FROM series
WHERE status = 'active' AND COALESCE(made_until, -1) < $1
ORDER BY COALESCE(made_until, -1), id LIMIT $2;

-- name: series_insert
INSERT INTO series (id, service_user_id, district_id, title, category, weekdays, every_weeks, from_minute, until_minute,
  starts_on, ends_on, skip_holidays, people_needed, skills, bring, status, made_until, override_reason, created_ms,
  version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, CAST($12 AS BIGINT) = 1, $13, $14, $15, $16, $17, $18, $19, $20);

-- name: series_update
UPDATE series SET service_user_id = $2, district_id = $3, title = $4, category = $5, weekdays = $6, every_weeks = $7,
  from_minute = $8, until_minute = $9, starts_on = $10, ends_on = $11, skip_holidays = (CAST($12 AS BIGINT) = 1),
  people_needed = $13, skills = $14, bring = $15, status = $16, made_until = $17, override_reason = $18,
  created_ms = $19, version = version + 1
WHERE id = $1 AND version = $20;

-- Progress of the clock's work: nobody's edit, so the version stays.
-- name: series_made_until
UPDATE series SET made_until = $2 WHERE id = $1;

-- Days that were closed may be open again: all are looked at anew.
-- name: series_look_again
UPDATE series SET made_until = NULL WHERE status = 'active';

-- name: series_exception_span
SELECT series_id, day, kind, to_day FROM series_exception
WHERE series_id >= $1 AND series_id <= $2 ORDER BY series_id, day;

-- name: series_exception_put
INSERT INTO series_exception (series_id, day, kind, to_day) VALUES ($1, $2, $3, $4)
ON CONFLICT (series_id, day) DO UPDATE SET kind = excluded.kind, to_day = excluded.to_day;
