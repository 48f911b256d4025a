-- What had been recorded of a round up to a moment, in the order of recording.
-- name: check_recorded_until
SELECT id, registrant_id, status, method, occurred_ms, recorded_ms, recorded_by, confidence, next_check_ms
FROM safety_check WHERE round_id = $1 AND recorded_ms <= $2
ORDER BY recorded_ms, id;

-- name: event_of_needs_until
SELECT need_id, type, data
FROM event WHERE incident_id = $1 AND need_id IS NOT NULL AND recorded_ms <= $2
ORDER BY seq;
