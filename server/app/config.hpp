#pragma once
// Everything an operator can set, in one table: command line, environment (MUSUBI_…) or a TOML-like config file.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace musubi::app {

struct ServeOptions {
  std::string data{"data"};
  std::string address{"127.0.0.1"};
  std::uint16_t port{8080};
  std::string client{"client-web/dist"};
  std::string maps;       // folder with *.pmtiles; empty: <data>/maps
  bool gsi_tiles{false};  // lets browsers load 地理院タイル from the internet, with their credit
  std::string gsi_url{"https://cyberjapandata.gsi.go.jp/xyz/pale/{z}/{x}/{y}.png"};  // a mirror may stand in
  bool hazard_tiles{false};                                                          // and 重ねるハザードマップ
  std::string hazard_url{"https://disaportaldata.gsi.go.jp/raster/{layer}/{z}/{x}/{y}.png"};
  int readers{2};
  std::int64_t clock_shift_s{0};  // the house lives this much later, or earlier; on loopback only
};

}  // namespace musubi::app
