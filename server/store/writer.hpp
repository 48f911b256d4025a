#pragma once
// Runs one batch of write jobs in one transaction, each in a savepoint of its own, and acknowledges after the COMMIT.
// Lives on the writer thread.

#include <vector>

#include "server/store/store.hpp"

namespace musubi::store {

class Writer {
 public:
  Writer(Connection& connection, std::string_view begin, const Codec& codec, const StoreOptions& options,
         StoreCounters& counters)
      : connection_(connection), begin_(begin), codec_(codec), options_(options), counters_(counters) {}

  void run(std::vector<WriteJob>& jobs);

 private:
  struct Outcome {
    End end{End::stopped};
    Tx::Kept kept;
  };

  void run_all(std::vector<WriteJob>& jobs, std::vector<Outcome>& outcomes);
  void lose_all(std::vector<Outcome>& outcomes, End end);
  Outcome run_one(WriteJob& job);
  Outcome run_refused(WriteJob& job);
  void roll_back_job();
  void publish(std::vector<Outcome>& outcomes);
  void count(const std::vector<Outcome>& outcomes);

  Connection& connection_;
  const std::string_view begin_;
  const Codec& codec_;
  const StoreOptions& options_;
  StoreCounters& counters_;
};

// What a fault may say in the log: what kind of exception, and the name of the statement. Its text may quote data.
// To be called inside a catch block.
std::string describe_current_fault(std::string_view where);
void tell_fault(const StoreOptions& options, const std::string& line);

}  // namespace musubi::store
