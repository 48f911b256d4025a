-- name: offer_policy_get
SELECT open_offers_max, quiet_from, quiet_until, reminder_percent, reminder_before_min, evening_at, job_before_min,
  wave_expires_in_s, prior_yes, prior_no, preference_days, version
FROM offer_policy WHERE id = 1;

-- name: offer_policy_update
UPDATE offer_policy SET open_offers_max = $1, quiet_from = $2, quiet_until = $3, reminder_percent = $4,
  reminder_before_min = $5, evening_at = $6, job_before_min = $7, wave_expires_in_s = $8, prior_yes = $9, prior_no = $10,
  preference_days = $11, version = version + 1
WHERE id = 1 AND version = $12;
