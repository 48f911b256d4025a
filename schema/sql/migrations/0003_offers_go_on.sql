-- Why: offers keep going by themselves (waves, substitutes), people are told in their own hours, declines teach wishes, and
-- staff ring up whoever has no device.
-- engines: all

ALTER TABLE volunteer ADD COLUMN contact_by {{text}} NOT NULL DEFAULT 'app' CHECK (contact_by IN ('app', 'phone'));
ALTER TABLE volunteer ADD COLUMN quiet_from {{int}} CHECK (quiet_from BETWEEN 0 AND 1439);
ALTER TABLE volunteer ADD COLUMN quiet_until {{int}}
  CHECK (quiet_until BETWEEN 0 AND 1439 AND quiet_from IS NOT NULL OR quiet_until IS NULL AND quiet_from IS NULL);
ALTER TABLE volunteer ADD COLUMN gender {{bytes}};
ALTER TABLE volunteer ADD COLUMN guardian_consent_on {{int}};
ALTER TABLE volunteer ADD COLUMN hours_week_max {{int}} CHECK (hours_week_max BETWEEN 1 AND 80);
ALTER TABLE volunteer ADD COLUMN travel_max_m {{int}} CHECK (travel_max_m BETWEEN 100 AND 200000);
ALTER TABLE volunteer ADD COLUMN load_max {{text}} CHECK (load_max IN ('light', 'normal', 'heavy'));
ALTER TABLE volunteer ADD COLUMN car_seats {{int}} CHECK (car_seats BETWEEN 0 AND 20);

-- Asking on and on for one need, at most one at a time.
CREATE TABLE wave (
  id {{bytes}} NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  need_id {{bytes}} NOT NULL REFERENCES need (id),
  cause {{text}} NOT NULL CHECK (cause IN ('staff', 'drop_out', 'substitute')),
  status {{text}} NOT NULL CHECK (status IN ('running', 'ended')),
  end_reason {{text}} CHECK (end_reason IN ('full', 'no_candidates', 'stopped', 'closed')),
  expires_in_s {{int}} NOT NULL CHECK (expires_in_s >= 10),
  together {{int}} CHECK (together BETWEEN 1 AND 200),
  acceptance_permille {{int}} NOT NULL CHECK (acceptance_permille BETWEEN 100 AND 950),
  rounds {{int}} NOT NULL,
  asked {{int}} NOT NULL,
  started_by {{bytes}} REFERENCES account (id),
  started_ms {{int}} NOT NULL,
  ended_ms {{int}},
  version {{int}} NOT NULL,
  CONSTRAINT wave_ended_whole CHECK ((status = 'ended') = (end_reason IS NOT NULL) AND (status = 'ended') = (ended_ms IS NOT NULL))
) {{strict}};
CREATE UNIQUE INDEX wave_one_running ON wave (need_id) WHERE status = 'running';
CREATE INDEX wave_by_need ON wave (need_id, started_ms);

-- Who comes next in a wave, best first, with the reasons they were ranked by; asked or passed over, they leave it.
CREATE TABLE wave_turn (
  wave_id {{bytes}} NOT NULL REFERENCES wave (id) ON DELETE CASCADE,
  turn {{int}} NOT NULL,
  volunteer_id {{bytes}} NOT NULL REFERENCES volunteer (id) ON DELETE CASCADE,
  reasons {{text}} NOT NULL,
  PRIMARY KEY (wave_id, turn)
) {{strict}};

ALTER TABLE offer ADD COLUMN wave_id {{bytes}};
ALTER TABLE offer ADD COLUMN substitute_ms {{int}} CHECK (substitute_ms IS NULL OR place_number IS NOT NULL);
ALTER TABLE offer ADD COLUMN substituted_by {{bytes}};
CREATE INDEX offer_by_wave ON offer (wave_id) WHERE wave_id IS NOT NULL;
CREATE INDEX offer_by_made ON offer (made_ms);

-- The outbox of what people are told. A moment is told once, by whatever program.
CREATE TABLE notice (
  id {{bytes}} NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  kind {{text}} NOT NULL CHECK (kind IN ('offer_made', 'offer_reminder', 'job_reminder', 'promoted', 'substituted',
    'withdrawn', 'place_filled', 'team_formed')),
  status {{text}} NOT NULL CHECK (status IN ('waiting', 'sent', 'cancelled')),
  channel {{text}} NOT NULL CHECK (channel IN ('app')),
  volunteer_id {{bytes}} NOT NULL REFERENCES volunteer (id) ON DELETE CASCADE,
  offer_id {{bytes}} NOT NULL REFERENCES offer (id) ON DELETE CASCADE,
  need_id {{bytes}} NOT NULL REFERENCES need (id),
  is_drill {{bool}} NOT NULL,
  planned_ms {{int}} NOT NULL,
  due_ms {{int}} NOT NULL,
  sent_ms {{int}},
  seen_ms {{int}},
  CONSTRAINT notice_sent_whole CHECK ((status = 'sent') = (sent_ms IS NOT NULL))
) {{strict}};
CREATE UNIQUE INDEX notice_once ON notice (offer_id, kind, planned_ms) WHERE status <> 'cancelled';
CREATE INDEX notice_by_due ON notice (due_ms) WHERE status = 'waiting';
CREATE INDEX notice_by_volunteer ON notice (volunteer_id, due_ms);

CREATE TABLE preference (
  id {{bytes}} NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  volunteer_id {{bytes}} NOT NULL REFERENCES volunteer (id) ON DELETE CASCADE,
  kind {{text}} NOT NULL CHECK (kind IN ('category', 'slot', 'distance')),
  value {{text}} NOT NULL,
  weight {{int}} NOT NULL CHECK (weight BETWEEN 1 AND 5),
  learned_ms {{int}} NOT NULL,
  CONSTRAINT preference_once UNIQUE (volunteer_id, kind, value)
) {{strict}};
CREATE INDEX preference_by_age ON preference (learned_ms);

CREATE TABLE call_try (
  id {{bytes}} NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  offer_id {{bytes}} NOT NULL REFERENCES offer (id) ON DELETE CASCADE,
  result {{text}} NOT NULL CHECK (result IN ('no_answer', 'busy', 'call_later')),
  tried_by {{bytes}} REFERENCES account (id),
  tried_ms {{int}} NOT NULL
) {{strict}};
CREATE INDEX call_try_by_offer ON call_try (offer_id, tried_ms);

-- One row: how people are asked, within safe bounds.
CREATE TABLE offer_policy (
  id {{int}} NOT NULL PRIMARY KEY CHECK (id = 1),
  open_offers_max {{int}} NOT NULL CHECK (open_offers_max BETWEEN 1 AND 20),
  quiet_from {{int}} NOT NULL CHECK (quiet_from BETWEEN 0 AND 1439),
  quiet_until {{int}} NOT NULL CHECK (quiet_until BETWEEN 0 AND 1439),
  reminder_percent {{int}} NOT NULL CHECK (reminder_percent BETWEEN 10 AND 90),
  reminder_before_min {{int}} NOT NULL CHECK (reminder_before_min BETWEEN 5 AND 720),
  evening_at {{int}} NOT NULL CHECK (evening_at BETWEEN 0 AND 1439),
  job_before_min {{int}} NOT NULL CHECK (job_before_min BETWEEN 15 AND 720),
  wave_expires_in_s {{int}} NOT NULL CHECK (wave_expires_in_s BETWEEN 600 AND 604800),
  prior_yes {{int}} NOT NULL CHECK (prior_yes BETWEEN 1 AND 100),
  prior_no {{int}} NOT NULL CHECK (prior_no BETWEEN 1 AND 100),
  preference_days {{int}} NOT NULL CHECK (preference_days BETWEEN 30 AND 365),
  version {{int}} NOT NULL
) {{strict}};
INSERT INTO offer_policy (id, open_offers_max, quiet_from, quiet_until, reminder_percent, reminder_before_min, evening_at,
  job_before_min, wave_expires_in_s, prior_yes, prior_no, preference_days, version)
VALUES (1, 3, 1260, 420, 50, 30, 1080, 120, 14400, 2, 2, 180, 1);
