#include "shared/wire/rules.hpp"

#include <algorithm>

#include "shared/domain/gazetteer.hpp"

namespace musubi::wire {
namespace {

constexpr std::size_t k_email_chars_max = 200;
constexpr std::size_t k_login_chars_min = 3;
constexpr std::size_t k_login_chars_max = 64;
constexpr std::size_t k_word_chars_max = 40;

bool is_small_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

std::optional<std::string> read_text(const Json& value, const Spot& at, std::size_t chars_max, bool is_prose) {
  if (!value.is_string()) return at.refuse(refused::type);
  const std::string_view text = trimmed(value.get_ref<const std::string&>());
  if (text.empty()) return at.refuse(refused::required);
  std::string out = is_prose ? with_plain_breaks(text) : std::string(text);
  if (char_count(out) > chars_max) return at.refuse(refused::too_long);
  if (has_control(out, is_prose)) return at.refuse(refused::format);
  return out;
}

}  // namespace

std::optional<std::string> read_line(const Json& value, const Spot& at, std::size_t chars_max) {
  return read_text(value, at, chars_max, false);
}

std::optional<std::string> read_prose(const Json& value, const Spot& at, std::size_t chars_max) {
  return read_text(value, at, chars_max, true);
}

std::optional<std::string> read_word(const Json& value, const Spot& at) {
  auto text = read_line(value, at, k_word_chars_max);
  if (!text) return text;
  if (!std::ranges::all_of(*text, [](char c) { return is_small_letter_or_digit(c) || c == '_'; }))
    return at.refuse(refused::format);
  return text;
}

std::optional<std::string> read_phone_part(const Json& value, const Spot& at) {
  const auto text = read_line(value, at, limits::phone_chars_max);
  if (!text) return text;
  auto number = phone_text(*text);
  if (!number) return at.refuse(refused::format);
  return number;
}

std::optional<std::string> read_phone(const Json& value, const Spot& at) {
  auto number = read_phone_part(value, at);
  if (!number) return number;
  const std::size_t digits = domain::phone_digits(*number).size();
  if (digits < domain::k_callable_digits_min) return at.refuse(refused::too_short);
  if (digits > domain::k_callable_digits_max) return at.refuse(refused::too_long);
  return number;
}

std::optional<std::string> read_email(const Json& value, const Spot& at) {
  auto text = read_line(value, at, k_email_chars_max);
  if (!text) return text;
  const auto sign = text->find('@');
  const bool is_whole = sign != std::string::npos && sign > 0 && sign + 1 < text->size() &&
                        text->find('@', sign + 1) == std::string::npos && !text->contains(' ');
  if (!is_whole) return at.refuse(refused::format);
  return text;
}

std::optional<std::string> read_login(const Json& value, const Spot& at) {
  auto text = read_line(value, at, k_login_chars_max);
  if (!text) return text;
  std::ranges::transform(*text, text->begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  const auto allowed = [](char c) {
    return is_small_letter_or_digit(c) || c == '.' || c == '_' || c == '@' || c == '-';
  };
  if (!std::ranges::all_of(*text, allowed)) return at.refuse(refused::format);
  if (text->size() < k_login_chars_min) return at.refuse(refused::too_short);
  return text;
}

std::optional<std::string> read_password(const Json& value, const Spot& at, std::size_t chars_min) {
  if (!value.is_string()) return at.refuse(refused::type);
  const auto& text = value.get_ref<const std::string&>();
  const std::size_t chars = char_count(text);
  if (chars < chars_min) return at.refuse(refused::too_short);
  if (chars > limits::password_chars_max) return at.refuse(refused::too_long);
  return text;
}

std::optional<std::int64_t> read_integer(const Json& value, const Spot& at, std::int64_t low, std::int64_t high) {
  constexpr double k_exact_max = 9'007'199'254'740'992.0;  // 2^53: beyond, a double has lost digits
  std::int64_t out = 0;
  if (value.is_number_unsigned()) {
    const auto big = value.get<std::uint64_t>();
    if (big > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
      return at.refuse(refused::out_of_range);
    out = static_cast<std::int64_t>(big);
  } else if (value.is_number_integer()) {
    out = value.get<std::int64_t>();
  } else if (value.is_number_float()) {
    const auto real = value.get<double>();
    if (!std::isfinite(real) || std::trunc(real) != real) return at.refuse(refused::type);
    if (std::fabs(real) > k_exact_max) return at.refuse(refused::out_of_range);
    out = static_cast<std::int64_t>(real);  // 3.0 is an integer in JSON
  } else {
    return at.refuse(refused::type);
  }
  if (out < low || out > high) return at.refuse(refused::out_of_range);
  return out;
}

std::optional<double> read_number(const Json& value, const Spot& at, double low, double high) {
  if (!value.is_number()) return at.refuse(refused::type);
  const auto real = value.get<double>();
  if (!std::isfinite(real) || real < low || real > high) return at.refuse(refused::out_of_range);
  return real;
}

std::optional<Uuid> read_uuid(const Json& value, const Spot& at, bool must_be_v7) {
  if (!value.is_string()) return at.refuse(refused::type);
  const auto id = Uuid::parse(value.get_ref<const std::string&>());
  if (!id || id->is_nil()) return at.refuse(refused::format);
  const bool is_v7 = id->bytes[6] >> 4 == 7 && id->bytes[8] >> 6 == 2;
  if (must_be_v7 && !is_v7) return at.refuse(refused::format);
  return id;
}

std::optional<Instant> read_instant(const Json& value, const Spot& at) {
  if (!value.is_string()) return at.refuse(refused::type);
  const auto time = Instant::parse(value.get_ref<const std::string&>());
  if (!time) return at.refuse(refused::format);
  return time;
}

std::optional<Day> read_day(const Json& value, const Spot& at) {
  if (!value.is_string()) return at.refuse(refused::type);
  const auto date = Day::parse(value.get_ref<const std::string&>());
  if (!date) return at.refuse(refused::format);
  return date;
}

Position required_position(Reader& reader) {
  const double lat = reader.required("lat", number(-90, 90));
  const double lng = reader.required("lng", number(-180, 180));
  return {lat, lng};
}

domain::Change<Position> position_change(Reader& reader) {
  const bool has_lat = reader.has("lat");
  const bool has_lng = reader.has("lng");
  const auto lat = reader.change("lat", number(-90, 90));
  const auto lng = reader.change("lng", number(-180, 180));
  if (has_lat != has_lng) reader.refuse(has_lat ? "lng" : "lat", refused::required);
  if (!lat || !lng) return std::nullopt;  // not mentioned, or refused
  if (lat->has_value() != lng->has_value()) {
    reader.refuse(lat->has_value() ? "lng" : "lat", refused::required);
    return std::nullopt;
  }
  using Inner = std::optional<Position>;
  return std::optional<Inner>(std::in_place, lat->has_value() ? Inner(Position{**lat, **lng}) : Inner());
}

std::optional<Position> optional_position(Reader& reader) { return position_change(reader).value_or(std::nullopt); }

}  // namespace musubi::wire
