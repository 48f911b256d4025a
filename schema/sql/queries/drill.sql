-- What a drill leaves behind goes in this order, so that no row points at one that is gone. A number in each name's
-- statement is the drill's id; a real incident never matches.

-- name: drill_forget_plan_versions
DELETE FROM plan_version WHERE plan_id IN (SELECT p.id FROM plan p JOIN incident i ON i.id = p.incident_id
  WHERE i.id = $1 AND i.is_drill);

-- name: drill_forget_team_members
DELETE FROM team_member WHERE team_id IN (SELECT t.id FROM team t JOIN incident i ON i.id = t.incident_id
  WHERE i.id = $1 AND i.is_drill);

-- name: drill_forget_teams
DELETE FROM team WHERE incident_id IN (SELECT id FROM incident WHERE id = $1 AND is_drill);

-- name: drill_forget_plans
DELETE FROM plan WHERE incident_id IN (SELECT id FROM incident WHERE id = $1 AND is_drill);

-- name: drill_forget_turns
DELETE FROM wave_turn WHERE wave_id IN (SELECT w.id FROM wave w JOIN need n ON n.id = w.need_id
  JOIN incident i ON i.id = n.incident_id WHERE i.id = $1 AND i.is_drill);

-- name: drill_forget_waves
DELETE FROM wave WHERE need_id IN (SELECT n.id FROM need n JOIN incident i ON i.id = n.incident_id
  WHERE i.id = $1 AND i.is_drill);

-- name: drill_forget_notices
DELETE FROM notice WHERE need_id IN (SELECT n.id FROM need n JOIN incident i ON i.id = n.incident_id
  WHERE i.id = $1 AND i.is_drill);

-- name: drill_forget_calls
DELETE FROM call_try WHERE offer_id IN (SELECT o.id FROM offer o JOIN need n ON n.id = o.need_id
  JOIN incident i ON i.id = n.incident_id WHERE i.id = $1 AND i.is_drill);

-- name: drill_forget_settlements
DELETE FROM check_settlement WHERE round_id IN (SELECT r.id FROM check_round r JOIN incident i ON i.id = r.incident_id
  WHERE i.id = $1 AND i.is_drill);

-- name: drill_forget_rescues
DELETE FROM handover WHERE incident_id IN (SELECT id FROM incident WHERE id = $1 AND is_drill);

-- name: drill_forget_ladder
DELETE FROM escalation WHERE incident_id IN (SELECT id FROM incident WHERE id = $1 AND is_drill);

-- name: drill_forget_sweeps
DELETE FROM escalation_sweep WHERE round_id IN (SELECT r.id FROM check_round r JOIN incident i ON i.id = r.incident_id
  WHERE i.id = $1 AND i.is_drill);

-- name: drill_forget_timers
DELETE FROM escalation_timer WHERE incident_id IN (SELECT id FROM incident WHERE id = $1 AND is_drill);

-- name: drill_forget_arrival_lines
DELETE FROM arrival_line WHERE arrival_id IN (SELECT a.id FROM arrival a JOIN incident i ON i.id = a.incident_id
  WHERE i.id = $1 AND i.is_drill);

-- name: drill_forget_arrivals
DELETE FROM arrival WHERE incident_id IN (SELECT id FROM incident WHERE id = $1 AND is_drill);

-- name: drill_forget_notes
DELETE FROM map_note WHERE incident_id IN (SELECT id FROM incident WHERE id = $1 AND is_drill);

-- name: drill_forget_states
DELETE FROM check_state WHERE round_id IN (SELECT r.id FROM check_round r JOIN incident i ON i.id = r.incident_id
  WHERE i.id = $1 AND i.is_drill);

-- name: drill_forget_checks
DELETE FROM safety_check WHERE round_id IN (SELECT r.id FROM check_round r JOIN incident i ON i.id = r.incident_id
  WHERE i.id = $1 AND i.is_drill);

-- name: drill_forget_rounds
DELETE FROM check_round WHERE incident_id IN (SELECT id FROM incident WHERE id = $1 AND is_drill);

-- name: drill_forget_reports
DELETE FROM activity_report WHERE need_id IN (SELECT n.id FROM need n JOIN incident i ON i.id = n.incident_id
  WHERE i.id = $1 AND i.is_drill);

-- name: drill_forget_offers
DELETE FROM offer WHERE need_id IN (SELECT n.id FROM need n JOIN incident i ON i.id = n.incident_id
  WHERE i.id = $1 AND i.is_drill);

-- name: drill_forget_exclusions
DELETE FROM exclusion WHERE need_id IN (SELECT n.id FROM need n JOIN incident i ON i.id = n.incident_id
  WHERE i.id = $1 AND i.is_drill);

-- name: drill_forget_support
DELETE FROM need_support WHERE need_id IN (SELECT n.id FROM need n JOIN incident i ON i.id = n.incident_id
  WHERE i.id = $1 AND i.is_drill);

-- name: drill_part_merged
UPDATE need SET merged_into = NULL, status = CASE WHEN merged_into IS NULL THEN status ELSE 'received' END
WHERE incident_id IN (SELECT id FROM incident WHERE id = $1 AND is_drill);

-- name: drill_needs
SELECT n.id FROM need n JOIN incident i ON i.id = n.incident_id WHERE i.id = $1 AND i.is_drill;

-- name: drill_forget_needs
DELETE FROM need WHERE incident_id IN (SELECT id FROM incident WHERE id = $1 AND is_drill);
