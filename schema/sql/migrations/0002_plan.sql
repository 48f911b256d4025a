-- Why: who has to go to a need, and plans: proposals for a day, the teams that a commit forms, who must be kept apart.
-- engines: all
-- A plan keeps ids, codes and numbers only; names are joined when it is shown.

ALTER TABLE need ADD COLUMN people_min {{int}} NOT NULL DEFAULT 1 CHECK (people_min >= 1 AND people_min <= people_needed);
ALTER TABLE need ADD COLUMN people_max {{int}} CHECK (people_max >= people_needed AND people_max <= 500);
ALTER TABLE need ADD COLUMN leader_needed {{bool}} NOT NULL DEFAULT FALSE;
ALTER TABLE need ADD COLUMN roles {{text}} NOT NULL DEFAULT '';
ALTER TABLE need ADD COLUMN gender_wish {{text}};
ALTER TABLE need ADD COLUMN load {{text}} NOT NULL DEFAULT 'normal' CHECK (load IN ('light', 'normal', 'heavy'));
ALTER TABLE need ADD COLUMN placard {{text}} CHECK (placard IN ('green', 'yellow', 'red'));

ALTER TABLE squad ADD COLUMN keep_together {{bool}} NOT NULL DEFAULT FALSE;

CREATE TABLE plan (
  id {{bytes}} NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  incident_id {{bytes}} REFERENCES incident (id),
  district_id {{bytes}} REFERENCES district (id),
  day {{int}} NOT NULL,
  status {{text}} NOT NULL CHECK (status IN ('draft', 'committed', 'discarded')),
  made_ms {{int}} NOT NULL,
  made_by {{bytes}} REFERENCES account (id),
  data_seq {{int}} NOT NULL,
  objective {{int}} NOT NULL,
  bound {{int}} NOT NULL,
  exact {{bool}} NOT NULL,
  summary {{text}} NOT NULL,
  version {{int}} NOT NULL,
  CONSTRAINT plan_bound_holds CHECK (objective <= bound)
) {{strict}};
CREATE INDEX plan_by_age ON plan (made_ms, id);
CREATE INDEX plan_by_incident ON plan (incident_id, day);

-- Every version stays, so that a person can undo. before_version: the one that undo leads back to.
CREATE TABLE plan_version (
  plan_id {{bytes}} NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
  version {{int}} NOT NULL,
  before_version {{int}},
  made_ms {{int}} NOT NULL,
  made_by {{bytes}} REFERENCES account (id),
  content {{text}} NOT NULL,
  PRIMARY KEY (plan_id, version),
  CONSTRAINT plan_version_goes_back CHECK (before_version < version)
) {{strict}};

CREATE TABLE team (
  id {{bytes}} NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  number {{int}} NOT NULL,
  incident_id {{bytes}} NOT NULL REFERENCES incident (id),
  need_id {{bytes}} NOT NULL REFERENCES need (id),
  plan_id {{bytes}} NOT NULL REFERENCES plan (id),
  formed_ms {{int}} NOT NULL,
  version {{int}} NOT NULL,
  CONSTRAINT team_number_key UNIQUE (incident_id, number),
  CONSTRAINT team_of_plan_key UNIQUE (plan_id, need_id)
) {{strict}};
CREATE INDEX team_by_age ON team (formed_ms, id);
CREATE INDEX team_by_need ON team (need_id);

-- A member is the accepted offer of that very volunteer, and of one team only; a team has at most one leader.
CREATE UNIQUE INDEX offer_of_whom ON offer (id, volunteer_id);
CREATE TABLE team_member (
  team_id {{bytes}} NOT NULL REFERENCES team (id) ON DELETE CASCADE,
  volunteer_id {{bytes}} NOT NULL REFERENCES volunteer (id),
  offer_id {{bytes}} NOT NULL CONSTRAINT team_member_offer_key UNIQUE,
  is_leader {{bool}} NOT NULL,
  PRIMARY KEY (team_id, volunteer_id),
  CONSTRAINT team_member_by_offer FOREIGN KEY (offer_id, volunteer_id) REFERENCES offer (id, volunteer_id)
) {{strict}};
CREATE UNIQUE INDEX team_one_leader ON team_member (team_id) WHERE is_leader;

-- Two volunteers, or a volunteer and the household of a need.
CREATE TABLE exclusion (
  id {{bytes}} NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  volunteer_id {{bytes}} NOT NULL REFERENCES volunteer (id) ON DELETE CASCADE,
  other_volunteer_id {{bytes}} REFERENCES volunteer (id) ON DELETE CASCADE,
  need_id {{bytes}} REFERENCES need (id),
  made_ms {{int}} NOT NULL,
  made_by {{bytes}} REFERENCES account (id),
  CONSTRAINT exclusion_of_one_kind CHECK ((other_volunteer_id IS NULL) <> (need_id IS NULL)),
  CONSTRAINT exclusion_of_two CHECK (other_volunteer_id <> volunteer_id)
) {{strict}};
CREATE UNIQUE INDEX exclusion_pair ON exclusion (volunteer_id, other_volunteer_id) WHERE other_volunteer_id IS NOT NULL;
CREATE UNIQUE INDEX exclusion_household ON exclusion (volunteer_id, need_id) WHERE need_id IS NOT NULL;
CREATE INDEX exclusion_by_age ON exclusion (made_ms, id);

-- Numbers that a person may set; the program knows their names, bounds and defaults.
CREATE TABLE policy (
  name {{text}} NOT NULL PRIMARY KEY,
  numbers {{text}} NOT NULL,
  changed_ms {{int}} NOT NULL,
  changed_by {{bytes}} REFERENCES account (id),
  version {{int}} NOT NULL
) {{strict}};
