#include "server/app/tile_sources.hpp"

#include <array>
#include <initializer_list>
#include <set>
#include <stdexcept>

namespace musubi::app {
namespace {

struct Layer {
  const char* hazard;
  const char* name;
  const char* layer;
};
// 重ねるハザードマップ as 国土地理院 names its layers.
constexpr auto k_layers = std::to_array<Layer>({
    {"flood", "洪水浸水想定（想定最大規模）", "01_flood_l2_shinsuishin_data"},
    {"inland_flood", "内水浸水想定", "02_naisui_data"},
    {"storm_surge", "高潮浸水想定", "03_hightide_l2_shinsuishin_data"},
    {"tsunami", "津波浸水想定", "04_tsunami_newlegend_data"},
    {"landslide", "土石流 警戒区域", "05_dosekiryukeikaikuiki"},
    {"landslide", "急傾斜地 警戒区域", "05_kyukeishakeikaikuiki"},
    {"landslide", "地すべり 警戒区域", "05_jisuberikeikaikuiki"},
});

void check(const std::string& option, const std::string& url, std::initializer_list<const char*> parts) {
  const bool is_url = url.starts_with("https://") || url.starts_with("http://");
  const bool is_plain = url.find_first_of(" ;,'\"") == std::string::npos;  // it becomes part of a page's policy
  if (!is_url || !is_plain) throw std::runtime_error(option + " must be an http or https URL");
  for (const char* part : parts)
    if (url.find(part) == std::string::npos) throw std::runtime_error(option + " needs " + part);
}

std::string origin_of(const std::string& url) { return url.substr(0, url.find('/', url.find("//") + 2)); }

std::string with_layer(std::string url, std::string_view layer) {
  constexpr std::string_view k_part = "{layer}";
  return url.replace(url.find(k_part), k_part.size(), layer);
}

}  // namespace

api::TileSources tile_sources(const ServeOptions& options) {
  api::TileSources tiles;
  if (options.gsi_tiles) {
    check("--gsi-url", options.gsi_url, {"{z}", "{x}", "{y}"});
    tiles.gsi_url = options.gsi_url;
  }
  if (!options.hazard_tiles) return tiles;
  check("--hazard-url", options.hazard_url, {"{layer}", "{z}", "{x}", "{y}"});
  for (const auto& one : k_layers)
    tiles.hazards.push_back({one.hazard, one.name, with_layer(options.hazard_url, one.layer)});
  return tiles;
}

std::string image_origins(const api::TileSources& tiles) {
  std::set<std::string> origins;
  if (tiles.gsi_url) origins.insert(origin_of(*tiles.gsi_url));
  for (const auto& one : tiles.hazards) origins.insert(origin_of(one.url));
  std::string out;
  for (const auto& origin : origins) out += (out.empty() ? "" : " ") + origin;
  return out;
}

}  // namespace musubi::app
