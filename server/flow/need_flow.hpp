#pragma once
// Use cases of a need: take it, change it, lead it through its life.

#include <span>

#include "server/flow/env.hpp"
#include "server/store/need_store.hpp"
#include "server/store/page.hpp"
#include "shared/domain/commands.hpp"
#include "shared/domain/disclosure.hpp"
#include "shared/domain/need_life.hpp"

namespace musubi::flow {

Result<Outcome> open_need(Write& w, const domain::NewNeed& ask);
Result<Outcome> change_need(Write& w, const NeedId& id, int if_version, const domain::NeedPatch& patch);
Result<Outcome> step_need(Write& w, const NeedId& id, const domain::NeedStep& step);

// The need made from a check that said needs_help; the one still open of the same person, if there is one.
NeedId need_of_check(Write& w, const domain::Registrant& person, const domain::Incident& incident,
                     const domain::SafetyCheck& check);

Result<domain::Disclosed<domain::NeedView>> read_need(Read& r, const NeedId& id);

template <class T>
struct Listed {
  std::vector<T> items;
  std::optional<store::Cursor> next;
  std::int64_t seq{0};
};
using NeedList = Listed<domain::Disclosed<domain::NeedView>>;
Result<NeedList> list_needs(Read& r, store::NeedFilter filter, const store::Page& page);

struct HistoryLine {
  domain::Event event;
  std::optional<std::string> actor_name;
};
Result<std::vector<HistoryLine>> need_history(Read& r, const NeedId& id);

struct Duplicate {
  domain::Disclosed<domain::NeedView> need;
  std::vector<std::string> reasons;
  int score{0};
};
std::vector<Duplicate> find_duplicates(Read& r, const domain::DuplicateQuestion& q);
struct KnownUser {
  domain::Disclosed<domain::ServiceUser> user;
  std::vector<std::string> reasons;
  int score{0};
};
// Users of a 生活応援隊 who may be of the household that is asked about.
std::vector<KnownUser> find_known_users(Read& r, const domain::DuplicateQuestion& q);

// For the other flows: a new need gets its number and its place, and is kept with the event that tells it.
void receive_need(Write& w, domain::Need& need, const std::optional<Position>& position);
// For the other flows: writes a need that was changed, with the event that tells it. The version grows by one.
void save_need(Write& w, domain::Need& need, domain::Event event);
// After places were taken or freed: the waiting list moves up, then the status follows. `need` is saved when it
// changes.
void settle_places(Write& w, domain::Need& need);

}  // namespace musubi::flow
