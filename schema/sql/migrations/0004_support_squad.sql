-- Why: 生活応援隊 as it works: its users, each district's policy, jobs that come again, the days of the centre, what a visit
-- took and cost, and concerns that go to the coordinator. A need's link to them stands beside it.
-- engines: all

CREATE TABLE service_user (
  id {{bytes}} NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  number {{int}} NOT NULL CONSTRAINT service_user_number_key UNIQUE,
  district_id {{bytes}} NOT NULL REFERENCES district (id),
  name {{bytes}} NOT NULL,
  name_kana {{bytes}} NOT NULL,
  phone {{bytes}} NOT NULL,
  address {{bytes}} NOT NULL,
  position {{bytes}},
  note {{bytes}},
  status {{text}} NOT NULL CHECK (status IN ('asked', 'registered', 'ended')),
  visited_on {{int}},
  visited_by {{bytes}} REFERENCES account (id),
  registered_on {{int}},
  created_ms {{int}} NOT NULL,
  version {{int}} NOT NULL,
  CONSTRAINT service_user_after_a_visit CHECK (status <> 'registered' OR (visited_on IS NOT NULL AND registered_on IS NOT NULL))
) {{strict}};
CREATE INDEX service_user_by_district ON service_user (district_id, status);
CREATE INDEX service_user_by_age ON service_user (created_ms, id);

CREATE TABLE support_policy (
  district_id {{bytes}} NOT NULL PRIMARY KEY REFERENCES district (id),
  fee_kind {{text}} NOT NULL CHECK (fee_kind IN ('free', 'per_hour', 'ticket')),
  fee_yen {{int}} NOT NULL CHECK (fee_yen >= 0),
  helper_yen {{int}} NOT NULL CHECK (helper_yen >= 0),
  categories {{text}} NOT NULL,
  minutes_max {{int}} CHECK (minutes_max >= 1),
  assigned_by {{text}} NOT NULL CHECK (assigned_by IN ('center', 'district', 'both')),
  first_visit_together {{bool}} NOT NULL,
  first_offer_hours {{int}} NOT NULL CHECK (first_offer_hours BETWEEN 1 AND 168),
  note {{text}},
  version {{int}} NOT NULL
) {{strict}};

CREATE TABLE support_calendar (
  name {{text}} NOT NULL PRIMARY KEY,
  horizon_days {{int}} NOT NULL CHECK (horizon_days BETWEEN 1 AND 60),
  closed_days {{text}} NOT NULL,
  version {{int}} NOT NULL
) {{strict}};
INSERT INTO support_calendar (name, horizon_days, closed_days, version) VALUES ('center', 14, '', 1);

CREATE TABLE series (
  id {{bytes}} NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  service_user_id {{bytes}} NOT NULL REFERENCES service_user (id),
  district_id {{bytes}} NOT NULL REFERENCES district (id),
  title {{bytes}} NOT NULL,
  category {{text}} NOT NULL,
  weekdays {{text}} NOT NULL CHECK (weekdays <> ''),
  every_weeks {{int}} NOT NULL CHECK (every_weeks BETWEEN 1 AND 8),
  from_minute {{int}} NOT NULL,
  until_minute {{int}} NOT NULL,
  starts_on {{int}} NOT NULL,
  ends_on {{int}},
  skip_holidays {{bool}} NOT NULL,
  people_needed {{int}} NOT NULL CHECK (people_needed BETWEEN 1 AND 500),
  skills {{text}} NOT NULL,
  bring {{bytes}},
  status {{text}} NOT NULL CHECK (status IN ('active', 'paused', 'ended')),
  made_until {{int}},
  override_reason {{bytes}},
  created_ms {{int}} NOT NULL,
  version {{int}} NOT NULL,
  CONSTRAINT series_within_a_day CHECK (from_minute >= 0 AND from_minute < until_minute AND until_minute <= 1440),
  CONSTRAINT series_ends_after_it_starts CHECK (ends_on IS NULL OR ends_on >= starts_on)
) {{strict}};
CREATE INDEX series_by_district ON series (district_id);
CREATE INDEX series_by_age ON series (created_ms, id);
CREATE INDEX series_by_user ON series (service_user_id);
CREATE INDEX series_by_horizon ON series (made_until) WHERE status = 'active';

CREATE TABLE series_exception (
  series_id {{bytes}} NOT NULL REFERENCES series (id),
  day {{int}} NOT NULL,
  kind {{text}} NOT NULL CHECK (kind IN ('skip', 'move')),
  to_day {{int}},
  PRIMARY KEY (series_id, day),
  CONSTRAINT series_exception_one_there UNIQUE (series_id, to_day),
  CONSTRAINT series_exception_whole CHECK ((kind = 'move') = (to_day IS NOT NULL))
) {{strict}};

-- A day of a series becomes a need once, by whatever program.
CREATE TABLE need_support (
  need_id {{bytes}} NOT NULL PRIMARY KEY REFERENCES need (id),
  service_user_id {{bytes}} NOT NULL REFERENCES service_user (id),
  series_id {{bytes}} REFERENCES series (id),
  day {{int}},
  with_coordinator {{bool}} NOT NULL,
  first_until_ms {{int}},
  override_reason {{bytes}},
  CONSTRAINT need_support_once_a_day UNIQUE (series_id, day),
  CONSTRAINT need_support_whole CHECK ((series_id IS NULL) = (day IS NULL))
) {{strict}};
CREATE INDEX need_support_by_user ON need_support (service_user_id);

CREATE TABLE referral (
  id {{bytes}} NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  need_id {{bytes}} NOT NULL REFERENCES need (id),
  report_id {{bytes}} NOT NULL CONSTRAINT referral_of_report_key UNIQUE REFERENCES activity_report (id),
  service_user_id {{bytes}} REFERENCES service_user (id),
  district_id {{bytes}} NOT NULL REFERENCES district (id),
  status {{text}} NOT NULL CHECK (status IN ('open', 'taken', 'closed')),
  concern {{bytes}} NOT NULL,
  opened_ms {{int}} NOT NULL,
  taken_by {{bytes}} REFERENCES account (id),
  taken_ms {{int}},
  closed_by {{bytes}} REFERENCES account (id),
  closed_ms {{int}},
  result {{text}} CHECK (result IN ('watch', 'consultation', 'support_center', 'police', 'none')),
  note {{bytes}},
  version {{int}} NOT NULL,
  CONSTRAINT referral_closed_whole CHECK ((status = 'closed') = (result IS NOT NULL) AND (status = 'closed') = (closed_ms IS NOT NULL)),
  CONSTRAINT referral_taken_whole CHECK (status <> 'taken' OR taken_ms IS NOT NULL)
) {{strict}};
CREATE INDEX referral_by_district ON referral (district_id, status);
CREATE INDEX referral_by_age ON referral (opened_ms, id);

CREATE TABLE support_record (
  report_id {{bytes}} NOT NULL PRIMARY KEY REFERENCES activity_report (id),
  need_id {{bytes}} NOT NULL REFERENCES need (id),
  service_user_id {{bytes}} NOT NULL REFERENCES service_user (id),
  district_id {{bytes}} NOT NULL REFERENCES district (id),
  done_ms {{int}} NOT NULL,
  minutes {{int}},
  people {{int}},
  fee_yen {{int}} CHECK (fee_yen >= 0),
  tickets {{int}} CHECK (tickets >= 0)
) {{strict}};
CREATE INDEX support_record_by_time ON support_record (done_ms, district_id);
