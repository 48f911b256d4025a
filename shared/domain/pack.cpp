#include "shared/domain/pack.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "shared/domain/gazetteer.hpp"

namespace musubi::domain {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool has_digit(std::string_view text) { return std::ranges::any_of(text, is_digit); }

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

// Between digits only: the の of a town's name stays.
void hyphen_between_digits(std::string& text, std::string_view sign) {
  for (auto at = text.find(sign, 1); at != std::string::npos; at = text.find(sign, at + 1)) {
    const auto after = at + sign.size();
    if (after < text.size() && is_digit(text[at - 1]) && is_digit(text[after])) text.replace(at, sign.size(), "-");
  }
}

}  // namespace

PackState state_of(const Pack& pack, Instant now) {
  if (pack.locked_at) return PackState::locked;
  if (pack.returned_at) return PackState::returned;
  return pack.expires_at <= now ? PackState::expired : PackState::live;
}

Instant pack_expiry(Instant now, int hours, const std::optional<Instant>& phase_ends) {
  const Instant whole = now.plus_s(static_cast<std::int64_t>(hours) * 3'600);
  return phase_ends ? std::min(whole, *phase_ends) : whole;
}

std::string household_address(std::string_view address) {
  std::string text = normalized(address);
  if (!has_digit(text)) return {};
  for (const std::string_view prefix : {"神奈川県", "小田原市"})
    if (text.starts_with(prefix)) text.erase(0, prefix.size());
  static constexpr auto k_steps = std::to_array<std::string_view>({"丁目", "番地の", "番地", "番", "号"});
  for (const auto step : k_steps) replace_all(text, step, "-");
  hyphen_between_digits(text, "の");
  replace_all(text, " ", "");
  while (text.find("--") != std::string::npos) replace_all(text, "--", "-");
  while (text.ends_with('-')) text.pop_back();
  return text;
}

}  // namespace musubi::domain
