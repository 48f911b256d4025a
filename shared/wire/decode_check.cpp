#include "shared/wire/decode.hpp"
#include "shared/wire/rules.hpp"

namespace musubi::wire {
namespace {

domain::NewCheck read_check(Reader& r) {
  domain::NewCheck ask;
  ask.id = r.optional("id", new_id<CheckId>());
  ask.registrant_id = r.required("registrant_id", id<RegistrantId>());
  ask.status = r.required("status", choice<domain::SafetyStatus>());
  ask.method = r.required("method", choice<domain::CheckMethod>());
  ask.confidence = r.optional("confidence", choice<domain::CheckConfidence>());
  ask.note = r.optional("note", prose());
  ask.told_by = r.optional("told_by", name_line());
  ask.next_check_at = r.optional("next_check_at", instant());
  ask.occurred_at = r.optional("occurred_at", instant());
  return ask;
}

// The key stands apart from the rest, so that the device learns which of its entries was refused. `sent_at` is the
// device's clock when it sent: an entry waits in a queue, a single check does not.
domain::QueuedCheck read_queued(const Json& element) {
  domain::QueuedCheck out;
  Reader r(element);
  const Uuid key = r.required("key", id<>());
  if (!key.is_nil()) out.key = key;
  domain::NewCheck ask = read_check(r);
  ask.sent_at = r.optional("sent_at", instant());
  out.check = finished(r, std::move(ask));
  return out;
}

}  // namespace

Result<domain::NewCheck> decode_new_check(const Json& body) {
  Reader r(body);
  domain::NewCheck ask = read_check(r);
  return finished(r, std::move(ask));
}

Result<std::vector<domain::QueuedCheck>> decode_queued_checks(const Json& body) {
  if (!body.is_array()) return fail(Code::malformed, "body is not an array");
  if (body.size() > limits::checks_per_call_max) return fail_fields({{"", std::string(refused::too_long)}});
  std::vector<domain::QueuedCheck> out;
  out.reserve(body.size());
  for (const Json& element : body) out.push_back(read_queued(element));
  return out;
}

}  // namespace musubi::wire
