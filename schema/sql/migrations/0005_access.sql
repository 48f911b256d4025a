-- Why: a wider phase has a purpose and ends by itself, and every decision on it is remembered; one person's file may be
-- opened in an emergency, with a reason; the audit becomes a chain that shows what was changed, removed or inserted, and
-- tells for each person who saw their file. Phases that were decided before this get the usual length.
-- engines: all

ALTER TABLE incident ADD COLUMN phase_purpose {{text}}
  CHECK (phase_purpose IN ('life_protection', 'check_safety', 'evacuation_support', 'other'));
ALTER TABLE incident ADD COLUMN phase_until_ms {{int}};
UPDATE incident SET phase_purpose = 'other',
  phase_until_ms = phase_ms + CASE legal_phase WHEN 'imminent' THEN 86400000 ELSE 259200000 END
WHERE legal_phase <> 'normal';
CREATE INDEX incident_by_phase_end ON incident (phase_until_ms) WHERE phase_until_ms IS NOT NULL;

CREATE TABLE phase_decision (
  incident_id {{bytes}} NOT NULL REFERENCES incident (id),
  number {{int}} NOT NULL CHECK (number >= 1),
  phase {{text}} NOT NULL CHECK (phase IN ('normal', 'imminent', 'declared')),
  decided_by {{bytes}} NOT NULL REFERENCES account (id),
  purpose {{text}} NOT NULL CHECK (purpose IN ('life_protection', 'check_safety', 'evacuation_support', 'other')),
  reason {{bytes}},
  decided_ms {{int}} NOT NULL,
  until_ms {{int}},
  ended_ms {{int}},
  ended_how {{text}} CHECK (ended_how IN ('time', 'decision', 'closed')),
  PRIMARY KEY (incident_id, number),
  CONSTRAINT phase_decision_ends_by_itself CHECK (phase = 'normal' OR until_ms > decided_ms),
  CONSTRAINT phase_decision_ended_somehow CHECK ((ended_ms IS NULL) = (ended_how IS NULL))
) {{strict}};
CREATE UNIQUE INDEX phase_decision_one_stands ON phase_decision (incident_id) WHERE ended_ms IS NULL;
INSERT INTO phase_decision (incident_id, number, phase, decided_by, purpose, reason, decided_ms, until_ms)
SELECT id, 1, legal_phase, phase_by, phase_purpose, phase_reason, phase_ms, phase_until_ms
FROM incident WHERE legal_phase <> 'normal';

CREATE TABLE break_glass (
  id {{bytes}} NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  account_id {{bytes}} NOT NULL REFERENCES account (id),
  registrant_id {{bytes}} NOT NULL REFERENCES registrant (id),
  district_id {{bytes}} NOT NULL REFERENCES district (id),
  reason {{bytes}} NOT NULL,
  opened_ms {{int}} NOT NULL,
  until_ms {{int}} NOT NULL,
  CONSTRAINT break_glass_is_short CHECK (until_ms > opened_ms AND until_ms <= opened_ms + 3600000)
) {{strict}};
CREATE INDEX break_glass_of_account ON break_glass (account_id, registrant_id, until_ms);
CREATE INDEX break_glass_of_person ON break_glass (registrant_id, opened_ms);
CREATE INDEX break_glass_by_age ON break_glass (opened_ms, id);

-- link: the place in the chain, from 1 without gaps. hash: over the hash before it and all that the row says, keyed.
ALTER TABLE audit ADD COLUMN route {{text}};
ALTER TABLE audit ADD COLUMN link {{int}};
ALTER TABLE audit ADD COLUMN hash {{bytes}};
CREATE UNIQUE INDEX audit_in_chain ON audit (link) WHERE link IS NOT NULL;
CREATE TABLE audit_head (
  name {{text}} NOT NULL PRIMARY KEY,
  links {{int}} NOT NULL,
  hash {{bytes}} NOT NULL
) {{strict}};

-- Whose data a row is about: one line a person, so that a list of a hundred is in the file of each of them.
CREATE TABLE audit_subject (
  subject_id {{bytes}} NOT NULL CHECK (length(subject_id) = 16),
  at_ms {{int}} NOT NULL,
  audit_id {{bytes}} NOT NULL REFERENCES audit (id),
  PRIMARY KEY (subject_id, at_ms, audit_id)
) {{strict}};
CREATE INDEX audit_subject_of_row ON audit_subject (audit_id);
INSERT INTO audit_subject (subject_id, at_ms, audit_id)
SELECT subject_id, at_ms, id FROM audit WHERE subject_kind = 'registrant' AND subject_id IS NOT NULL;
