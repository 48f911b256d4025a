-- Why: the first schema: people and rights, the nouns of a volunteer centre, the journal.
-- engines: all
-- Columns of type sealed (kept as {{bytes}}) pass through the codec of server/store: names, contacts, addresses, free text.
-- Times are epoch milliseconds; ids are 16 bytes.

CREATE TABLE counter (
  name {{text}} NOT NULL PRIMARY KEY,
  value {{int}} NOT NULL CHECK (value >= 0)
) {{strict}};
INSERT INTO counter (name, value) VALUES ('journal', 0);

CREATE TABLE district (
  id {{bytes}} NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  code {{text}} NOT NULL CONSTRAINT district_code_key UNIQUE,
  name {{text}} NOT NULL,
  name_kana {{text}} NOT NULL,
  lat {{real}} NOT NULL,
  lng {{real}} NOT NULL,
  cell {{text}},
  towns {{text}} NOT NULL,
  is_sample {{bool}} NOT NULL,
  version {{int}} NOT NULL
) {{strict}};

CREATE TABLE place (
  id {{bytes}} NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  kind {{text}} NOT NULL CHECK (kind IN ('town', 'shelter', 'evac_site')),
  source_key {{text}} NOT NULL,
  edition {{text}} NOT NULL,
  name {{text}} NOT NULL,
  address {{text}},
  lat {{real}} NOT NULL,
  lng {{real}} NOT NULL,
  hazards {{text}} NOT NULL,
  note {{text}},
  CONSTRAINT place_source_key UNIQUE (kind, source_key)
) {{strict}};

CREATE TABLE organization (
  id {{bytes}} NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  name {{text}} NOT NULL,
  kind {{text}} NOT NULL CHECK (kind IN ('council', 'district_council', 'npo', 'company', 'group', 'other')),
  district_id {{bytes}} REFERENCES district (id),
  phone {{bytes}},
  status {{text}} NOT NULL CHECK (status IN ('active', 'retired')),
  created_ms {{int}} NOT NULL,
  version {{int}} NOT NULL
) {{strict}};

CREATE TABLE volunteer (
  id {{bytes}} NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  number {{int}} NOT NULL CONSTRAINT volunteer_number_key UNIQUE,
  name {{bytes}} NOT NULL,
  name_kana {{bytes}} NOT NULL,
  phone {{bytes}} NOT NULL,
  email {{bytes}},
  position {{bytes}},
  note {{bytes}},
  district_id {{bytes}} REFERENCES district (id),
  birth_year {{int}},
  skills {{text}} NOT NULL,
  availability {{text}} NOT NULL,
  insurance_plan {{text}} CHECK (insurance_plan IN ('basic', 'natural_disaster', 'infection')),
  insurance_joined_on {{int}},
  insurance_from {{int}},
  insurance_until {{int}},
  insurance_seen_by {{bytes}},
  consent_ms {{int}},
  status {{text}} NOT NULL CHECK (status IN ('active', 'paused', 'retired')),
  created_ms {{int}} NOT NULL,
  version {{int}} NOT NULL,
  CONSTRAINT volunteer_insurance_whole CHECK ((insurance_plan IS NULL) = (insurance_until IS NULL))
) {{strict}};
CREATE INDEX volunteer_by_district ON volunteer (district_id, status);
CREATE INDEX volunteer_by_age ON volunteer (created_ms, id);

CREATE TABLE squad (
  id {{bytes}} NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  name {{text}} NOT NULL,
  kind {{text}} NOT NULL CHECK (kind IN ('support_squad', 'watch_team', 'group')),
  district_id {{bytes}} NOT NULL REFERENCES district (id),
  created_ms {{int}} NOT NULL,
  version {{int}} NOT NULL
) {{strict}};

CREATE TABLE squad_member (
  squad_id {{bytes}} NOT NULL REFERENCES squad (id) ON DELETE CASCADE,
  volunteer_id {{bytes}} NOT NULL REFERENCES volunteer (id) ON DELETE CASCADE,
  PRIMARY KEY (squad_id, volunteer_id)
) {{strict}};
CREATE INDEX squad_member_by_volunteer ON squad_member (volunteer_id);

CREATE TABLE account (
  id {{bytes}} NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  login {{text}} NOT NULL CONSTRAINT account_login_key UNIQUE,
  name {{bytes}} NOT NULL,
  role {{text}} NOT NULL CHECK (role IN ('admin', 'staff', 'coordinator', 'volunteer', 'viewer')),
  password_hash {{text}} NOT NULL,
  volunteer_id {{bytes}} REFERENCES volunteer (id),
  status {{text}} NOT NULL CHECK (status IN ('active', 'disabled')),
  is_demo {{bool}} NOT NULL,
  created_ms {{int}} NOT NULL,
  version {{int}} NOT NULL
) {{strict}};
CREATE UNIQUE INDEX account_by_volunteer ON account (volunteer_id) WHERE volunteer_id IS NOT NULL;

CREATE TABLE account_district (
  account_id {{bytes}} NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  district_id {{bytes}} NOT NULL REFERENCES district (id),
  PRIMARY KEY (account_id, district_id)
) {{strict}};

-- token_hash is a keyed hash: a copy of the database signs nobody in.
CREATE TABLE session (
  id {{bytes}} NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  token_hash {{bytes}} NOT NULL CONSTRAINT session_token_key UNIQUE,
  account_id {{bytes}} NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  started_ms {{int}} NOT NULL,
  expires_ms {{int}} NOT NULL
) {{strict}};
CREATE INDEX session_by_account ON session (account_id);

CREATE TABLE incident (
  id {{bytes}} NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  name {{text}} NOT NULL,
  kind {{text}} NOT NULL CHECK (kind IN ('earthquake', 'flood', 'typhoon', 'landslide', 'tsunami', 'fire', 'other')),
  is_drill {{bool}} NOT NULL,
  status {{text}} NOT NULL CHECK (status IN ('open', 'closed')),
  legal_phase {{text}} NOT NULL CHECK (legal_phase IN ('normal', 'imminent', 'declared')),
  phase_by {{bytes}} REFERENCES account (id),
  phase_reason {{bytes}},
  phase_ms {{int}},
  opened_ms {{int}} NOT NULL,
  closed_ms {{int}},
  version {{int}} NOT NULL,
  CONSTRAINT incident_phase_decided CHECK (legal_phase = 'normal' OR (phase_by IS NOT NULL AND phase_ms IS NOT NULL))
) {{strict}};

CREATE TABLE registrant (
  id {{bytes}} NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  number {{int}} NOT NULL CONSTRAINT registrant_number_key UNIQUE,
  district_id {{bytes}} NOT NULL REFERENCES district (id),
  name {{bytes}} NOT NULL,
  name_kana {{bytes}} NOT NULL,
  birth_date {{bytes}},
  gender {{bytes}},
  address {{bytes}} NOT NULL,
  phone {{bytes}},
  position {{bytes}},
  support_level {{bytes}},
  support_reasons {{bytes}},
  support_note {{bytes}},
  supporters {{bytes}},
  plan_shelter {{bytes}},
  plan_route {{bytes}},
  plan_keys {{bytes}},
  family_note {{bytes}},
  consented {{bool}} NOT NULL,
  consent_on {{int}},
  status {{text}} NOT NULL CHECK (status IN ('active', 'moved', 'removed')),
  created_ms {{int}} NOT NULL,
  version {{int}} NOT NULL
) {{strict}};
CREATE INDEX registrant_by_district ON registrant (district_id, status);
CREATE INDEX registrant_by_age ON registrant (created_ms, id);

CREATE TABLE need (
  id {{bytes}} NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  number {{int}} NOT NULL,
  incident_id {{bytes}} REFERENCES incident (id),
  district_id {{bytes}} NOT NULL REFERENCES district (id),
  title {{bytes}} NOT NULL,
  detail {{bytes}},
  category {{text}} NOT NULL,
  status {{text}} NOT NULL CHECK (status IN ('received', 'triaged', 'survey_waiting', 'surveyed', 'match_waiting', 'assigned',
    'dispatched', 'working', 'reported', 'done', 'on_hold', 'cancelled', 'declined', 'merged')),
  status_before_hold {{text}},
  status_ms {{int}} NOT NULL,
  requester_name {{bytes}},
  requester_kana {{bytes}},
  requester_phone {{bytes}},
  requester_relation {{bytes}},
  address {{bytes}},
  town {{text}},
  position {{bytes}},
  position_source {{text}} NOT NULL CHECK (position_source IN ('given', 'town', 'none')),
  people_needed {{int}} NOT NULL CHECK (people_needed BETWEEN 1 AND 500),
  waitlist_max {{int}} NOT NULL CHECK (waitlist_max BETWEEN 0 AND 500),
  skills {{text}} NOT NULL,
  priority {{text}} NOT NULL CHECK (priority IN ('normal', 'priority', 'crisis')),
  crisis_reason {{bytes}},
  watch_after {{bool}} NOT NULL,
  channel {{text}} NOT NULL CHECK (channel IN ('phone', 'counter', 'visit', 'flyer', 'web', 'other')),
  starts_ms {{int}},
  ends_ms {{int}},
  bring {{bytes}},
  survey {{text}} CHECK (survey IN ('needed', 'not_needed', 'ask')),
  survey_memo {{bytes}},
  hazards {{bytes}},
  hold_reason {{bytes}},
  hold_review_on {{int}},
  outcome_reason {{bytes}},
  outcome_referral {{bytes}},
  outcome_note {{bytes}},
  merged_into {{bytes}} REFERENCES need (id),
  registrant_id {{bytes}} REFERENCES registrant (id),
  received_ms {{int}} NOT NULL,
  version {{int}} NOT NULL,
  changed_seq {{int}} NOT NULL,
  CONSTRAINT need_places_key UNIQUE (id, people_needed),
  CONSTRAINT need_merged_whole CHECK ((status = 'merged') = (merged_into IS NOT NULL)),
  CONSTRAINT need_not_merged_into_itself CHECK (merged_into IS NULL OR merged_into <> id)
) {{strict}};
CREATE INDEX need_by_incident ON need (incident_id, status);
CREATE INDEX need_by_age ON need (received_ms, id);
CREATE INDEX need_by_district ON need (district_id, status);
CREATE INDEX need_by_registrant ON need (registrant_id) WHERE registrant_id IS NOT NULL;

-- An accepted offer holds one numbered place of its need until it is served. The place must lie within the need's number of
-- people (kept in step by the cascade), and no two offers hold the same one: places cannot be oversold, by whatever program.
CREATE TABLE offer (
  id {{bytes}} NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  need_id {{bytes}} NOT NULL REFERENCES need (id),
  volunteer_id {{bytes}} NOT NULL REFERENCES volunteer (id),
  status {{text}} NOT NULL CHECK (status IN ('open', 'accepted', 'declined', 'expired', 'withdrawn', 'waitlisted')),
  made_ms {{int}} NOT NULL,
  expires_ms {{int}} NOT NULL,
  answered_ms {{int}},
  answered_by {{text}} CHECK (answered_by IN ('self', 'staff')),
  decline_reason {{text}},
  waitlist_order {{int}},
  place_number {{int}},
  place_limit {{int}},
  arrived_ms {{int}},
  served_ms {{int}},
  reasons {{text}} NOT NULL,
  warnings {{text}} NOT NULL,
  version {{int}} NOT NULL,
  CONSTRAINT offer_place_key UNIQUE (need_id, place_number),
  CONSTRAINT offer_place_of_need FOREIGN KEY (need_id, place_limit) REFERENCES need (id, people_needed) ON UPDATE CASCADE,
  CONSTRAINT offer_place_within CHECK (place_number IS NULL OR (place_number >= 1 AND place_limit IS NOT NULL AND place_number <= place_limit)),
  CONSTRAINT offer_place_when_accepted CHECK ((status = 'accepted' AND served_ms IS NULL) = (place_number IS NOT NULL)),
  CONSTRAINT offer_limit_with_place CHECK ((place_number IS NULL) = (place_limit IS NULL)),
  CONSTRAINT offer_waiting_order CHECK ((status = 'waitlisted') = (waitlist_order IS NOT NULL))
) {{strict}};
CREATE UNIQUE INDEX offer_one_live_each ON offer (need_id, volunteer_id)
  WHERE status IN ('open', 'waitlisted') OR (status = 'accepted' AND served_ms IS NULL);
CREATE INDEX offer_by_waiting ON offer (need_id, waitlist_order) WHERE waitlist_order IS NOT NULL;
CREATE INDEX offer_by_volunteer ON offer (volunteer_id, status);
CREATE INDEX offer_by_expiry ON offer (expires_ms) WHERE status = 'open';

CREATE TABLE activity_report (
  id {{bytes}} NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  need_id {{bytes}} NOT NULL REFERENCES need (id),
  outcome {{text}} NOT NULL CHECK (outcome IN ('done', 'continuing', 'unworked')),
  minutes {{int}},
  people {{int}},
  note {{bytes}},
  concern {{bytes}},
  injuries {{bool}} NOT NULL,
  reported_by {{bytes}} REFERENCES account (id),
  reported_ms {{int}} NOT NULL
) {{strict}};
CREATE INDEX activity_report_by_need ON activity_report (need_id);

CREATE TABLE check_round (
  id {{bytes}} NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  incident_id {{bytes}} NOT NULL REFERENCES incident (id),
  number {{int}} NOT NULL,
  name {{text}} NOT NULL,
  district_ids {{text}} NOT NULL,
  started_ms {{int}} NOT NULL,
  closed_ms {{int}},
  version {{int}} NOT NULL,
  CONSTRAINT check_round_number_key UNIQUE (incident_id, number)
) {{strict}};
CREATE UNIQUE INDEX check_round_one_open ON check_round (incident_id) WHERE closed_ms IS NULL;

CREATE TABLE safety_check (
  id {{bytes}} NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  round_id {{bytes}} NOT NULL REFERENCES check_round (id),
  registrant_id {{bytes}} NOT NULL REFERENCES registrant (id),
  status {{text}} NOT NULL CHECK (status IN ('unconfirmed', 'checking', 'unreachable', 'safe_home', 'safe_sheltered', 'safe_elsewhere',
    'needs_help', 'needs_rescue', 'deceased')),
  method {{text}} NOT NULL CHECK (method IN ('visit', 'phone', 'cloth', 'family', 'shelter', 'self')),
  note {{bytes}},
  occurred_ms {{int}} NOT NULL,
  recorded_ms {{int}} NOT NULL,
  recorded_by {{bytes}} REFERENCES account (id),
  need_id {{bytes}} REFERENCES need (id)
) {{strict}};
CREATE INDEX safety_check_by_person ON safety_check (round_id, registrant_id, occurred_ms);

-- The newest check of each person in a round; no row = unconfirmed since the round began.
CREATE TABLE check_state (
  round_id {{bytes}} NOT NULL REFERENCES check_round (id),
  registrant_id {{bytes}} NOT NULL REFERENCES registrant (id),
  check_id {{bytes}} NOT NULL REFERENCES safety_check (id),
  status {{text}} NOT NULL,
  occurred_ms {{int}} NOT NULL,
  open_since_ms {{int}},
  recorded_ms {{int}} NOT NULL,
  PRIMARY KEY (round_id, registrant_id)
) {{strict}};

-- The journal. Ids, codes, numbers and times only.
CREATE TABLE event (
  seq {{int}} NOT NULL PRIMARY KEY,
  type {{text}} NOT NULL,
  occurred_ms {{int}} NOT NULL,
  recorded_ms {{int}} NOT NULL,
  actor_id {{bytes}},
  incident_id {{bytes}},
  district_id {{bytes}},
  need_id {{bytes}},
  offer_id {{bytes}},
  volunteer_id {{bytes}},
  registrant_id {{bytes}},
  round_id {{bytes}},
  subject_id {{bytes}},
  data {{text}} NOT NULL
) {{strict}};
CREATE INDEX event_by_need ON event (need_id, seq) WHERE need_id IS NOT NULL;
CREATE INDEX event_by_incident ON event (incident_id, seq) WHERE incident_id IS NOT NULL;

CREATE TABLE idempotency (
  account_id {{bytes}} NOT NULL CHECK (length(account_id) = 16),
  key {{bytes}} NOT NULL CHECK (length(key) = 16),
  fingerprint {{bytes}} NOT NULL,
  status {{int}} NOT NULL,
  code {{text}} NOT NULL,
  refs {{text}} NOT NULL,
  created_ms {{int}} NOT NULL,
  PRIMARY KEY (account_id, key)
) {{strict}};
CREATE INDEX idempotency_by_age ON idempotency (created_ms);

CREATE TABLE audit (
  id {{bytes}} NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  at_ms {{int}} NOT NULL,
  actor_id {{bytes}},
  action {{text}} NOT NULL,
  subject_kind {{text}} NOT NULL,
  subject_id {{bytes}},
  district_id {{bytes}},
  incident_id {{bytes}},
  subjects {{int}} NOT NULL,
  request_id {{text}} NOT NULL
) {{strict}};
CREATE INDEX audit_by_age ON audit (at_ms, id);
