#include "shared/wire/pack.hpp"
#include "shared/wire/parts.hpp"

namespace musubi::wire {

Json encode(const domain::Pack& p, domain::PackState state, const std::string& account_name) {
  return {{"id", p.id.text()},
          {"account_id", p.account_id.text()},
          {"account_name", account_name},
          {"device_name", p.device_name},
          {"round_ids", array_of(p.rounds)},
          {"district_ids", array_of(p.districts)},
          {"people", p.people},
          {"state", text_of(state)},
          {"taken_at", p.taken_at.text()},
          {"expires_at", p.expires_at.text()},
          {"seen_at", p.seen_at.text()},
          {"locked_at", or_null(p.locked_at)},
          {"version", p.version}};
}

}  // namespace musubi::wire
