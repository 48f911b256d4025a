#include "server/app/workshop.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <stdexcept>

#include "server/store/sqlite/sqlite_driver.hpp"

namespace musubi::app {
namespace {

Instant clock_now() {
  using std::chrono::duration_cast;
  return {duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count()};
}

constexpr std::string_view k_request = "subcommand";

}  // namespace

Workshop::Workshop(Options options)
    : options_(std::move(options)), folder_(options_.data, true), actor_(domain::the_system()) {
  if (!options_.now) options_.now = clock_now;
  if (!options_.make_id) options_.make_id = flow::random_ids([] { return clock_now().ms; });
  store::StoreOptions settings;
  settings.readers = 1;
  settings.on_fault = [](std::string_view line) { fmt::print(stderr, "{}\n", line); };
  auto driver = std::make_unique<store::SqliteDriver>(store::SqliteOptions{.path = folder_.database()});
  store_ =
      std::make_unique<store::Store>(std::move(driver), store::load_key(folder_.key_file(), true), std::move(settings));
  store_->read_now([this](store::ReadTx& tx) { memory_.load(tx, options_.now()); });
}

Result<flow::Outcome> Workshop::run(const flow::Command& command) {
  Result<flow::Outcome> result = fail(Code::broken, "did not run");
  const auto end = store_->write_now([&](store::Tx& tx) {
    flow::Write w{tx, actor_, options_.now(), memory_, options_.make_id, k_request};
    result = command(w);
    return result ? store::Verdict::keep : store::Verdict::refuse;
  });
  if (end == store::End::committed || end == store::End::refused) return result;
  return fail(end == store::End::full ? Code::storage_full : Code::broken, "the store did not keep it");
}

void Workshop::look(const std::function<void(flow::Read&)>& reading) {
  const auto end = store_->read_now([&](store::ReadTx& tx) {
    flow::Read r{tx, actor_, options_.now(), memory_, k_request};
    reading(r);
  });
  if (end != store::End::committed) throw std::runtime_error("the data could not be read");
}

int guarded(const std::string& instead, const std::function<int()>& work) {
  try {
    return work();
  } catch (const store::StoreError& e) {
    if (e.kind == store::StoreError::Kind::locked) {
      fmt::print(stderr, "The server is running on this data: {}\n", instead);
      return k_exit_running;
    }
    fmt::print(stderr, "{}\n", e.what());
  } catch (const std::exception& e) {
    fmt::print(stderr, "{}\n", e.what());
  }
  return k_exit_broken;
}

}  // namespace musubi::app
