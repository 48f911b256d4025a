-- name: referral_by_id
SELECT id, need_id, report_id, service_user_id, district_id, status, concern, opened_ms, taken_by, taken_ms, closed_by,
  closed_ms, result, note, version
FROM referral WHERE id = $1;

-- name: referral_page
SELECT id, need_id, report_id, service_user_id, district_id, status, concern, opened_ms, taken_by, taken_ms, closed_by,
  closed_ms, result, note, version
FROM referral
WHERE (CAST($1 AS BIGINT) = 0 OR district_id = $2)
  AND (CAST($3 AS TEXT) = '' OR status = CAST($3 AS TEXT))
  AND (opened_ms, id) < ($4, $5)
ORDER BY opened_ms DESC, id DESC LIMIT $6;

-- name: referral_insert
INSERT INTO referral (id, need_id, report_id, service_user_id, district_id, status, concern, opened_ms, taken_by,
  taken_ms, closed_by, closed_ms, result, note, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15);

-- name: referral_update
UPDATE referral SET need_id = $2, report_id = $3, service_user_id = $4, district_id = $5, status = $6, concern = $7,
  opened_ms = $8, taken_by = $9, taken_ms = $10, closed_by = $11, closed_ms = $12, result = $13, note = $14,
  version = version + 1
WHERE id = $1 AND version = $15;

-- name: support_record_insert
INSERT INTO support_record (report_id, need_id, service_user_id, district_id, done_ms, minutes, people, fee_yen, tickets)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- name: support_record_sums
SELECT r.district_id, count(*), CAST(COALESCE(sum(r.minutes), 0) AS BIGINT), CAST(COALESCE(sum(r.people), 0) AS BIGINT),
  CAST(COALESCE(sum(r.fee_yen), 0) AS BIGINT), CAST(COALESCE(sum(r.tickets), 0) AS BIGINT)
FROM support_record r WHERE r.done_ms >= $1 AND r.done_ms < $2
GROUP BY r.district_id ORDER BY r.district_id;

-- name: referral_counts
SELECT district_id, count(*) FROM referral WHERE opened_ms >= $1 AND opened_ms < $2
GROUP BY district_id ORDER BY district_id;
