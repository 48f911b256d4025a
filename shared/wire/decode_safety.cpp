#include "shared/wire/decode.hpp"
#include "shared/wire/rules.hpp"
#include "shared/wire/safety.hpp"

namespace musubi::wire {
namespace {

constexpr std::size_t k_arrivals_per_call_max = 500;
constexpr std::size_t k_timer_lines_max = 6;
constexpr int k_level_max = 5;
constexpr int k_day_minutes = 1440;

auto arrival_person() {
  return object([](Reader& r) {
    return domain::ArrivalPerson{.name = r.required("name", name_line()),
                                 .name_kana = r.optional("name_kana", name_line()),
                                 .birth_date = r.optional("birth_date", day()),
                                 .phone = r.optional("phone", phone_part())};
  });
}

auto timer_line() {
  return object([](Reader& r) {
    return domain::EscalationMinutes{.level = r.required("level", integer(0, k_level_max)),
                                     .to_coordinator = r.required("to_coordinator", integer(1, k_day_minutes)),
                                     .to_center = r.required("to_center", integer(1, k_day_minutes)),
                                     .to_hq = r.required("to_hq", integer(1, k_day_minutes))};
  });
}

}  // namespace

Result<CheckId> decode_settlement(const Json& body) {
  Reader r(body);
  auto chosen = r.required("check_id", id<CheckId>());
  return finished(r, std::move(chosen));
}

Result<domain::HandOverRescue> decode_hand_over(const Json& body) {
  Reader r(body);
  domain::HandOverRescue ask;
  ask.to = r.required("to", choice<domain::RescueTo>());
  ask.contact = r.optional("contact", name_line());
  ask.note = r.optional("note", prose());
  return finished(r, std::move(ask));
}

Result<domain::CloseRescue> decode_close_rescue(const Json& body) {
  Reader r(body);
  domain::CloseRescue ask;
  ask.result = r.required("result", choice<domain::RescueResult>());
  ask.note = r.optional("note", prose());
  return finished(r, std::move(ask));
}

Result<domain::NewArrival> decode_new_arrival(const Json& body) {
  Reader r(body);
  domain::NewArrival ask;
  ask.shelter_id = r.optional("shelter_id", id<>());
  ask.name = r.optional("name", name_line());
  ask.people = r.required("people", list(arrival_person(), k_arrivals_per_call_max, Doubles::keep));
  if (r.has("people") && body["people"].is_array() && body["people"].empty()) r.refuse("people", refused::too_short);
  return finished(r, std::move(ask));
}

Result<domain::ChooseArrival> decode_choose_arrival(const Json& body) {
  Reader r(body);
  domain::ChooseArrival ask;
  ask.line = r.required("line", integer(1, static_cast<int>(k_arrivals_per_call_max)));
  ask.registrant_id = r.optional("registrant_id", id<RegistrantId>());
  return finished(r, std::move(ask));
}

Result<std::vector<domain::EscalationMinutes>> decode_timers(const Json& body) {
  Reader r(body);
  auto lines = r.required("items", list(timer_line(), k_timer_lines_max));
  return finished(r, std::move(lines));
}

}  // namespace musubi::wire
