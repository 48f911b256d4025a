-- Why: 災害地図メモ (closed roads, dangers, cuts of water and power) of an incident, and what an operator brings for the map
-- to draw: the outline of the city and hazard areas. Words and places of a note are sealed: they may name a house.
-- engines: all

CREATE TABLE map_note (
  id {{bytes}} NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  incident_id {{bytes}} NOT NULL REFERENCES incident (id),
  district_id {{bytes}} NOT NULL REFERENCES district (id),
  kind {{text}} NOT NULL CHECK (kind IN ('closed_road', 'danger', 'water', 'power', 'note')),
  note_text {{bytes}},
  public_text {{bool}} NOT NULL,
  points {{bytes}} NOT NULL,
  made_ms {{int}} NOT NULL,
  made_by {{bytes}} REFERENCES account (id),
  until_ms {{int}},
  ended_ms {{int}},
  ended_by {{bytes}} REFERENCES account (id),
  version {{int}} NOT NULL,
  CONSTRAINT map_note_of_kind_note_has_words CHECK (kind <> 'note' OR note_text IS NOT NULL)
) {{strict}};
CREATE INDEX map_note_by_incident ON map_note (incident_id, made_ms, id);

CREATE TABLE map_area (
  id {{bytes}} NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  kind {{text}} NOT NULL CHECK (kind IN ('boundary', 'hazard')),
  title {{text}} NOT NULL,
  hazard {{text}},
  source {{text}} NOT NULL,
  parts {{text}} NOT NULL,
  changed_ms {{int}} NOT NULL,
  CONSTRAINT map_area_key UNIQUE (kind, title),
  CONSTRAINT map_area_of_a_hazard CHECK ((kind = 'hazard') = (hazard IS NOT NULL))
) {{strict}};
