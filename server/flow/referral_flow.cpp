#include "server/flow/referral_flow.hpp"

#include <algorithm>
#include <map>

#include "server/flow/district_lists.hpp"
#include "server/store/account_store.hpp"
#include "server/store/need_store.hpp"
#include "shared/domain/calendar.hpp"
#include "shared/domain/rights.hpp"

namespace musubi::flow {
namespace {

using domain::Referral;
using domain::ReferralStatus;

// No incident in it: a wall learns nothing of a concern.
domain::Event referral_event(const Write& w, std::string type, const Referral& r) {
  auto e = w.event(std::move(type));
  e.subject_id = r.id;
  e.need_id = r.need_id;
  e.district_id = r.district_id;
  return e;
}

std::optional<domain::Disclosed<domain::ReferralView>> view_of(Read& r, Referral referral) {
  domain::ReferralView view;
  if (const auto need = store::find_need(r.tx, referral.need_id)) {
    view.need_number = need->number;
    view.need_title = need->title;
    if (need->requester) view.person = need->requester->name;
  }
  if (referral.taken_by)
    if (const auto account = store::find_account(r.tx, *referral.taken_by)) view.taken_by_name = account->name;
  view.referral = std::move(referral);
  return domain::Policy::referral(r.actor, std::move(view));
}

Result<Referral> load_for(Write& w, const ReferralId& id, domain::ReferralStep step) {
  auto referral = store::find_referral(w.tx, id);
  if (!referral) return fail(Code::not_found);
  if (const auto ok = domain::may_see_district(w.actor, referral->district_id); !ok) return pass_on(ok.error());
  if (const auto ok = domain::may_step(*referral, step); !ok) return pass_on(ok.error());
  return std::move(*referral);
}

void save(Write& w, const Referral& referral, std::string event_type) {
  if (!store::update_referral(w.tx, referral, referral.version))
    throw store::StoreError(store::StoreError::Kind::broken, "referral changed under its own transaction");
  w.tx.append(referral_event(w, std::move(event_type), referral));
}

}  // namespace

Result<void> check_visit(const domain::Need& need, const domain::CompleteStep& report, int accepted) {
  const auto kind = need.support ? need.support->fee_kind : domain::FeeKind::free;
  const int rate = need.support ? need.support->fee_yen : 0;
  return domain::check_fee(kind, rate, report.minutes, report.people.value_or(accepted),
                           {report.fee_yen, report.tickets});
}

void record_visit(Write& w, const domain::Need& need, const domain::ActivityReport& report, const domain::Fee& fee) {
  if (need.is_drill) return;
  if (need.support)
    store::insert_support_record(w.tx, {report.id, need.id, need.support->service_user_id, need.district_id, w.now,
                                        report.minutes, report.people, fee.yen, fee.tickets});
  if (!report.concern) return;
  Referral r;
  r.id = w.id<ReferralId>();
  r.need_id = need.id;
  r.report_id = report.id;
  if (need.support) r.service_user_id = need.support->service_user_id;
  r.district_id = need.district_id;
  r.text = *report.concern;
  r.opened_at = w.now;
  store::insert_referral(w.tx, r);
  w.tx.append(referral_event(w, "referral.opened", r));
}

Result<Outcome> take_referral(Write& w, const ReferralId& id) {
  auto r = load_for(w, id, domain::ReferralStep::take);
  if (!r) return pass_on(r.error());
  r->status = ReferralStatus::taken;
  r->taken_by = w.actor.account_id;
  r->taken_at = w.now;
  save(w, *r, "referral.taken");
  return outcome(200, "referral", id);
}

Result<Outcome> close_referral(Write& w, const ReferralId& id, const domain::CloseReferral& ask) {
  auto r = load_for(w, id, domain::ReferralStep::close);
  if (!r) return pass_on(r.error());
  r->status = ReferralStatus::closed;
  r->closed_by = w.actor.account_id;
  r->closed_at = w.now;
  r->result = ask.result;
  r->note = ask.note;
  save(w, *r, "referral.closed");
  return outcome(200, "referral", id);
}

Result<domain::Disclosed<domain::ReferralView>> read_referral(Read& r, const ReferralId& id) {
  auto referral = store::find_referral(r.tx, id);
  if (!referral) return fail(Code::not_found);
  auto view = view_of(r, std::move(*referral));
  if (!view) return fail(Code::not_found);
  return std::move(*view);
}

Result<ReferralList> list_referrals(Read& r, const store::ReferralFilter& filter, const store::Page& page) {
  ReferralList list;
  list.seq = r.tx.seq();
  const auto wanted = districts_to_read(r, filter.district);
  if (!wanted) return pass_on(wanted.error());
  for (const auto& district : *wanted)
    for (auto& one : store::referrals(r.tx, {district, filter.status}, {page.limit + 1, page.after}))
      if (auto view = view_of(r, std::move(one))) list.items.push_back(std::move(*view));
  cut_to_page(list, page, [](const auto& v) { return store::Cursor{v->referral.opened_at.ms, v->referral.id}; });
  return list;
}

Result<Listed<domain::SupportSum>> list_support_records(Read& r, int year, int month,
                                                        std::optional<DistrictId> district) {
  if (district)
    if (const auto ok = domain::may_see_district(r.actor, *district); !ok) return pass_on(ok.error());
  Listed<domain::SupportSum> list;
  list.seq = r.tx.seq();
  const Instant from = domain::moment_of(domain::day_of({year, month, 1}), 0);
  const Day after = month == 12 ? domain::day_of({year + 1, 1, 1}) : domain::day_of({year, month + 1, 1});
  for (const auto& sum : store::support_sums(r.tx, from, domain::moment_of(after, 0))) {
    if (district && sum.district_id != *district) continue;
    if (domain::may_see_district(r.actor, sum.district_id)) list.items.push_back(sum);
  }
  return list;
}

}  // namespace musubi::flow
