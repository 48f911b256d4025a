#include "shared/domain/rescue.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <numbers>

#include "shared/domain/calendar.hpp"

namespace musubi::domain {
namespace {

constexpr double k_landmark_m = 1000;
constexpr double k_step_m = 50;

// From `from` as seen towards `to`, in eight directions.
std::string_view direction(const Position& from, const Position& to) {
  constexpr std::array<std::string_view, 8> k_names{"北", "北東", "東", "南東", "南", "南西", "西", "北西"};
  constexpr double k_rad = std::numbers::pi / 180;
  const double north = to.lat - from.lat;
  const double east = (to.lng - from.lng) * std::cos(from.lat * k_rad);
  const double eighths = std::atan2(east, north) / (std::numbers::pi / 4);
  return k_names[static_cast<std::size_t>(std::lround(eighths) + 8) % 8];
}

std::string moment_text(Instant at) {
  const auto date = date_of(Day::of(at));
  const int minute = minute_of_day(at);
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%d月%d日 %d:%02d", date.month, date.day, minute / 60, minute % 60);
  return text.data();
}

std::string degrees(const Position& p) {
  std::array<char, 48> text{};
  std::snprintf(text.data(), text.size(), "%.5f, %.5f", p.lat, p.lng);
  return text.data();
}

}  // namespace

Result<void> may_hand_over(const Rescue& rescue) {
  if (rescue.status == RescueStatus::closed) return fail(Code::wrong_state);
  return {};
}

Result<void> may_close(const Rescue& rescue) {
  if (rescue.status == RescueStatus::closed) return fail(Code::wrong_state);
  return {};
}

std::vector<std::string> words_for_119(const RescueCall& call) {
  std::vector<std::string> lines;
  if (call.is_drill) lines.emplace_back("【訓練】119番にはかけません。読み上げの練習だけをします。");
  lines.emplace_back("火事ですか、救急ですか → 救急です。");
  lines.push_back("場所: " +
                  (call.address.empty() ? std::string("わかりません（名簿を見る権限がありません）") : call.address));
  if (call.landmark) lines.push_back("目標: " + *call.landmark);
  if (call.position) lines.push_back("緯度・経度: " + degrees(*call.position));
  std::string who = "名前: ";
  if (call.name.empty()) {
    who += "わかりません";
  } else {
    who += call.name_kana.empty() ? call.name : call.name_kana + "（" + call.name + "）";
    who += "様";
    if (call.age) who += "、" + std::to_string(*call.age) + "歳";
  }
  lines.push_back(std::move(who));
  lines.push_back("様子: " + call.state.value_or("救助か医療が急いで必要です。くわしい様子はわかりません") + "（" +
                  moment_text(call.seen_at) + " に確認）");
  if (call.told_by) lines.push_back("知らせた人: " + *call.told_by);
  if (call.phone) lines.push_back("本人の電話: " + *call.phone);
  lines.emplace_back("かけている人: 自分の名前と、折り返しの電話番号を言います。");
  return lines;
}

std::optional<std::string> landmark_of(const Position& at, std::span<const Place> places) {
  const Place* nearest = nullptr;
  double best_m = k_landmark_m;
  for (const auto& place : places) {
    const double m = distance_m(place.position, at);
    if (m > best_m || (nearest != nullptr && m == best_m && nearest->name <= place.name)) continue;
    nearest = &place;
    best_m = m;
  }
  if (nearest == nullptr) return std::nullopt;
  const auto steps = std::lround(best_m / k_step_m);
  if (steps <= 1) return nearest->name + "のすぐ近く";
  return nearest->name + "から" + std::string(direction(nearest->position, at)) + "へ約" +
         std::to_string(steps * static_cast<long>(k_step_m)) + "m";
}

int age_on(Day birth, Day today) {
  const auto b = date_of(birth);
  const auto t = date_of(today);
  const bool had_birthday = std::pair(t.month, t.day) >= std::pair(b.month, b.day);
  return t.year - b.year - (had_birthday ? 0 : 1);
}

}  // namespace musubi::domain
