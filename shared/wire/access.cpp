#include "shared/wire/access.hpp"

#include "shared/domain/short_number.hpp"
#include "shared/wire/decode.hpp"
#include "shared/wire/encode.hpp"
#include "shared/wire/parts.hpp"
#include "shared/wire/rules.hpp"

namespace musubi::wire {
namespace {

// "R-0412-7", also in full-width digits or without hyphens.
auto number_of_registrant() {
  return Rule{[](const Json& v, const Spot& at) -> std::optional<int> {
                if (!v.is_string()) return at.refuse(refused::type);
                const auto number = domain::parse_short_number('R', v.get_ref<const std::string&>());
                if (!number) return at.refuse(refused::format);
                return number;
              },
              false};
}

}  // namespace

Result<domain::NewBreakGlass> decode_new_break_glass(const Json& body) {
  Reader r(body);
  domain::NewBreakGlass ask;
  ask.registrant_id = r.optional("registrant_id", id<RegistrantId>());
  ask.number = r.optional("number", number_of_registrant());
  ask.incident_id = r.optional("incident_id", id<IncidentId>());
  ask.reason = r.required("reason", prose());
  const auto says = [&](const char* name) { return r.has(name) && !body[name].is_null(); };
  if (says("registrant_id") && says("number")) r.refuse("number", refused::unknown);
  if (!says("registrant_id") && !says("number")) r.refuse("number", refused::required);
  return finished(r, std::move(ask));
}

Json encode(const domain::PhaseRecord& record, const std::optional<std::string>& decided_by_name) {
  const auto& d = record.decision;
  return {{"phase", text_of(record.phase)},
          {"decided_by", d.decided_by.text()},
          {"decided_by_name", or_null(decided_by_name)},
          {"purpose", text_of(d.purpose)},
          {"reason", d.reason},
          {"decided_at", d.decided_at.text()},
          {"until", or_null(d.until)},
          {"ended_at", or_null(record.ended_at)},
          {"ended_how", or_null(record.ended_how)}};
}

Json encode(const domain::BreakGlass& glass, const std::optional<std::string>& account_name,
            std::optional<int> number) {
  return {{"id", glass.id.text()},
          {"account_id", glass.account_id.text()},
          {"account_name", or_null(account_name)},
          {"registrant_id", glass.registrant_id.text()},
          {"registrant_number", number ? Json(domain::short_number('R', *number)) : Json()},
          {"district_id", glass.district_id.text()},
          {"reason", glass.reason},
          {"opened_at", glass.opened_at.text()},
          {"until", glass.until.text()}};
}

Json encode_opened(const domain::BreakGlass& glass,
                   const std::optional<domain::Disclosed<domain::RegistrantView>>& registrant) {
  return {{"id", glass.id.text()},
          {"registrant_id", glass.registrant_id.text()},
          {"until", glass.until.text()},
          {"registrant", registrant ? encode(*registrant) : Json()}};
}

}  // namespace musubi::wire
