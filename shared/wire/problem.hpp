#pragma once
// Every refusal as HTTP status, wire code and words (RFC 9457), in one table.

#include <nlohmann/json_fwd.hpp>

#include <string_view>

#include "shared/base/result.hpp"

namespace musubi::wire {

using Json = nlohmann::json;

struct ProblemWords {
  Code code{};
  int status{500};
  std::string_view wire_code;
  std::string_view title_ja;
  std::string_view title_en;
  std::string_view detail_ja;  // what is kept, and what to do next
  std::string_view detail_en;
};

const ProblemWords& words_of(Code code);
int http_status(Code code);
std::string_view wire_code(Code code);
// What is said about one field; `code` is a word of wire::refused, or unknown_reference.
std::string_view field_message(std::string_view code);

// {type, title, title_en, detail, detail_en, status, code, errors, next}. Nothing of error.detail, nothing that was
// sent in: only words from the table, names of fields and steps.
Json problem(const Error& error);

}  // namespace musubi::wire
