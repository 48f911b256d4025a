-- name: roster_import_by_id
SELECT id, number, kind, is_full, encoding, digest, status, line_count, good, parts, next_part, added, changed, unchanged,
  unsure, skipped, gone, withdrawn, opened_ms, opened_by, finished_ms, version
FROM roster_import WHERE id = $1;

-- name: roster_import_page
SELECT id, number, kind, is_full, encoding, digest, status, line_count, good, parts, next_part, added, changed, unchanged,
  unsure, skipped, gone, withdrawn, opened_ms, opened_by, finished_ms, version
FROM roster_import WHERE (opened_ms, id) < ($1, $2) ORDER BY opened_ms DESC, id DESC LIMIT $3;

-- name: roster_import_insert
INSERT INTO roster_import (id, number, kind, is_full, encoding, digest, status, line_count, good, parts, next_part, added,
  changed, unchanged, unsure, skipped, gone, withdrawn, opened_ms, opened_by, finished_ms, version)
VALUES ($1, $2, $3, CAST($4 AS BIGINT) = 1, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
  $21, $22);

-- name: roster_import_update
UPDATE roster_import SET status = $2, next_part = $3, added = $4, changed = $5, unchanged = $6, unsure = $7,
  skipped = $8, gone = $9, withdrawn = $10, finished_ms = $11, version = version + 1
WHERE id = $1 AND version = $12;

-- name: roster_part_insert
INSERT INTO roster_part (import_id, part, body) VALUES ($1, $2, $3);

-- name: roster_part_get
SELECT body FROM roster_part WHERE import_id = $1 AND part = $2;

-- name: roster_part_delete
DELETE FROM roster_part WHERE import_id = $1;

-- name: roster_reject_insert
INSERT INTO roster_reject (import_id, place, line, heading, code) VALUES ($1, $2, $3, $4, $5);

-- name: roster_reject_list
SELECT line, heading, code FROM roster_reject WHERE import_id = $1 ORDER BY place;

-- name: roster_reject_counts
SELECT heading, code, count(*) FROM roster_reject WHERE import_id = $1 GROUP BY heading, code ORDER BY heading, code;

-- name: roster_seen_put
INSERT INTO roster_seen (import_id, registrant_id, district_id) VALUES ($1, $2, $3)
ON CONFLICT (import_id, registrant_id) DO NOTHING;

-- name: roster_seen_delete
DELETE FROM roster_seen WHERE import_id = $1;

-- Active people of the districts of the list who came by a roster and do not stand in this one; not those who wait for a
-- decision already, or about whom the same file was asked before.
-- name: roster_gone
SELECT r.id, r.district_id
FROM registrant r
WHERE r.status = 'active' AND r.roster_line IS NOT NULL
  AND EXISTS (SELECT 1 FROM roster_seen d WHERE d.import_id = $1 AND d.district_id = r.district_id)
  AND NOT EXISTS (SELECT 1 FROM roster_seen s WHERE s.import_id = $1 AND s.registrant_id = r.id)
  AND NOT EXISTS (SELECT 1 FROM import_review v WHERE v.registrant_id = r.id AND v.kind = 'gone'
    AND (v.status = 'open' OR v.line_key = $2))
ORDER BY r.id LIMIT $3;

-- name: import_review_by_id
SELECT id, import_id, kind, line, district_id, registrant_id, candidates, reasons, incoming, line_key, status, decision,
  opened_ms, decided_by, decided_ms, version
FROM import_review WHERE id = $1;

-- name: import_review_by_line_key
SELECT id, import_id, kind, line, district_id, registrant_id, candidates, reasons, incoming, line_key, status, decision,
  opened_ms, decided_by, decided_ms, version
FROM import_review WHERE line_key = $1 AND kind = 'unsure' ORDER BY opened_ms DESC, id DESC LIMIT 1;

-- name: import_review_page
SELECT id, import_id, kind, line, district_id, registrant_id, candidates, reasons, incoming, line_key, status, decision,
  opened_ms, decided_by, decided_ms, version
FROM import_review
WHERE status = CAST($1 AS TEXT) AND (CAST($2 AS BIGINT) = 0 OR import_id = $3) AND (opened_ms, id) < ($4, $5)
ORDER BY opened_ms DESC, id DESC LIMIT $6;

-- name: import_review_insert
INSERT INTO import_review (id, import_id, kind, line, district_id, registrant_id, candidates, reasons, incoming, line_key,
  status, decision, opened_ms, decided_by, decided_ms, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16);

-- What was decided needs the line's words no more.
-- name: import_review_decide
UPDATE import_review SET status = 'decided', decision = $2, registrant_id = $3, incoming = NULL, decided_ms = $4,
  decided_by = $5, version = version + 1
WHERE id = $1 AND status = 'open';

-- name: import_review_open_count
SELECT count(*) FROM import_review WHERE status = 'open';
