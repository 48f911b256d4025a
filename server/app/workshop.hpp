#pragma once
// The data of a folder that no server runs on, opened for one subcommand (law 1: it holds the folder's lock and changes
// things by the same commands as the server).

#include <functional>
#include <memory>
#include <string>

#include "server/flow/env.hpp"
#include "server/flow/memory.hpp"
#include "server/store/data_folder.hpp"
#include "server/store/store.hpp"

namespace musubi::app {

class Workshop {
 public:
  struct Options {
    std::string data;
    flow::MakeId make_id{};          // empty: random
    std::function<Instant()> now{};  // empty: the clock
  };

  // Makes the folder and its key when they are not there. Throws store::StoreError; kind `locked` while a server runs.
  explicit Workshop(const std::string& data) : Workshop(Options{data}) {}
  explicit Workshop(Options options);

  // As the system, in one transaction; a refusal leaves nothing behind.
  Result<flow::Outcome> run(const flow::Command& command);
  void look(const std::function<void(flow::Read&)>& reading);

 private:
  Options options_;
  store::DataFolder folder_;
  flow::Memory memory_;
  domain::Actor actor_;
  std::unique_ptr<store::Store> store_;
};

inline constexpr int k_exit_refused = 1;
inline constexpr int k_exit_broken = 2;
inline constexpr int k_exit_running = 3;

// Runs a subcommand's work; what the store throws becomes one clear line on stderr and an exit code.
// `instead` says what to do while a server runs on the data.
int guarded(const std::string& instead, const std::function<int()>& work);

}  // namespace musubi::app
