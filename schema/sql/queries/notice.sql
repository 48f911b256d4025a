-- name: notice_insert
INSERT INTO notice (id, kind, status, channel, volunteer_id, offer_id, need_id, is_drill, planned_ms, due_ms, sent_ms, seen_ms)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
ON CONFLICT DO NOTHING;

-- name: notice_due
SELECT id, kind, status, channel, volunteer_id, offer_id, need_id, is_drill, planned_ms, due_ms, sent_ms, seen_ms
FROM notice WHERE status = 'waiting' AND due_ms <= $1 ORDER BY due_ms, id LIMIT $2;

-- name: notice_next_due
SELECT due_ms FROM notice WHERE status = 'waiting' ORDER BY due_ms LIMIT 1;

-- name: notice_by_id
SELECT id, kind, status, channel, volunteer_id, offer_id, need_id, is_drill, planned_ms, due_ms, sent_ms, seen_ms
FROM notice WHERE id = $1;

-- name: notice_of_volunteer
SELECT id, kind, status, channel, volunteer_id, offer_id, need_id, is_drill, planned_ms, due_ms, sent_ms, seen_ms
FROM notice WHERE volunteer_id = $1 AND due_ms >= $2 AND status <> 'cancelled'
ORDER BY due_ms DESC, id DESC LIMIT $3;

-- name: notice_sent
UPDATE notice SET status = 'sent', sent_ms = $2 WHERE id = $1 AND status = 'waiting';

-- `status <> 'cancelled'` is said beside the status itself so that SQLite, too, finds the offer's rows by notice_once.
-- name: notice_cancel_of_offer
UPDATE notice SET status = 'cancelled' WHERE offer_id = $1 AND status = 'waiting' AND status <> 'cancelled';

-- name: notice_cancel_kind
UPDATE notice SET status = 'cancelled' WHERE offer_id = $1 AND kind = $2 AND status = 'waiting' AND status <> 'cancelled';

-- Whether somebody was told of the offer at all.
-- name: notice_told
SELECT count(*) FROM notice WHERE offer_id = $1 AND status = 'sent' AND status <> 'cancelled';

-- Whoever has not answered for a need: their own quiet hours, and whether they have been told of the offer. One statement
-- for all of them, because whoever fills a need waits for it.
-- name: notice_asked
SELECT o.id, o.volunteer_id, o.expires_ms, v.quiet_from, v.quiet_until,
  (SELECT count(*) FROM notice n WHERE n.offer_id = o.id AND n.status = 'sent' AND n.status <> 'cancelled')
FROM offer o JOIN volunteer v ON v.id = o.volunteer_id
WHERE o.need_id = $1 AND o.status = 'open'
ORDER BY o.made_ms, o.id;

-- What waits for those of notice_asked.
-- name: notice_cancel_of_asked
UPDATE notice SET status = 'cancelled'
WHERE status = 'waiting' AND status <> 'cancelled'
  AND offer_id IN (SELECT o.id FROM offer o WHERE o.need_id = $1 AND o.status = 'open');

-- name: notice_seen_all
UPDATE notice SET seen_ms = $2 WHERE volunteer_id = $1 AND status = 'sent' AND seen_ms IS NULL;
