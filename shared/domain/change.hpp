#pragma once
// What a patch says about a member that may be empty.

#include <optional>

namespace musubi::domain {

// nullopt: not mentioned. Inner nullopt: null, that is, taken away.
template <class T>
using Change = std::optional<std::optional<T>>;

}  // namespace musubi::domain
