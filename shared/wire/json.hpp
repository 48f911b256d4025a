#pragma once
// Reads untrusted JSON: first the text (parse_json), then its members (Reader), collecting every field that is wrong.

#include <nlohmann/json.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "shared/base/result.hpp"
#include "shared/domain/commands.hpp"
#include "shared/wire/text.hpp"

namespace musubi::wire {

using Json = nlohmann::json;

// Strict: one value, valid UTF-8, at most limits::json_depth_max deep, no NUL character in any string, no name twice in
// one object. Anything else is Code::malformed.
Result<Json> parse_json(std::string_view body);

// The words of errors[].code.
namespace refused {
inline constexpr std::string_view required = "required";
inline constexpr std::string_view type = "type";
inline constexpr std::string_view too_long = "too_long";
inline constexpr std::string_view too_short = "too_short";
inline constexpr std::string_view out_of_range = "out_of_range";
inline constexpr std::string_view unknown = "unknown";
inline constexpr std::string_view format = "format";
}  // namespace refused

inline constexpr std::size_t k_findings_max = 50;

// A place in the body while it is read: its path becomes text only when something is wrong there.
class Spot {
 public:
  explicit Spot(std::vector<FieldError>& findings) : findings_(&findings) {}
  Spot(const Spot& parent, std::string_view name) : findings_(parent.findings_), parent_(&parent), name_(name) {}
  Spot(const Spot& parent, std::size_t index) : findings_(parent.findings_), parent_(&parent), index_(index) {}

  // After k_findings_max the rest is left out: an answer must not be larger than its question.
  std::nullopt_t refuse(std::string_view code) const;
  [[nodiscard]] std::string path() const;
  [[nodiscard]] bool is_full() const { return findings_->size() >= k_findings_max; }

 private:
  std::vector<FieldError>* findings_;
  const Spot* parent_{nullptr};
  std::string_view name_;
  std::optional<std::size_t> index_;
};

// How one value is read: `read(json, spot)` gives the value, or refuses at the spot and gives nullopt.
template <class Read>
struct Rule {
  using Value = typename std::invoke_result_t<const Read&, const Json&, const Spot&>::value_type;
  Read read;
  bool blank_is_null{false};  // a text of spaces means "nothing"
};

// Reads one object. Every member is asked for by name; what nobody asked for is refused as unknown.
class Reader {
 public:
  // The whole body; it must be an object, or finish() says malformed.
  explicit Reader(const Json& body) : body_(body), root_(own_), at_(&root_) {}
  // A nested object, whose caller has made sure that it is one and calls close().
  Reader(const Json& body, const Spot& at) : body_(body), root_(own_), at_(&at) {}
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  [[nodiscard]] bool has(std::string_view name) const { return body_.is_object() && body_.contains(name); }

  // Missing or null is `required`.
  template <class R>
  typename Rule<R>::Value required(std::string_view name, const Rule<R>& rule) {
    const Json* const member = find(name);
    const Spot spot(*at_, name);
    if (member == nullptr || is_nothing(*member, rule)) {
      spot.refuse(refused::required);
      return {};
    }
    auto value = rule.read(*member, spot);
    return value ? std::move(*value) : typename Rule<R>::Value{};
  }

  // Missing and null are the same.
  template <class R>
  std::optional<typename Rule<R>::Value> optional(std::string_view name, const Rule<R>& rule) {
    const Json* const member = find(name);
    if (member == nullptr || is_nothing(*member, rule)) return std::nullopt;
    return rule.read(*member, Spot(*at_, name));
  }

  template <class R>
  typename Rule<R>::Value value_or(std::string_view name, const Rule<R>& rule, typename Rule<R>::Value fallback) {
    auto value = optional(name, rule);
    return value ? std::move(*value) : std::move(fallback);
  }

  // For a patch of what cannot be empty: missing keeps it, null is `required`.
  template <class R>
  std::optional<typename Rule<R>::Value> patch(std::string_view name, const Rule<R>& rule) {
    if (!has(name)) return std::nullopt;
    return required(name, rule);
  }

  // For a patch of what may be empty: missing keeps it, null takes it away.
  template <class R>
  domain::Change<typename Rule<R>::Value> change(std::string_view name, const Rule<R>& rule) {
    using Inner = std::optional<typename Rule<R>::Value>;
    const Json* const member = find(name);
    if (member == nullptr) return std::nullopt;
    if (is_nothing(*member, rule)) return std::optional<Inner>(std::in_place, std::nullopt);
    auto value = rule.read(*member, Spot(*at_, name));
    if (!value) return std::nullopt;
    return std::optional<Inner>(std::in_place, std::move(value));
  }

  // A rule between members was broken.
  void refuse(std::string_view name, std::string_view code) const { Spot(*at_, name).refuse(code); }
  // Refuses what nobody asked for.
  void close();
  // close(), then Code::malformed (not an object) or Code::invalid with all fields.
  Result<void> finish();

 private:
  const Json* find(std::string_view name);
  template <class R>
  static bool is_nothing(const Json& member, const Rule<R>& rule) {
    if (member.is_null()) return true;
    return rule.blank_is_null && member.is_string() && is_blank(member.get_ref<const std::string&>());
  }

  const Json& body_;
  std::vector<FieldError> own_;
  Spot root_;
  const Spot* at_;
  std::vector<std::string_view> asked_;
};

}  // namespace musubi::wire
