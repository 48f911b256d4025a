#include "server/flow/runner.hpp"

#include <algorithm>
#include <array>

#include "server/store/audit_store.hpp"
#include "server/store/idempotency_store.hpp"

namespace musubi::flow {
namespace {

constexpr std::string_view k_refused = "refused";

std::optional<Code> failure_of(store::End end) {
  switch (end) {
    case store::End::committed:
    case store::End::refused:
      return std::nullopt;
    case store::End::late:
    case store::End::stopped:
      return Code::busy;
    case store::End::full:
      return Code::storage_full;
    case store::End::broken:
      break;
  }
  return Code::broken;
}

// The refusals that are decisions, by the word under which they are kept: a word outlives the place of its enumerator.
struct Decision {
  Code code;
  std::string_view word;
};
constexpr auto k_decided = std::to_array<Decision>({
    {Code::wrong_state, "wrong_state"},
    {Code::place_taken, "place_taken"},
    {Code::offer_expired, "offer_expired"},
    {Code::offer_withdrawn, "offer_withdrawn"},
    {Code::already_exists, "already_exists"},
    {Code::round_closed, "round_closed"},
    {Code::incident_closed, "incident_closed"},
    {Code::plan_moved, "plan_moved"},
    {Code::helper_first, "helper_first"},
    {Code::server_running, "server_running"},
    {Code::wave_running, "wave_running"},
    {Code::pack_ended, "pack_ended"},
    {Code::only_in_drill, "only_in_drill"},
    {Code::stale_edit, "stale_edit"},
    {Code::invalid, "invalid"},
    {Code::unknown_reference, "unknown_reference"},
    {Code::below_accepted, "below_accepted"},
    {Code::no_candidates, "no_candidates"},
    {Code::not_in_drill, "not_in_drill"},
    {Code::change_impossible, "change_impossible"},
    {Code::category_not_allowed, "category_not_allowed"},
    {Code::job_too_long, "job_too_long"},
});

Code code_of(std::string_view word) {
  const auto* found = std::ranges::find(k_decided, word, &Decision::word);
  return found == k_decided.end() ? Code::broken : found->code;
}

// A refusal as it is kept: its code, the refused fields and the next steps are all words of ours.
store::KeptOutcome kept_refusal(const Error& error, const store::Bytes& fingerprint) {
  Outcome o;
  o.refs.emplace_back("code", std::string(std::ranges::find(k_decided, error.code, &Decision::code)->word));
  for (const auto& f : error.fields) o.refs.emplace_back("f." + f.code, f.field);
  for (const auto& n : error.next) o.refs.emplace_back("next", n);
  return {fingerprint, 0, std::string(k_refused), o.refs_text()};
}

Result<Outcome> kept_result(const store::KeptOutcome& kept) {
  Outcome o{kept.status, kept.code, Outcome::parse_refs(kept.refs)};
  if (kept.code != k_refused) return o;
  Error error;
  for (const auto& [key, value] : o.refs) {
    if (key == "code") error.code = code_of(value);
    if (key == "next") error.next.push_back(value);
    if (key.starts_with("f.")) error.fields.push_back({value, key.substr(2)});
  }
  return std::unexpected(std::move(error));
}

}  // namespace

void Runner::keep_audits(store::Tx& tx, const Asking& asking, std::vector<store::AuditRow>& audits) const {
  for (auto& row : audits) {
    row.id = AuditId(options_.make_id());
    row.route = asking.route;
    store::insert_audit(tx, row);
  }
  audits.clear();
}

bool is_decided(Code code) { return std::ranges::find(k_decided, code, &Decision::code) != k_decided.end(); }

void Runner::read(std::shared_ptr<const Asking> asking, std::function<void(Read&)> work, Done done) {
  auto audits = std::make_shared<std::vector<store::AuditRow>>();
  store::ReadJob job;
  job.deadline_ms = asking->deadline_ms;
  job.work = [this, asking, work = std::move(work), audits](store::ReadTx& tx) {
    Read r{tx, asking->actor, options_.now(), options_.memory, asking->request_id};
    work(r);
    *audits = std::move(r.audits);
  };
  job.done = [this, asking, audits, done](store::End end) {
    if (end != store::End::committed || audits->empty()) return done(failure_of(end));
    store::WriteJob trace;
    trace.deadline_ms = asking->deadline_ms;
    trace.work = [this, asking, audits](store::Tx& tx) {
      keep_audits(tx, *asking, *audits);
      return store::Verdict::keep;
    };
    trace.done = [done](store::End kept) { done(failure_of(kept)); };
    if (!options_.store.write(std::move(trace))) done(Code::busy);
  };
  if (!options_.store.read(std::move(job))) done(Code::busy);
}

void Runner::command(std::shared_ptr<const Asking> asking, Keyed keyed, Command command, Decided decided, Done done) {
  struct State {
    Keyed keyed;
    Command command;
    Decided decided;
    store::Bytes fingerprint;
    std::optional<Error> error;
  };
  auto state =
      std::make_shared<State>(State{std::move(keyed), std::move(command), std::move(decided), {}, std::nullopt});
  state->fingerprint = options_.codec.digest("command", state->keyed.what);
  const AccountId owner = asking->actor.account_id.value_or(AccountId{});

  store::WriteJob job;
  job.deadline_ms = asking->deadline_ms;
  job.work = [this, asking, state, owner](store::Tx& tx) {
    auto w = writing(tx, *asking);
    auto r = w.as_read();
    if (state->keyed.key) {
      if (const auto kept = store::find_outcome(tx, owner, *state->keyed.key)) {
        const bool same = kept->fingerprint == state->fingerprint;
        state->decided(r, same ? kept_result(*kept) : fail(Code::key_reused));
        keep_audits(tx, *asking, r.audits);
        return store::Verdict::keep;
      }
    }
    const auto result = state->command(w);
    if (!result) {
      state->error = result.error();
      return store::Verdict::refuse;
    }
    if (state->keyed.key)
      store::keep_outcome(tx, owner, *state->keyed.key,
                          {state->fingerprint, result->status, result->code, result->refs_text()}, w.now);
    state->decided(r, result);
    keep_audits(tx, *asking, r.audits);
    return store::Verdict::keep;
  };
  job.on_refused = [this, asking, state, owner](store::Tx& tx) {
    Read r{tx, asking->actor, options_.now(), options_.memory, asking->request_id};
    state->decided(r, std::unexpected(*state->error));
    keep_audits(tx, *asking, r.audits);
    if (state->keyed.key && is_decided(state->error->code))
      store::keep_outcome(tx, owner, *state->keyed.key, kept_refusal(*state->error, state->fingerprint), r.now);
  };
  job.done = [done](store::End end) { done(failure_of(end)); };
  if (!options_.store.write(std::move(job))) done(Code::busy);
}

}  // namespace musubi::flow
