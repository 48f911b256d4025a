-- Why: 見守り on weekdays. Who is looked in on and how often, what each visit found, and who has been told that nobody was
-- seen: the time of the next word stands in the row, so that it survives a restart. A drill that was wiped says so.
-- engines: all

CREATE TABLE watch (
  id {{bytes}} NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  registrant_id {{bytes}} NOT NULL REFERENCES registrant (id),
  district_id {{bytes}} NOT NULL REFERENCES district (id),
  interval_days {{int}} NOT NULL CHECK (interval_days BETWEEN 1 AND 90),
  watcher_ids {{text}} NOT NULL,
  look_for {{bytes}},
  status {{text}} NOT NULL CHECK (status IN ('active', 'paused', 'ended')),
  started_ms {{int}} NOT NULL,
  last_seen_ms {{int}},
  last_visit_ms {{int}},
  due_ms {{int}} NOT NULL,
  told {{text}} NOT NULL CHECK (told IN ('nobody', 'watchers', 'coordinator', 'center')),
  tell_ms {{int}},
  version {{int}} NOT NULL,
  CONSTRAINT watch_tells_while_active CHECK (tell_ms IS NULL OR status = 'active')
) {{strict}};
CREATE UNIQUE INDEX watch_one_a_person ON watch (registrant_id) WHERE status <> 'ended';
CREATE INDEX watch_by_district ON watch (district_id, status);
CREATE INDEX watch_by_tell ON watch (tell_ms) WHERE tell_ms IS NOT NULL;

CREATE TABLE watch_visit (
  id {{bytes}} NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  watch_id {{bytes}} NOT NULL REFERENCES watch (id),
  result {{text}} NOT NULL CHECK (result IN ('met', 'signs_fine', 'absent', 'concern')),
  signs {{text}} NOT NULL,
  note {{bytes}},
  occurred_ms {{int}} NOT NULL,
  recorded_ms {{int}} NOT NULL,
  recorded_by {{bytes}} REFERENCES account (id)
) {{strict}};
CREATE INDEX watch_visit_by_watch ON watch_visit (watch_id, occurred_ms, id);
