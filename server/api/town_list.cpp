#include "server/api/town_list.hpp"

#include <string>
#include <utility>
#include <vector>

#include "shared/wire/json.hpp"

namespace musubi::api {
namespace {

struct Element {
  domain::TownRow row;
  const char* broken{nullptr};  // the member that is not what it should be
};

Element element(const wire::Json& one) {
  Element e;
  const auto text = [&](const char* name, std::string& into, bool needed) {
    const auto at = one.find(name);
    if (at == one.end() || at->is_null()) {
      if (needed && !e.broken) e.broken = name;
    } else if (at->is_string()) {
      into = at->get<std::string>();
    } else if (!e.broken) {
      e.broken = name;
    }
  };
  const auto degrees = [&](const char* name, double& into) {
    const auto at = one.find(name);
    if (at != one.end() && at->is_number())
      into = at->get<double>();
    else if (!e.broken)
      e.broken = name;
  };
  if (!one.is_object()) {
    e.broken = "";
    return e;
  }
  text("town", e.row.town, true);
  text("koaza", e.row.koaza, false);
  degrees("lat", e.row.lat);
  degrees("lng", e.row.lng);
  return e;
}

}  // namespace

Result<flow::ImportFile> read_town_list(std::string_view body, const domain::ImportSetting& setting) {
  const auto json = wire::parse_json(body);
  if (!json) return pass_on(json.error());
  if (!json->is_array()) return fail(Code::malformed, "town list is not an array");
  std::vector<domain::TownRow> rows;
  std::vector<std::size_t> lines;
  std::vector<domain::Reject> broken;
  for (std::size_t i = 0; i < json->size(); ++i) {
    auto one = element((*json)[i]);
    if (one.broken) {
      broken.push_back({i + 1, one.broken, "format"});
    } else {
      rows.push_back(std::move(one.row));
      lines.push_back(i + 1);
    }
  }
  auto places = domain::places_from_towns(rows, setting);
  // Numbers of the elements that were readable become numbers in the file.
  for (auto& line : places.lines) line = lines[line - 1];
  if (rows.empty() && !broken.empty()) places.rejected.clear();
  for (auto& reject : places.rejected)
    if (!lines.empty()) reject.line = lines[reject.line - 1];
  places.rejected.insert(places.rejected.end(), broken.begin(), broken.end());
  places.rejected = flow::by_line(std::move(places.rejected));
  places.rows = json->size();
  return flow::ImportFile{domain::ImportKind::places, std::move(places)};
}

}  // namespace musubi::api
