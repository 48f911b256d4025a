#include "shared/wire/decode.hpp"
#include "shared/wire/rules.hpp"

namespace musubi::wire {
namespace {

using domain::Registrant;
using domain::RegistrantPatch;

constexpr int k_level_max = 5;
constexpr std::size_t k_reasons_max = 20;
constexpr std::size_t k_supporters_max = 10;

auto level() { return integer(1, k_level_max); }
auto reasons() { return list(name_line(), k_reasons_max); }
auto supporters() {
  return list(object([](Reader& r) {
                return domain::Supporter{.name = r.required("name", name_line()),
                                         .phone = r.required("phone", phone())};
              }),
              k_supporters_max);
}

// A nested part whose members are read straight into the command.
template <class Read>
void read_part(Reader& r, std::string_view name, Read read) {
  r.optional(name, object([&read](Reader& part) {
               read(part);
               return true;
             }));
}

void read_identity(Reader& r, Registrant& who) {
  who.id = r.optional("id", new_id<RegistrantId>()).value_or(RegistrantId{});
  who.district_id = r.required("district_id", id<DistrictId>());
  who.name = r.required("name", name_line());
  who.name_kana = r.required("name_kana", name_line());
  who.birth_date = r.optional("birth_date", day());
  who.gender = r.optional("gender", name_line());
  who.address = r.required("address", line(limits::address_chars_max));
  who.phone = r.optional("phone", phone());
  who.position = optional_position(r);
}

}  // namespace

Result<domain::NewRegistrant> decode_new_registrant(const Json& body) {
  Reader r(body);
  domain::NewRegistrant ask;
  Registrant& who = ask.registrant;
  read_identity(r, who);
  read_part(r, "support", [&who](Reader& part) {
    who.support_level = part.optional("level", level());
    who.support_reasons = part.value_or("reasons", reasons(), {});
    who.support_note = part.optional("note", prose());
  });
  read_part(r, "plan", [&who](Reader& part) {
    who.supporters = part.value_or("supporters", supporters(), {});
    who.plan_shelter = part.optional("shelter", line(limits::address_chars_max));
    who.plan_route = part.optional("route", prose());
    who.plan_keys = part.optional("keys", prose());
  });
  read_part(r, "family", [&who](Reader& part) { who.family_note = part.optional("note", prose()); });
  read_part(r, "consent", [&who](Reader& part) {
    who.consented = part.required("normal_time", boolean());
    who.consent_on = part.optional("on", day());
  });
  return finished(r, std::move(ask));
}

Result<RegistrantPatch> decode_registrant_patch(const Json& body) {
  Reader r(body);
  RegistrantPatch ask;
  ask.district_id = r.patch("district_id", id<DistrictId>());
  ask.name = r.patch("name", name_line());
  ask.name_kana = r.patch("name_kana", name_line());
  ask.birth_date = r.change("birth_date", day());
  ask.gender = r.change("gender", name_line());
  ask.address = r.patch("address", line(limits::address_chars_max));
  ask.phone = r.change("phone", phone());
  ask.position = position_change(r);
  ask.status = r.patch("status", choice<domain::RegistrantStatus>());
  read_part(r, "support", [&ask](Reader& part) {
    ask.support_level = part.change("level", level());
    ask.support_reasons = part.patch("reasons", reasons());
    ask.support_note = part.change("note", prose());
  });
  read_part(r, "plan", [&ask](Reader& part) {
    ask.supporters = part.patch("supporters", supporters());
    ask.plan_shelter = part.change("shelter", line(limits::address_chars_max));
    ask.plan_route = part.change("route", prose());
    ask.plan_keys = part.change("keys", prose());
  });
  read_part(r, "family", [&ask](Reader& part) { ask.family_note = part.change("note", prose()); });
  read_part(r, "consent", [&ask](Reader& part) {
    ask.consented = part.patch("normal_time", boolean());
    ask.consent_on = part.change("on", day());
  });
  return finished(r, std::move(ask));
}

}  // namespace musubi::wire
