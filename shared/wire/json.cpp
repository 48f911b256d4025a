#include "shared/wire/json.hpp"

#include <algorithm>

#include "shared/base/limits.hpp"

namespace musubi::wire {
namespace {

// Builds the value while it is read, so that depth, doubled names and NUL are refused before they cost anything.
class Builder : public nlohmann::json_sax<Json> {
 public:
  bool null() override { return put(nullptr); }
  bool boolean(bool value) override { return put(value); }
  bool number_integer(number_integer_t value) override { return put(value); }
  bool number_unsigned(number_unsigned_t value) override { return put(value); }
  bool number_float(number_float_t value, const string_t& /*text*/) override { return put(value); }
  bool string(string_t& value) override { return !value.contains('\0') && put(std::move(value)); }
  bool binary(binary_t& /*value*/) override { return false; }
  bool start_object(std::size_t /*size*/) override { return open(Json::object()); }
  bool start_array(std::size_t /*size*/) override { return open(Json::array()); }
  bool end_object() override { return shut(); }
  bool end_array() override { return shut(); }
  bool key(string_t& name) override {
    if (name.contains('\0')) return false;
    const auto [member, is_new] = open_.back()->emplace(std::move(name), nullptr);
    member_ = &*member;
    return is_new;
  }
  bool parse_error(std::size_t /*at*/, const std::string& /*token*/, const Json::exception& /*why*/) override {
    return false;
  }

  Json take() { return std::move(root_); }

 private:
  template <class Value>
  bool put(Value&& value) {
    place(Json(std::forward<Value>(value)));
    return true;
  }

  Json* place(Json value) {
    if (open_.empty()) return &(root_ = std::move(value));
    if (open_.back()->is_array()) return &open_.back()->emplace_back(std::move(value));
    return &(*member_ = std::move(value));
  }

  bool open(Json empty) {
    if (open_.size() >= limits::json_depth_max) return false;
    open_.push_back(place(std::move(empty)));
    return true;
  }

  bool shut() {
    open_.pop_back();
    return true;
  }

  Json root_;
  std::vector<Json*> open_;  // an array grows only at its end and only while nothing in it is open: pointers hold
  Json* member_{nullptr};
};

// A member's name is sent back only when it looks like one; anything else may be somebody's data in the wrong place.
bool is_plain_name(std::string_view name) {
  constexpr std::size_t k_name_bytes_max = 40;
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  };
  const bool has_letter = std::ranges::any_of(name, [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; });
  return has_letter && name.size() <= k_name_bytes_max && std::ranges::all_of(name, plain);
}

}  // namespace

Result<Json> parse_json(std::string_view body) {
  Builder builder;
  if (!Json::sax_parse(body.begin(), body.end(), &builder)) return fail(Code::malformed, "json refused");
  return builder.take();
}

std::string Spot::path() const {
  std::string own = index_ ? std::to_string(*index_) : std::string(name_);
  if (parent_ == nullptr) return own;
  std::string before = parent_->path();
  return before.empty() ? own : before + "/" + own;
}

std::nullopt_t Spot::refuse(std::string_view code) const {
  if (!is_full()) findings_->push_back({path(), std::string(code)});
  return std::nullopt;
}

const Json* Reader::find(std::string_view name) {
  asked_.push_back(name);
  if (!body_.is_object()) return nullptr;
  const auto member = body_.find(name);
  return member == body_.end() ? nullptr : &*member;
}

void Reader::close() {
  if (!body_.is_object()) return;
  for (auto member = body_.begin(); member != body_.end(); ++member) {
    const std::string& name = member.key();
    if (std::ranges::find(asked_, std::string_view(name)) != asked_.end()) continue;
    if (is_plain_name(name))
      Spot(*at_, std::string_view(name)).refuse(refused::unknown);
    else
      at_->refuse(refused::unknown);
    if (at_->is_full()) return;
  }
}

Result<void> Reader::finish() {
  if (!body_.is_object()) return fail(Code::malformed, "body is not an object");
  close();
  if (!own_.empty()) return fail_fields(own_);
  return {};
}

}  // namespace musubi::wire
