#include "server/flow/print_flow.hpp"

#include <algorithm>

#include "server/flow/audit_flow.hpp"
#include "server/store/account_store.hpp"
#include "server/store/district_store.hpp"
#include "server/store/incident_store.hpp"
#include "server/store/registrant_store.hpp"

namespace musubi::flow {
namespace {

using domain::Policy;
using domain::PrintPack;
using domain::PrintStatus;

domain::Event print_event(const Write& w, std::string type, const PrintPack& pack) {
  auto e = w.event(std::move(type));
  e.subject_id = pack.id;
  e.incident_id = pack.incident_id;
  e.district_id = pack.district_id;
  e.data = "number=" + std::to_string(pack.number) + " kind=" + std::string(domain::code(pack.kind)) +
           " sheets=" + std::to_string(pack.sheets);
  return e;
}

Result<domain::Setting> setting_of(store::ReadTx& tx, const std::optional<IncidentId>& id, Instant now) {
  if (!id) return domain::Setting{};
  const auto incident = store::find_incident(tx, *id);
  if (!incident) return fail_fields({{"incident_id", "unknown_reference"}});
  return domain::Setting{domain::disclosing_phase(*incident, now)};
}

// In the order in which people are looked for on paper: by reading.
std::vector<domain::Registrant> people_for(Write& w, const domain::NewPrint& ask, const domain::Setting& setting) {
  store::RegistrantFilter filter;
  filter.district = ask.district_id;
  filter.consented_only = setting.phase == domain::LegalPhase::normal;
  auto people = store::registrants(w.tx, filter, {domain::k_print_people_max + 1, std::nullopt});
  std::erase_if(people, [&](const auto& p) { return Policy::classes_for(w.actor, p, setting).none(); });
  std::ranges::sort(people, {}, [](const auto& p) { return std::pair(p.name_kana, p.number); });
  return people;
}

PrintStatus status_from(const std::vector<domain::PrintSheet>& sheets) {
  const auto any = [&](PrintStatus s) {
    return std::ranges::find(sheets, s, &domain::PrintSheet::status) != sheets.end();
  };
  if (any(PrintStatus::out)) return PrintStatus::out;
  return any(PrintStatus::lost) ? PrintStatus::lost : PrintStatus::recovered;
}

Result<Outcome> mark_sheets(Write& w, const PrintId& id, const domain::SheetNumbers& ask, PrintStatus to) {
  const auto pack = store::find_print(w.tx, id);
  if (!pack) return fail(Code::not_found);
  // A lost sheet that turns up again may still come back.
  if (pack->status == PrintStatus::recovered) return fail_next(Code::wrong_state, {"reload"});
  for (const int sheet : ask.sheets)
    if (sheet < 1 || sheet > pack->sheets) return fail_fields({{"sheets", "out_of_range"}});
  for (const auto& known : store::print_sheets(w.tx, id))
    if (known.status != PrintStatus::recovered && std::ranges::find(ask.sheets, known.sheet) != ask.sheets.end())
      store::set_print_sheet(w.tx, id, known.sheet, to, w.actor.account_id, w.now);
  const auto status = status_from(store::print_sheets(w.tx, id));
  store::close_print(w.tx, id, status, status == PrintStatus::out ? std::nullopt : std::optional(w.now));
  w.tx.append(print_event(w, to == PrintStatus::lost ? "print.lost" : "print.recovered", *pack));
  return outcome(200, "print", id);
}

PrintHead head_of(Read& r, PrintPack pack) {
  PrintHead head;
  head.sheets = store::print_sheets(r.tx, pack.id);
  head.overdue = domain::is_overdue(pack, Day::of(r.now));
  if (pack.printed_by)
    if (const auto account = store::find_account(r.tx, *pack.printed_by)) head.printed_by_name = account->name;
  head.pack = std::move(pack);
  return head;
}

}  // namespace

Result<Outcome> make_print(Write& w, const domain::NewPrint& ask) {
  if (!store::find_district(w.tx, ask.district_id)) return fail_fields({{"district_id", "unknown_reference"}});
  const auto setting = setting_of(w.tx, ask.incident_id, w.now);
  if (!setting) return pass_on(setting.error());
  const Day today = Day::of(w.now);
  PrintPack pack;
  pack.return_by = ask.return_by.value_or(Day{today.days + domain::k_print_days_out_usual});
  if (pack.return_by < today || pack.return_by.days > today.days + domain::k_print_days_out_max)
    return fail_fields({{"return_by", "out_of_range"}});
  const auto people = people_for(w, ask, *setting);
  if (people.empty()) return fail(Code::no_candidates);
  if (people.size() > static_cast<std::size_t>(domain::k_print_people_max))
    return fail_fields({{"district_id", "out_of_range"}});
  pack.id = w.id<PrintId>();
  pack.kind = ask.kind;
  pack.district_id = ask.district_id;
  pack.incident_id = ask.incident_id;
  if (ask.incident_id) pack.is_drill = store::find_incident(w.tx, *ask.incident_id)->is_drill;
  pack.number = static_cast<int>(w.tx.next(pack.is_drill ? "print.drill" : "print"));
  pack.purpose = ask.purpose;
  pack.for_whom = ask.for_whom;
  pack.people = static_cast<int>(people.size());
  pack.sheets = (pack.people + domain::k_print_lines_per_sheet - 1) / domain::k_print_lines_per_sheet;
  pack.printed_by = w.actor.account_id;
  pack.printed_at = w.now;
  std::vector<domain::PrintLine> lines;
  for (int i = 0; i < pack.people; ++i)
    lines.push_back({i + 1, i / domain::k_print_lines_per_sheet + 1, people[static_cast<std::size_t>(i)].id});
  store::insert_print(w.tx, pack, lines);
  Seen seen{.action = "print", .district = pack.district_id, .incident = pack.incident_id};
  for (const auto& person : people) seen.people.push_back(person.id);
  audit(w, std::move(seen));
  w.tx.append(print_event(w, "print.made", pack));
  return outcome(201, "print", pack.id);
}

Result<Outcome> recover_print(Write& w, const PrintId& id, const domain::SheetNumbers& ask) {
  return mark_sheets(w, id, ask, PrintStatus::recovered);
}

Result<Outcome> lose_print(Write& w, const PrintId& id, const domain::SheetNumbers& ask) {
  return mark_sheets(w, id, ask, PrintStatus::lost);
}

Result<PrintHead> read_print_head(Read& r, const PrintId& id) {
  auto pack = store::find_print(r.tx, id);
  if (!pack) return fail(Code::not_found);
  return head_of(r, std::move(*pack));
}

Result<PrintView> read_print(Read& r, const PrintId& id) {
  auto head = read_print_head(r, id);
  if (!head) return pass_on(head.error());
  const auto setting = setting_of(r.tx, head->pack.incident_id, r.now);
  if (!setting) return pass_on(setting.error());
  PrintView view{std::move(*head), {}};
  Seen seen{.action = "print", .district = view.head.pack.district_id, .incident = view.head.pack.incident_id};
  for (const auto& line : store::print_lines(r.tx, id)) {
    auto person = store::find_registrant(r.tx, line.registrant_id);
    PrintRow row{line, std::nullopt};
    if (person && person->status == domain::RegistrantStatus::active)
      row.person = Policy::registrant(r.actor, std::move(*person), *setting);
    if (row.person) seen.people.push_back(line.registrant_id);
    view.rows.push_back(std::move(row));
  }
  if (!seen.people.empty()) audit(r, std::move(seen));
  return view;
}

Result<Listed<PrintHead>> list_prints(Read& r, std::optional<IncidentId> incident, bool overdue_only,
                                      const store::Page& page) {
  if (incident && !store::find_incident(r.tx, *incident)) return fail(Code::not_found);
  store::PrintFilter filter{incident, overdue_only ? std::optional(Day::of(r.now)) : std::nullopt};
  auto packs = store::prints(r.tx, filter, {page.limit + 1, page.after});
  Listed<PrintHead> list;
  list.seq = r.tx.seq();
  if (static_cast<int>(packs.size()) > page.limit) {
    packs.resize(static_cast<std::size_t>(page.limit));
    list.next = store::Cursor{packs.back().printed_at.ms, packs.back().id};
  }
  for (auto& pack : packs) list.items.push_back(head_of(r, std::move(pack)));
  return list;
}

}  // namespace musubi::flow
