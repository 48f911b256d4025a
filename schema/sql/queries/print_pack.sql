-- name: print_pack_by_id
SELECT id, number, kind, district_id, incident_id, is_drill, purpose, for_whom, sheets, people, return_by, printed_by,
  printed_ms, status, closed_ms, version
FROM print_pack WHERE id = $1;

-- Within an incident its own packs; outside of one everything but drills.
-- name: print_pack_page
SELECT id, number, kind, district_id, incident_id, is_drill, purpose, for_whom, sheets, people, return_by, printed_by,
  printed_ms, status, closed_ms, version
FROM print_pack
WHERE ((CAST($1 AS BIGINT) = 0 AND is_drill = FALSE) OR incident_id = $2)
  AND (CAST($3 AS BIGINT) = 0 OR (status = 'out' AND return_by < $4))
  AND (printed_ms, id) < ($5, $6)
ORDER BY printed_ms DESC, id DESC LIMIT $7;

-- name: print_pack_insert
INSERT INTO print_pack (id, number, kind, district_id, incident_id, is_drill, purpose, for_whom, sheets, people, return_by,
  printed_by, printed_ms, status, closed_ms, version)
VALUES ($1, $2, $3, $4, $5, CAST($6 AS BIGINT) = 1, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16);

-- name: print_pack_close
UPDATE print_pack SET status = $2, closed_ms = $3, version = version + 1 WHERE id = $1;

-- name: print_sheet_insert
INSERT INTO print_sheet (print_id, sheet, status, changed_by, changed_ms) VALUES ($1, $2, 'out', $3, $4);

-- name: print_sheet_set
UPDATE print_sheet SET status = $3, changed_by = $4, changed_ms = $5 WHERE print_id = $1 AND sheet = $2;

-- name: print_sheet_list
SELECT sheet, status, changed_ms FROM print_sheet WHERE print_id = $1 ORDER BY sheet;

-- name: print_line_insert
INSERT INTO print_line (print_id, line, sheet, registrant_id) VALUES ($1, $2, $3, $4);

-- name: print_line_list
SELECT line, sheet, registrant_id FROM print_line WHERE print_id = $1 ORDER BY line;
