#include <algorithm>

#include "shared/wire/pack.hpp"
#include "shared/wire/rules.hpp"

namespace musubi::wire {
namespace {

constexpr std::size_t k_ticket_chars_min = 22;  // 128 bits as base64url
constexpr std::size_t k_ticket_chars_max = 64;
constexpr std::size_t k_pack_districts_max = 50;

bool is_base64url(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

auto ticket() {
  return Rule{[](const Json& v, const Spot& at) -> std::optional<std::string> {
                if (!v.is_string()) return at.refuse(refused::type);
                const auto& text = v.get_ref<const std::string&>();
                if (text.size() > k_ticket_chars_max) return at.refuse(refused::too_long);
                if (!std::ranges::all_of(text, is_base64url)) return at.refuse(refused::format);
                if (text.size() < k_ticket_chars_min) return at.refuse(refused::too_short);
                return text;
              },
              false};
}

auto hours() { return integer(1, domain::k_pack_hours_max); }

}  // namespace

Result<domain::NewPack> decode_new_pack(const Json& body) {
  Reader r(body);
  domain::NewPack ask;
  ask.id = r.optional("id", new_id<PackId>());
  ask.round_id = r.optional("round_id", id<RoundId>());
  ask.district_ids = r.value_or("district_ids", list(id<DistrictId>(), k_pack_districts_max), {});
  ask.device_name = r.required("device_name", name_line());
  ask.ticket = r.required("ticket", ticket());
  ask.hours = r.value_or("hours", hours(), domain::k_pack_hours_default);
  return finished(r, std::move(ask));
}

Result<domain::RenewPack> decode_renew_pack(const Json& body) {
  Reader r(body);
  domain::RenewPack ask;
  ask.hours = r.value_or("hours", hours(), domain::k_pack_hours_default);
  return finished(r, std::move(ask));
}

Result<domain::PackContact> decode_pack_contact(const Json& body) {
  Reader r(body);
  domain::PackContact said;
  said.ticket = r.required("ticket", ticket());
  said.is_wiped = r.value_or("wiped", boolean(), false);
  return finished(r, std::move(said));
}

}  // namespace musubi::wire
