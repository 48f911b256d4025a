-- Why: the city's roster comes in again and again, and people are recognised: by the city's number, else by keyed digests
-- of what identifies them (nothing of it can be read back). Long files come in parts, doubts wait for a person's decision.
-- Beside it the 個別避難計画 and the numbered packs on paper with their recovery.
-- engines: all

ALTER TABLE registrant ADD COLUMN city_number {{bytes}};
-- What the newest roster said of the person, so that only what the city has changed since is taken over.
ALTER TABLE registrant ADD COLUMN roster_line {{bytes}};
ALTER TABLE registrant ADD COLUMN position_source {{text}} NOT NULL DEFAULT 'none'
  CHECK (position_source IN ('none', 'town', 'address', 'manual'));
ALTER TABLE registrant ADD COLUMN city_key {{bytes}};
ALTER TABLE registrant ADD COLUMN person_key {{bytes}};
ALTER TABLE registrant ADD COLUMN phone_key {{bytes}};
ALTER TABLE registrant ADD COLUMN address_key {{bytes}};
ALTER TABLE registrant ADD COLUMN birth_key {{bytes}};
CREATE INDEX registrant_by_city_key ON registrant (city_key);
CREATE INDEX registrant_by_person_key ON registrant (person_key);
CREATE INDEX registrant_by_phone_key ON registrant (phone_key);
CREATE INDEX registrant_by_address_key ON registrant (address_key);
CREATE INDEX registrant_by_birth_key ON registrant (birth_key);
-- A position from before may be somebody's correction: no import overwrites it.
UPDATE registrant SET position_source = 'manual' WHERE position IS NOT NULL;

CREATE TABLE roster_import (
  id {{bytes}} NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  number {{int}} NOT NULL CONSTRAINT roster_import_number_key UNIQUE,
  kind {{text}} NOT NULL CHECK (kind IN ('all', 'consented')),
  is_full {{bool}} NOT NULL,
  encoding {{text}} NOT NULL CHECK (encoding IN ('utf8', 'cp932')),
  digest {{bytes}} NOT NULL,
  status {{text}} NOT NULL CHECK (status IN ('checked', 'running', 'done', 'dropped')),
  line_count {{int}} NOT NULL,
  good {{int}} NOT NULL,
  parts {{int}} NOT NULL,
  next_part {{int}} NOT NULL,
  added {{int}} NOT NULL,
  changed {{int}} NOT NULL,
  unchanged {{int}} NOT NULL,
  unsure {{int}} NOT NULL,
  skipped {{int}} NOT NULL,
  gone {{int}} NOT NULL,
  withdrawn {{int}} NOT NULL,
  opened_ms {{int}} NOT NULL,
  opened_by {{bytes}} REFERENCES account (id),
  finished_ms {{int}},
  version {{int}} NOT NULL,
  CONSTRAINT roster_import_within_its_parts CHECK (next_part BETWEEN 0 AND parts),
  CONSTRAINT roster_import_done_whole CHECK (status <> 'done' OR finished_ms IS NOT NULL)
) {{strict}};
CREATE INDEX roster_import_by_age ON roster_import (opened_ms, id);

-- The good lines, sealed, until they are taken or dropped.
CREATE TABLE roster_part (
  import_id {{bytes}} NOT NULL REFERENCES roster_import (id),
  part {{int}} NOT NULL,
  body {{bytes}} NOT NULL,
  PRIMARY KEY (import_id, part)
) {{strict}};

CREATE TABLE roster_reject (
  import_id {{bytes}} NOT NULL REFERENCES roster_import (id),
  place {{int}} NOT NULL,
  line {{int}} NOT NULL,
  heading {{text}} NOT NULL,
  code {{text}} NOT NULL,
  PRIMARY KEY (import_id, place)
) {{strict}};

-- Who stood in the list, or may be meant by a doubtful line; kept until the import has ended.
CREATE TABLE roster_seen (
  import_id {{bytes}} NOT NULL REFERENCES roster_import (id),
  registrant_id {{bytes}} NOT NULL REFERENCES registrant (id),
  district_id {{bytes}} NOT NULL REFERENCES district (id),
  PRIMARY KEY (import_id, registrant_id)
) {{strict}};
CREATE INDEX roster_seen_by_district ON roster_seen (import_id, district_id);

CREATE TABLE import_review (
  id {{bytes}} NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  import_id {{bytes}} NOT NULL REFERENCES roster_import (id),
  kind {{text}} NOT NULL CHECK (kind IN ('unsure', 'gone')),
  line {{int}},
  district_id {{bytes}} NOT NULL REFERENCES district (id),
  registrant_id {{bytes}} REFERENCES registrant (id),
  candidates {{text}} NOT NULL,
  reasons {{text}} NOT NULL,
  incoming {{bytes}},
  line_key {{bytes}} NOT NULL,
  status {{text}} NOT NULL CHECK (status IN ('open', 'decided')),
  decision {{text}} CHECK (decision IN ('same', 'other', 'skip', 'keep', 'moved', 'removed', 'withdrawn')),
  opened_ms {{int}} NOT NULL,
  decided_by {{bytes}} REFERENCES account (id),
  decided_ms {{int}},
  version {{int}} NOT NULL,
  CONSTRAINT import_review_decided_whole CHECK ((status = 'decided') = (decision IS NOT NULL AND decided_ms IS NOT NULL)),
  CONSTRAINT import_review_of_somebody CHECK (kind = 'unsure' OR registrant_id IS NOT NULL)
) {{strict}};
CREATE INDEX import_review_by_age ON import_review (status, opened_ms, id);
CREATE INDEX import_review_by_line ON import_review (line_key);
CREATE INDEX import_review_by_person ON import_review (registrant_id);

CREATE TABLE evac_plan (
  registrant_id {{bytes}} NOT NULL PRIMARY KEY REFERENCES registrant (id),
  body {{bytes}} NOT NULL,
  reviewed_on {{int}},
  next_review_on {{int}},
  changed_ms {{int}} NOT NULL,
  changed_by {{bytes}} REFERENCES account (id)
) {{strict}};
CREATE INDEX evac_plan_by_review ON evac_plan (next_review_on);

CREATE TABLE print_pack (
  id {{bytes}} NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  number {{int}} NOT NULL,
  kind {{text}} NOT NULL CHECK (kind IN ('roster', 'watch_sheet')),
  district_id {{bytes}} NOT NULL REFERENCES district (id),
  incident_id {{bytes}} REFERENCES incident (id),
  is_drill {{bool}} NOT NULL,
  purpose {{bytes}} NOT NULL,
  for_whom {{bytes}} NOT NULL,
  sheets {{int}} NOT NULL CHECK (sheets >= 1),
  people {{int}} NOT NULL,
  return_by {{int}} NOT NULL,
  printed_by {{bytes}} REFERENCES account (id),
  printed_ms {{int}} NOT NULL,
  status {{text}} NOT NULL CHECK (status IN ('out', 'recovered', 'lost')),
  closed_ms {{int}},
  version {{int}} NOT NULL,
  -- A drill counts its own paper.
  CONSTRAINT print_pack_number_key UNIQUE (number, is_drill),
  CONSTRAINT print_pack_closed_whole CHECK ((status = 'out') = (closed_ms IS NULL)),
  CONSTRAINT print_pack_of_a_drill CHECK (is_drill = FALSE OR incident_id IS NOT NULL)
) {{strict}};
CREATE INDEX print_pack_by_age ON print_pack (printed_ms, id);
CREATE INDEX print_pack_by_return ON print_pack (status, return_by);

CREATE TABLE print_sheet (
  print_id {{bytes}} NOT NULL REFERENCES print_pack (id),
  sheet {{int}} NOT NULL,
  status {{text}} NOT NULL CHECK (status IN ('out', 'recovered', 'lost')),
  changed_by {{bytes}} REFERENCES account (id),
  changed_ms {{int}} NOT NULL,
  PRIMARY KEY (print_id, sheet)
) {{strict}};

CREATE TABLE print_line (
  print_id {{bytes}} NOT NULL REFERENCES print_pack (id),
  line {{int}} NOT NULL,
  sheet {{int}} NOT NULL,
  registrant_id {{bytes}} NOT NULL REFERENCES registrant (id),
  PRIMARY KEY (print_id, line)
) {{strict}};
CREATE INDEX print_line_by_person ON print_line (registrant_id);
