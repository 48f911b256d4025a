#include "server/store/driver.hpp"

#include <algorithm>

namespace musubi::store {
namespace {

[[noreturn]] void wrong_type(std::size_t column, const char* wanted) {
  throw StoreError(StoreError::Kind::broken, "column " + std::to_string(column) + " is not " + wanted);
}

template <class T>
const T& at(const std::vector<Value>& values, std::size_t column, const char* wanted) {
  if (column >= values.size()) wrong_type(column, "there");
  const T* value = std::get_if<T>(&values[column]);
  if (value == nullptr) wrong_type(column, wanted);
  return *value;
}

}  // namespace

bool Row::is_null(std::size_t column) const {
  if (column >= values_.size()) wrong_type(column, "there");
  return std::holds_alternative<std::monostate>(values_[column]);
}

std::int64_t Row::i64(std::size_t column) const { return at<std::int64_t>(values_, column, "an integer"); }

double Row::real(std::size_t column) const {
  if (column < values_.size()) {
    if (const auto* whole = std::get_if<std::int64_t>(&values_[column])) return static_cast<double>(*whole);
  }
  return at<double>(values_, column, "a number");
}

bool Row::flag(std::size_t column) const {
  const std::int64_t value = i64(column);
  if (value != 0 && value != 1) wrong_type(column, "a flag");
  return value == 1;
}

const std::string& Row::text(std::size_t column) const { return at<std::string>(values_, column, "text"); }

const Bytes& Row::bytes(std::size_t column) const { return at<Bytes>(values_, column, "bytes"); }

Uuid Row::uuid(std::size_t column) const {
  const std::string& data = bytes(column).data;
  Uuid out;
  if (data.size() != out.bytes.size()) wrong_type(column, "an id");
  std::ranges::transform(data, out.bytes.begin(), [](char c) { return static_cast<std::uint8_t>(c); });
  return out;
}

}  // namespace musubi::store
