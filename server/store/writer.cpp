#include "server/store/writer.hpp"

#include <cxxabi.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <memory>
#include <typeinfo>

namespace musubi::store {
namespace {

constexpr sql::Statement k_job_begin{"job_begin", "SAVEPOINT job"};
constexpr sql::Statement k_job_keep{"job_keep", "RELEASE SAVEPOINT job"};
constexpr sql::Statement k_job_undo{"job_undo", "ROLLBACK TO SAVEPOINT job"};

// The whole batch is lost, not only one job of it.
struct BatchLost {
  End end;
};

bool is_disk_full(const std::exception& error) {
  const auto* ours = dynamic_cast<const StoreError*>(&error);
  return ours != nullptr && ours->kind == StoreError::Kind::full;
}

const char* kind_name(StoreError::Kind kind) {
  switch (kind) {
    case StoreError::Kind::unique:
      return "unique";
    case StoreError::Kind::foreign:
      return "foreign";
    case StoreError::Kind::check:
      return "check";
    case StoreError::Kind::full:
      return "full";
    case StoreError::Kind::locked:
      return "locked";
    case StoreError::Kind::newer_schema:
      return "newer_schema";
    case StoreError::Kind::broken:
      return "broken";
  }
  return "unknown";
}

std::string type_name(const std::type_info& type) {
  int status = 0;
  const std::unique_ptr<char, decltype(&std::free)> name(abi::__cxa_demangle(type.name(), nullptr, nullptr, &status),
                                                         &std::free);
  return status == 0 ? name.get() : type.name();
}

}  // namespace

std::string describe_current_fault(std::string_view where) {
  try {
    throw;
  } catch (const StoreError& error) {
    return fmt::format("{} threw StoreError kind={} statement={}", where, kind_name(error.kind),
                       *error.statement == '\0' ? "-" : error.statement);
  } catch (const std::exception& error) {
    return fmt::format("{} threw {}", where, type_name(typeid(error)));
  } catch (...) {
    return fmt::format("{} threw something that is no exception", where);
  }
}

void tell_fault(const StoreOptions& options, const std::string& line) {
  if (!options.on_fault) return;
  try {
    options.on_fault(line);
  } catch (...) {  // a log that throws must not stop the writer
  }
}

void Writer::run(std::vector<WriteJob>& jobs) {
  std::vector<Outcome> outcomes(jobs.size());
  try {
    run_all(jobs, outcomes);
  } catch (const BatchLost& lost) {
    lose_all(outcomes, lost.end);
  }
  count(outcomes);
  publish(outcomes);
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    if (!jobs[i].done) continue;
    try {
      jobs[i].done(outcomes[i].end);
    } catch (...) {
      tell_fault(options_, describe_current_fault("acknowledgement"));
    }
  }
}

void Writer::run_all(std::vector<WriteJob>& jobs, std::vector<Outcome>& outcomes) {
  try {
    for (std::size_t i = 0; i < jobs.size(); ++i) {
      if (jobs[i].deadline_ms > 0 && options_.now_ms() > jobs[i].deadline_ms) {
        outcomes[i].end = End::late;
        continue;
      }
      if (!connection_.in_transaction()) connection_.script(begin_);
      outcomes[i] = run_one(jobs[i]);
    }
  } catch (const std::exception& error) {
    tell_fault(options_, describe_current_fault("write batch"));
    throw BatchLost{is_disk_full(error) ? End::full : End::broken};
  }
  if (!connection_.in_transaction()) return;  // every job was late
  try {
    connection_.script("COMMIT");
  } catch (...) {
    tell_fault(options_, describe_current_fault("commit"));
    throw BatchLost{End::full};
  }
  counters_.commits.fetch_add(1, std::memory_order_relaxed);
}

void Writer::lose_all(std::vector<Outcome>& outcomes, End end) {
  try {
    if (connection_.in_transaction()) connection_.script("ROLLBACK");
  } catch (...) {
    tell_fault(options_, describe_current_fault("rollback"));
  }
  for (Outcome& outcome : outcomes) {
    outcome.kept = {};
    if (outcome.end != End::late && outcome.end != End::broken) outcome.end = end;
  }
}

void Writer::roll_back_job() {
  connection_.query(k_job_undo, {});
  connection_.query(k_job_keep, {});
}

Writer::Outcome Writer::run_one(WriteJob& job) {
  connection_.query(k_job_begin, {});
  Tx tx(connection_, codec_);
  Verdict verdict{};
  try {
    verdict = job.work(tx);
  } catch (const std::exception& error) {
    // Some faults (a full disk) end the whole transaction inside the engine; then nothing of the batch is there any
    // more.
    if (is_disk_full(error) || !connection_.in_transaction()) throw;
    tell_fault(options_, describe_current_fault("write job"));
    roll_back_job();
    return {End::broken, {}};
  } catch (...) {
    tell_fault(options_, describe_current_fault("write job"));
    roll_back_job();
    return {End::broken, {}};
  }
  if (verdict == Verdict::refuse) {
    roll_back_job();
    return run_refused(job);
  }
  connection_.query(k_job_keep, {});
  return {End::committed, tx.take_kept()};
}

Writer::Outcome Writer::run_refused(WriteJob& job) {
  if (!job.on_refused) return {End::refused, {}};
  WriteJob after;
  after.work = [&job](Tx& tx) {
    job.on_refused(tx);
    return Verdict::keep;
  };
  Outcome outcome = run_one(after);
  if (outcome.end == End::committed) outcome.end = End::refused;
  return outcome;
}

// Effects first, so that what the events are encoded from is up to date when live gets them.
void Writer::publish(std::vector<Outcome>& outcomes) {
  std::vector<domain::Event> events;
  for (Outcome& outcome : outcomes) {
    for (auto& effect : outcome.kept.effects) {
      try {
        effect();
      } catch (...) {
        tell_fault(options_, describe_current_fault("commit effect"));
      }
    }
    std::ranges::move(outcome.kept.events, std::back_inserter(events));
  }
  if (events.empty() || !options_.on_commit) return;
  try {
    options_.on_commit(events);
  } catch (...) {
    tell_fault(options_, describe_current_fault("commit listener"));
  }
}

void Writer::count(const std::vector<Outcome>& outcomes) {
  const auto add = [](std::atomic<std::int64_t>& counter) { counter.fetch_add(1, std::memory_order_relaxed); };
  for (const Outcome& outcome : outcomes) {
    add(counters_.commands);
    switch (outcome.end) {
      case End::refused:
        add(counters_.refused);
        break;
      case End::late:
        add(counters_.late);
        break;
      case End::full:
        add(counters_.full);
        break;
      case End::broken:
        add(counters_.broken);
        break;
      case End::committed:
      case End::stopped:
        break;
    }
  }
  const auto size = static_cast<std::int64_t>(outcomes.size());
  if (size > counters_.largest_batch.load(std::memory_order_relaxed)) counters_.largest_batch.store(size);
}

}  // namespace musubi::store
