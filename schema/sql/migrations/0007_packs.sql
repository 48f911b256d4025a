-- Why: the field phone carries its people through a day without signal. The house knows every such list: whose it is,
-- on which device, whom it names, until when it may be used, and can lock it.
-- engines: all

CREATE TABLE pack (
  id {{bytes}} NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  account_id {{bytes}} NOT NULL REFERENCES account (id),
  device_name {{bytes}} NOT NULL,
  district_ids {{text}} NOT NULL,
  people {{int}} NOT NULL CHECK (people >= 0),
  is_widened {{bool}} NOT NULL,
  taken_ms {{int}} NOT NULL,
  expires_ms {{int}} NOT NULL,
  seen_ms {{int}} NOT NULL,
  locked_ms {{int}},
  locked_by {{bytes}} REFERENCES account (id),
  returned_ms {{int}},
  ticket_hash {{bytes}} NOT NULL,
  session_hash {{bytes}},
  version {{int}} NOT NULL,
  CONSTRAINT pack_ends CHECK (expires_ms > taken_ms),
  CONSTRAINT pack_locked_by_somebody CHECK ((locked_ms IS NULL) = (locked_by IS NULL))
) {{strict}};
CREATE INDEX pack_by_age ON pack (taken_ms, id);
CREATE INDEX pack_by_account ON pack (account_id);

CREATE TABLE pack_round (
  pack_id {{bytes}} NOT NULL REFERENCES pack (id) ON DELETE CASCADE,
  round_id {{bytes}} NOT NULL REFERENCES check_round (id) ON DELETE CASCADE,
  PRIMARY KEY (pack_id, round_id)
) {{strict}};
CREATE INDEX pack_round_by_round ON pack_round (round_id);

-- Who was named on which device: the trail of a person.
CREATE TABLE pack_person (
  pack_id {{bytes}} NOT NULL REFERENCES pack (id) ON DELETE CASCADE,
  registrant_id {{bytes}} NOT NULL REFERENCES registrant (id) ON DELETE CASCADE,
  PRIMARY KEY (pack_id, registrant_id)
) {{strict}};
CREATE INDEX pack_person_by_person ON pack_person (registrant_id);
