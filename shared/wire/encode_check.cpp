#include "shared/domain/safety.hpp"
#include "shared/domain/short_number.hpp"
#include "shared/wire/encode.hpp"
#include "shared/wire/parts.hpp"

namespace musubi::wire {
namespace {

using domain::Progress;
using domain::SafetyStatus;

Json encode_row(const Progress& row) {
  Json counts = Json::object();
  for (const auto name : domain::all_codes<SafetyStatus>()) {
    const auto status = *domain::from_code<SafetyStatus>(name);
    // Deaths never stand under their own word; the policy has emptied this box for whoever may not know.
    const bool is_restricted = status == SafetyStatus::deceased;
    counts[is_restricted ? "restricted" : std::string(name)] = row.counts[static_cast<std::size_t>(status)];
  }
  return {{"district_id", or_null(row.district_id)},
          {"total", row.total()},
          {"counts", std::move(counts)},
          {"open", row.open()},
          {"oldest_open_since", or_null(row.oldest_open_since)},
          {"last_recorded_at", or_null(row.last_recorded_at)},
          {"needs_open", row.needs_open},
          {"rescue", row.counts[static_cast<std::size_t>(SafetyStatus::needs_rescue)]}};
}

Json encode_dot(const domain::Dot& dot) {
  Json out{{"lat", dot.position.lat},
           {"lng", dot.position.lng},
           {"status", text_of(dot.status)},
           {"district_id", or_null(dot.district_id)}};
  if (dot.registrant_id) {
    out["registrant_id"] = dot.registrant_id->text();
    out["since"] = or_null(dot.since);
    if (dot.number) out["number"] = domain::short_number('R', *dot.number);
    if (dot.count == 0) out["count"] = 0;
  } else {
    out["count"] = dot.count;
  }
  return out;
}

Json encode_dot(const domain::NeedDot& dot) {
  Json out{{"lat", dot.position.lat},
           {"lng", dot.position.lng},
           {"status", text_of(dot.status)},
           {"priority", text_of(dot.priority)}};
  if (dot.district_id) out["district_id"] = dot.district_id->text();
  if (dot.need_id) {
    out["need_id"] = dot.need_id->text();
    out["number"] = dot.number ? Json(domain::short_number('N', *dot.number)) : Json();
  } else {
    out["count"] = dot.count;
  }
  return out;
}

template <class Dots>
Json encode_dots(const Dots& dots) {
  Json out = Json::array();
  out.get_ref<Json::array_t&>().reserve(dots.size());
  for (const auto& dot : dots) out.push_back(encode_dot(dot));
  return out;
}

}  // namespace

Json encode(const domain::Disclosed<domain::CheckView>& disclosed) {
  const domain::SafetyCheck& check = disclosed->check;
  Json out{{"round_id", check.round_id.text()},
           {"status", text_of(check.status)},
           {"occurred_at", check.occurred_at.text()},
           {"recorded_at", check.recorded_at.text()},
           {"method", text_of(check.method)},
           {"confidence", text_of(check.confidence)},
           {"next_check_at", or_null(check.next_check_at)}};
  if (disclosed->shows_note) {
    out["note"] = or_null(check.note);
    out["told_by"] = or_null(check.told_by);
  }
  if (disclosed->shows_ids) {
    out["id"] = check.id.text();
    out["registrant_id"] = check.registrant_id.text();
    out["need_id"] = or_null(check.need_id);
  }
  return out;
}

Json encode(const domain::Disclosed<std::vector<domain::Dot>>& dots) { return encode_dots(*dots); }
Json encode(const domain::Disclosed<std::vector<domain::NeedDot>>& dots) { return encode_dots(*dots); }

Json encode(const domain::Disclosed<std::vector<Progress>>& progress) {
  Json out = Json::array();
  for (const auto& row : *progress) out.push_back(encode_row(row));
  return out;
}

Json encode_total(const domain::Disclosed<std::vector<Progress>>& progress) {
  return encode_row(domain::total_of(*progress));
}

Json encode(const domain::CheckRound& round) {
  return {{"id", round.id.text()},
          {"incident_id", round.incident_id.text()},
          {"number", round.number},
          {"name", round.name},
          {"started_at", round.started_at.text()},
          {"closed_at", or_null(round.closed_at)},
          {"district_ids", array_of(round.district_ids)},
          {"cause", or_null(round.cause)},
          {"version", round.version}};
}

}  // namespace musubi::wire
