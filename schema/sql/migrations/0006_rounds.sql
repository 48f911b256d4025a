-- Why: two reports may disagree and are both kept; tries come due; who needs rescue goes to the HQ and 119; whoever nobody
-- finds goes up the ladder; a later quake begins the people of some districts afresh; shelters send arrival lists.
-- engines: all

ALTER TABLE safety_check ADD COLUMN confidence {{text}} NOT NULL DEFAULT 'certain' CHECK (confidence IN ('certain', 'told', 'sign'));
ALTER TABLE safety_check ADD COLUMN told_by {{bytes}};
ALTER TABLE safety_check ADD COLUMN next_check_ms {{int}};
UPDATE safety_check SET confidence = 'sign' WHERE method = 'cloth';
UPDATE safety_check SET confidence = 'told' WHERE method IN ('family', 'shelter');
ALTER TABLE check_state ADD COLUMN conflict_id {{bytes}};
ALTER TABLE check_state ADD COLUMN next_check_ms {{int}};
CREATE INDEX check_state_disputed ON check_state (round_id) WHERE conflict_id IS NOT NULL;

-- Rounds of different districts run beside each other: which one counts is said by round_of (shared/domain/safety.hpp).
ALTER TABLE check_round ADD COLUMN cause {{text}} CHECK (cause IN ('first', 'aftershock', 'flood', 'landslide', 'tsunami', 'fire',
  'repeat', 'other'));
DROP INDEX check_round_one_open;
CREATE INDEX check_round_open ON check_round (incident_id, number) WHERE closed_ms IS NULL;

-- The desk's word on two reports.
CREATE TABLE check_settlement (
  round_id {{bytes}} NOT NULL REFERENCES check_round (id),
  registrant_id {{bytes}} NOT NULL REFERENCES registrant (id),
  check_id {{bytes}} NOT NULL REFERENCES safety_check (id),
  settled_ms {{int}} NOT NULL,
  settled_by {{bytes}} REFERENCES account (id),
  PRIMARY KEY (round_id, registrant_id, settled_ms)
) {{strict}};

-- One open hand-over a person and incident. No need stands beside it, and no offer or plan can refer to it.
CREATE TABLE handover (
  id {{bytes}} NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  incident_id {{bytes}} NOT NULL REFERENCES incident (id),
  round_id {{bytes}} NOT NULL REFERENCES check_round (id),
  registrant_id {{bytes}} NOT NULL REFERENCES registrant (id),
  district_id {{bytes}} NOT NULL REFERENCES district (id),
  check_id {{bytes}} NOT NULL REFERENCES safety_check (id),
  status {{text}} NOT NULL CHECK (status IN ('open', 'handed_over', 'closed')),
  created_ms {{int}} NOT NULL,
  handed_to {{text}} CHECK (handed_to IN ('119', 'hq', 'police', 'other')),
  contact {{bytes}},
  note {{bytes}},
  handed_ms {{int}},
  handed_by {{bytes}} REFERENCES account (id),
  result {{text}} CHECK (result IN ('rescued', 'safe', 'mistaken', 'other')),
  result_note {{bytes}},
  closed_ms {{int}},
  closed_by {{bytes}} REFERENCES account (id),
  version {{int}} NOT NULL,
  CONSTRAINT handover_handed_whole CHECK (status <> 'handed_over' OR (handed_to IS NOT NULL AND handed_ms IS NOT NULL)),
  CONSTRAINT handover_closed_whole CHECK ((status = 'closed') = (closed_ms IS NOT NULL AND result IS NOT NULL))
) {{strict}};
CREATE UNIQUE INDEX handover_one_open ON handover (incident_id, registrant_id) WHERE status <> 'closed';
CREATE INDEX handover_by_incident ON handover (incident_id, status, created_ms);

-- Minutes of the ladder; level 0 holds for everybody without a line of their own.
CREATE TABLE escalation_timer (
  incident_id {{bytes}} NOT NULL REFERENCES incident (id),
  level {{int}} NOT NULL CHECK (level BETWEEN 0 AND 5),
  to_coordinator {{int}} NOT NULL CHECK (to_coordinator BETWEEN 1 AND 1440),
  to_center {{int}} NOT NULL CHECK (to_center BETWEEN 1 AND 1440),
  to_hq {{int}} NOT NULL CHECK (to_hq BETWEEN 1 AND 1440),
  PRIMARY KEY (incident_id, level)
) {{strict}};

CREATE TABLE escalation (
  id {{bytes}} NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  incident_id {{bytes}} NOT NULL REFERENCES incident (id),
  round_id {{bytes}} NOT NULL REFERENCES check_round (id),
  registrant_id {{bytes}} NOT NULL REFERENCES registrant (id),
  district_id {{bytes}} NOT NULL REFERENCES district (id),
  step {{text}} NOT NULL CHECK (step IN ('watch_team', 'coordinator', 'center', 'hq')),
  since_ms {{int}} NOT NULL,
  due_ms {{int}},
  raised_ms {{int}},
  CONSTRAINT escalation_person_key UNIQUE (round_id, registrant_id),
  CONSTRAINT escalation_top_waits_for_nothing CHECK ((step = 'hq') = (due_ms IS NULL))
) {{strict}};
CREATE INDEX escalation_due ON escalation (due_ms) WHERE due_ms IS NOT NULL;

-- How far the first steps of a round have come: its people are taken in bounded parts, by id.
CREATE TABLE escalation_sweep (
  round_id {{bytes}} NOT NULL PRIMARY KEY REFERENCES check_round (id),
  due_ms {{int}} NOT NULL,
  after_id {{bytes}}
) {{strict}};
CREATE INDEX escalation_sweep_due ON escalation_sweep (due_ms);

-- Arrival lists of shelters. Of people who are not on the roster only the line's result stays.
CREATE TABLE arrival (
  id {{bytes}} NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  incident_id {{bytes}} NOT NULL REFERENCES incident (id),
  shelter_id {{bytes}} REFERENCES place (id),
  name {{bytes}},
  recorded_ms {{int}} NOT NULL,
  recorded_by {{bytes}} REFERENCES account (id)
) {{strict}};
CREATE INDEX arrival_by_incident ON arrival (incident_id, recorded_ms);

CREATE TABLE arrival_line (
  arrival_id {{bytes}} NOT NULL REFERENCES arrival (id),
  line {{int}} NOT NULL CHECK (line >= 1),
  result {{text}} NOT NULL CHECK (result IN ('matched', 'unsure', 'not_listed', 'no_round')),
  registrant_id {{bytes}} REFERENCES registrant (id),
  check_id {{bytes}} REFERENCES safety_check (id),
  name {{bytes}},
  candidates {{text}} NOT NULL,
  PRIMARY KEY (arrival_id, line),
  CONSTRAINT arrival_line_forgets CHECK (result = 'unsure' OR (name IS NULL AND candidates = ''))
) {{strict}};
-- Rounds that are open while this arrives get their ladder as well.
INSERT INTO escalation_sweep (round_id, due_ms, after_id) SELECT id, started_ms + 3600000, NULL FROM check_round WHERE closed_ms IS NULL;
