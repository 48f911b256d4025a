#pragma once
// The text of a live event, put together piece by piece.

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <utility>

#include "shared/wire/json.hpp"

namespace musubi::app {

inline std::string text_of(const wire::Json& json) {
  return json.dump(-1, ' ', false, wire::Json::error_handler_t::replace);
}

// One event's object, put together from members that are encoded already.
class EventText {
 public:
  explicit EventText(const wire::Json& head) : text_(text_of(head)) {}
  void put_text(std::string_view name, std::string_view json) {
    text_.pop_back();
    text_.append(",\"").append(name).append("\":").append(json).push_back('}');
  }
  void put(std::string_view name, const wire::Json& json) { put_text(name, text_of(json)); }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

}  // namespace musubi::app
