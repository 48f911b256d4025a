-- name: arrival_insert
INSERT INTO arrival (id, incident_id, shelter_id, name, recorded_ms, recorded_by) VALUES ($1, $2, $3, $4, $5, $6);

-- name: arrival_by_id
SELECT id, incident_id, shelter_id, name, recorded_ms, recorded_by FROM arrival WHERE id = $1;

-- name: arrival_page
SELECT id, incident_id, shelter_id, name, recorded_ms, recorded_by FROM arrival
WHERE incident_id = $1 AND (recorded_ms, id) < ($2, $3)
ORDER BY recorded_ms DESC, id DESC LIMIT $4;

-- name: arrival_line_put
INSERT INTO arrival_line (arrival_id, line, result, registrant_id, check_id, name, candidates)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (arrival_id, line) DO UPDATE SET result = excluded.result, registrant_id = excluded.registrant_id,
  check_id = excluded.check_id, name = excluded.name, candidates = excluded.candidates;

-- name: arrival_lines
SELECT line, result, registrant_id, check_id, name, candidates FROM arrival_line WHERE arrival_id = $1 ORDER BY line;
