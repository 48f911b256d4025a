-- A need's is_drill is its incident's. Which statuses are open is told by domain, never here.

-- name: need_by_id
SELECT n.id, n.number, n.incident_id, n.district_id, n.title, n.detail, n.category, n.status, n.status_before_hold,
  n.status_ms, n.requester_name, n.requester_kana, n.requester_phone, n.requester_relation, n.address, n.town, n.position, n.position_source, n.people_needed, n.waitlist_max, n.skills, n.priority, n.crisis_reason, n.watch_after,
  n.channel, n.starts_ms, n.ends_ms, n.bring, n.survey, n.survey_memo, n.hazards, n.hold_reason, n.hold_review_on,
  n.outcome_reason, n.outcome_referral, n.outcome_note, n.merged_into, n.registrant_id, n.received_ms, n.changed_seq,
  n.version, n.people_min, n.people_max, n.leader_needed, n.roles, n.gender_wish, n.load, n.placard,
  COALESCE(i.is_drill, FALSE)
FROM need n LEFT JOIN incident i ON i.id = n.incident_id
WHERE n.id = $1;

-- name: need_page
SELECT n.id, n.number, n.incident_id, n.district_id, n.title, n.detail, n.category, n.status, n.status_before_hold,
  n.status_ms, n.requester_name, n.requester_kana, n.requester_phone, n.requester_relation, n.address, n.town, n.position, n.position_source, n.people_needed, n.waitlist_max, n.skills, n.priority, n.crisis_reason, n.watch_after,
  n.channel, n.starts_ms, n.ends_ms, n.bring, n.survey, n.survey_memo, n.hazards, n.hold_reason, n.hold_review_on,
  n.outcome_reason, n.outcome_referral, n.outcome_note, n.merged_into, n.registrant_id, n.received_ms, n.changed_seq,
  n.version, n.people_min, n.people_max, n.leader_needed, n.roles, n.gender_wish, n.load, n.placard,
  COALESCE(i.is_drill, FALSE)
FROM need n LEFT JOIN incident i ON i.id = n.incident_id
WHERE (CAST($1 AS BIGINT) = 0 OR n.incident_id = $2)
  AND (CAST($3 AS BIGINT) = 0 OR COALESCE(i.is_drill, FALSE) = FALSE)
  AND (CAST($4 AS BIGINT) = 0 OR n.district_id = $5)
  AND (CAST($6 AS BIGINT) = 0 OR EXISTS (SELECT 1 FROM offer o WHERE o.need_id = n.id AND o.volunteer_id = $7))
  AND (n.received_ms, n.id) < ($8, $9)
  AND n.status IN ($11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)
ORDER BY n.received_ms DESC, n.id DESC LIMIT $10;

-- name: need_of_registrant
SELECT n.id, n.number, n.incident_id, n.district_id, n.title, n.detail, n.category, n.status, n.status_before_hold,
  n.status_ms, n.requester_name, n.requester_kana, n.requester_phone, n.requester_relation, n.address, n.town, n.position, n.position_source, n.people_needed, n.waitlist_max, n.skills, n.priority, n.crisis_reason, n.watch_after,
  n.channel, n.starts_ms, n.ends_ms, n.bring, n.survey, n.survey_memo, n.hazards, n.hold_reason, n.hold_review_on,
  n.outcome_reason, n.outcome_referral, n.outcome_note, n.merged_into, n.registrant_id, n.received_ms, n.changed_seq,
  n.version, n.people_min, n.people_max, n.leader_needed, n.roles, n.gender_wish, n.load, n.placard,
  COALESCE(i.is_drill, FALSE)
FROM need n LEFT JOIN incident i ON i.id = n.incident_id
WHERE n.registrant_id = $1 AND n.incident_id = $2
  AND n.status IN ($3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
ORDER BY n.received_ms, n.id LIMIT 1;

-- name: need_count_by_district
SELECT district_id, count(*) FROM need
WHERE incident_id = $1 AND status IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
GROUP BY district_id;

-- name: need_insert
INSERT INTO need (id, number, incident_id, district_id, title, detail, category, status, status_before_hold,
  status_ms, requester_name, requester_kana, requester_phone, requester_relation, address, town, position,
  position_source, people_needed, waitlist_max, skills, priority, crisis_reason, watch_after, channel, starts_ms,
  ends_ms, bring, survey, survey_memo, hazards, hold_reason, hold_review_on, outcome_reason, outcome_referral,
  outcome_note, merged_into, registrant_id, received_ms, changed_seq, version, people_min, people_max, leader_needed,
  roles, gender_wish, load, placard)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
  CAST($24 AS BIGINT) = 1, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41,
  $42, $43, CAST($44 AS BIGINT) = 1, $45, $46, $47, $48);

-- name: need_update
UPDATE need SET number = $2, incident_id = $3, district_id = $4, title = $5, detail = $6, category = $7, status = $8,
  status_before_hold = $9, status_ms = $10, requester_name = $11, requester_kana = $12, requester_phone = $13,
  requester_relation = $14, address = $15, town = $16, position = $17, position_source = $18,
  people_needed = $19, waitlist_max = $20, skills = $21, priority = $22, crisis_reason = $23,
  watch_after = (CAST($24 AS BIGINT) = 1), channel = $25, starts_ms = $26, ends_ms = $27, bring = $28, survey = $29,
  survey_memo = $30, hazards = $31, hold_reason = $32, hold_review_on = $33, outcome_reason = $34,
  outcome_referral = $35, outcome_note = $36, merged_into = $37, registrant_id = $38, received_ms = $39,
  changed_seq = $40, version = version + 1, people_min = $42, people_max = $43,
  leader_needed = (CAST($44 AS BIGINT) = 1), roles = $45, gender_wish = $46, load = $47, placard = $48
WHERE id = $1 AND version = $41;

-- name: report_insert
INSERT INTO activity_report (id, need_id, outcome, minutes, people, note, concern, injuries, reported_by, reported_ms)
VALUES ($1, $2, $3, $4, $5, $6, $7, CAST($8 AS BIGINT) = 1, $9, $10);

-- name: report_of_need
SELECT id, need_id, outcome, minutes, people, note, concern, injuries, reported_by, reported_ms
FROM activity_report WHERE need_id = $1 ORDER BY reported_ms, id;
