#pragma once
// Every field of a noun as text, so that two nouns can be compared in one line. The structured bindings do not compile
// when a noun has got a field that is missing here.

#include <concepts>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "server/store/account_store.hpp"
#include "server/store/audit_store.hpp"
#include "server/store/idempotency_store.hpp"
#include "shared/domain/arrival.hpp"
#include "shared/domain/break_glass.hpp"
#include "shared/domain/district.hpp"
#include "shared/domain/escalation.hpp"
#include "shared/domain/incident.hpp"
#include "shared/domain/need.hpp"
#include "shared/domain/notice.hpp"
#include "shared/domain/offer.hpp"
#include "shared/domain/phase.hpp"
#include "shared/domain/preference.hpp"
#include "shared/domain/registrant.hpp"
#include "shared/domain/rescue.hpp"
#include "shared/domain/safety.hpp"
#include "shared/domain/support.hpp"
#include "shared/domain/volunteer.hpp"
#include "shared/domain/wave.hpp"

namespace musubi::testing {

inline std::string shown(const std::string& x) { return '"' + x + '"'; }
inline std::string shown(const Uuid& x) { return x.text(); }
inline std::string shown(Instant x) { return std::to_string(x.ms); }
inline std::string shown(Day x) { return x.text(); }
inline std::string shown(const Position& x) { return std::to_string(x.lat) + "/" + std::to_string(x.lng); }
inline std::string shown(const store::Bytes& x) { return x.data; }
template <class E>
  requires std::is_enum_v<E>
std::string shown(E x) {
  return std::string(domain::code(x));
}
template <class N>
  requires std::is_arithmetic_v<N>
std::string shown(N x) {
  return std::to_string(x);
}
template <class T>
std::string shown(const std::optional<T>& x);
template <class T>
std::string shown(const std::vector<T>& x);

std::string shown(const domain::QuietHours& x);

inline std::string shown(const domain::Crew& x);
inline std::string shown(const domain::PhaseDecision& x);

template <class... Field>
std::string all_of(const Field&... field) {
  return (std::string() + ... + (shown(field) + " | "));
}

inline std::string shown(const domain::QuietHours& x) {
  const auto& [from, until] = x;
  return all_of(from, until);
}
inline std::string shown(const domain::Slot& x) {
  const auto& [weekday, part] = x;
  return all_of(weekday, part);
}
inline std::string shown(const domain::Reason& x) {
  const auto& [code, value] = x;
  return all_of(code, value);
}
inline std::string shown(const domain::Supporter& x) {
  const auto& [name, phone] = x;
  return all_of(name, phone);
}
inline std::string shown(const domain::Requester& x) {
  const auto& [name, name_kana, phone, relation] = x;
  return all_of(name, name_kana, phone, relation);
}
inline std::string shown(const domain::RoleCount& x) {
  const auto& [role, count] = x;
  return all_of(role, count);
}
inline std::string shown(const domain::Crew& x) {
  const auto& [min, max, leader, roles, gender, load, placard] = x;
  return all_of(min, max, leader, roles, gender, load, placard);
}
inline std::string shown(const domain::Hold& x) {
  const auto& [reason, review_on] = x;
  return all_of(reason, review_on);
}
inline std::string shown(const domain::Outcome& x) {
  const auto& [reason, referral, note] = x;
  return all_of(reason, referral, note);
}
inline std::string shown(const domain::InsuranceCover& x) {
  const auto& [plan, joined_on, from, until, seen_by] = x;
  return all_of(plan, joined_on, from, until, seen_by);
}
inline std::string shown(const domain::BreakGlass& x) {
  const auto& [id, account, person, district, reason, opened_at, until] = x;
  return all_of(id, account, person, district, reason, opened_at, until);
}
inline std::string shown(const domain::PhaseDecision& x) {
  const auto& [decided_by, reason, decided_at, purpose, until] = x;
  return all_of(decided_by, reason, decided_at, purpose, until);
}

inline std::string shown(const domain::PhaseRecord& x) {
  const auto& [incident, number, phase, decision, ended_at, ended_how] = x;
  return all_of(incident, number, phase, decision, ended_at, ended_how);
}

inline std::string shown(const domain::District& x) {
  const auto& [id, code, name, kana, center, cell, towns, is_sample, version] = x;
  return all_of(id, code, name, kana, center, cell, towns, is_sample, version);
}
inline std::string shown(const domain::Place& x) {
  const auto& [id, kind, source_key, edition, name, address, position, hazards, note] = x;
  return all_of(id, kind, source_key, edition, name, address, position, hazards, note);
}
inline std::string shown(const domain::Account& x) {
  const auto& [id, login, name, role, districts, volunteer, status, is_demo, created, version] = x;
  return all_of(id, login, name, role, districts, volunteer, status, is_demo, created, version);
}
inline std::string shown(const store::StoredSession& x) {
  const auto& [id, token_hash, account, started, expires] = x;
  return all_of(id, token_hash, account, started, expires);
}
inline std::string shown(const domain::Wave& x) {
  const auto& [id, need, cause, status, end_reason, expires, together, acceptance, rounds, asked, by, started, ended,
               version] = x;
  return all_of(id, need, cause, status, end_reason, expires, together, acceptance, rounds, asked, by, started, ended,
                version);
}
inline std::string shown(const domain::Notice& x) {
  const auto& [id, kind, status, channel, volunteer, offer, need, is_drill, planned, due, sent, seen] = x;
  return all_of(id, kind, status, channel, volunteer, offer, need, is_drill, planned, due, sent, seen);
}
inline std::string shown(const domain::Preference& x) {
  const auto& [id, volunteer, kind, value, weight, learned] = x;
  return all_of(id, volunteer, kind, value, weight, learned);
}
inline std::string shown(const domain::OfferPolicy& x) {
  const auto& [most, quiet, percent, before, evening, job, expires, yes, no, days, version] = x;
  return all_of(most, quiet, percent, before, evening, job, expires, yes, no, days, version);
}
inline std::string shown(const domain::Volunteer& x) {
  const auto& [id, number, name, kana, phone, email, district, position, birth_year, skills, availability, insurance,
               consent_at, squads, note, contact_by, quiet, gender, guardian, hours, travel, load, seats, status,
               created, version] = x;
  return all_of(id, number, name, kana, phone, email, district, position, birth_year, skills, availability, insurance,
                consent_at, squads, note, contact_by, quiet, gender, guardian, hours, travel, load, seats, status,
                created, version);
}
inline std::string shown(const domain::Squad& x) {
  const auto& [id, name, kind, district, members, together, created, version] = x;
  return all_of(id, name, kind, district, members, together, created, version);
}
inline std::string shown(const domain::Organization& x) {
  const auto& [id, name, kind, district, phone, status, created, version] = x;
  return all_of(id, name, kind, district, phone, status, created, version);
}
inline std::string shown(const domain::Incident& x) {
  const auto& [id, name, kind, is_drill, status, phase, decision, opened, closed, version] = x;
  return all_of(id, name, kind, is_drill, status, phase, decision, opened, closed, version);
}
inline std::string shown(const domain::CheckRound& x) {
  const auto& [id, incident, number, name, districts, started, closed, version, cause] = x;
  return all_of(id, incident, number, name, districts, started, closed, version, cause);
}
inline std::string shown(const domain::Registrant& x) {
  const auto& [id, number, district, name, kana, birth_date, gender, address, phone, position, level, reasons, note,
               supporters, shelter, route, keys, family, city_number, consented, consent_on, status, created, version] =
      x;
  return all_of(id, number, district, name, kana, birth_date, gender, address, phone, position, level, reasons, note,
                supporters, shelter, route, keys, family, city_number, consented, consent_on, status, created, version);
}
inline std::string shown(const domain::SafetyCheck& x) {
  const auto& [id, round, registrant, status, method, note, occurred, recorded, recorded_by, need, confidence,
               next_check, told_by] = x;
  return all_of(id, round, registrant, status, method, note, occurred, recorded, recorded_by, need, confidence,
                next_check, told_by);
}
inline std::string shown(const domain::CheckState& x) {
  const auto& [round, registrant, check, status, occurred, open_since, recorded, conflict, next_check] = x;
  return all_of(round, registrant, check, status, occurred, open_since, recorded, conflict, next_check);
}
inline std::string shown(const domain::Settlement& x) {
  const auto& [check, settled] = x;
  return all_of(check, settled);
}
inline std::string shown(const domain::Rescue& x) {
  const auto& [id, incident, round, registrant, district, check, status, created, to, contact, note, handed, handed_by,
               result, result_note, closed, closed_by, version] = x;
  return all_of(id, incident, round, registrant, district, check, status, created, to, contact, note, handed, handed_by,
                result, result_note, closed, closed_by, version);
}
inline std::string shown(const domain::Escalation& x) {
  const auto& [id, incident, round, registrant, district, step, since, due, raised] = x;
  return all_of(id, incident, round, registrant, district, step, since, due, raised);
}
inline std::string shown(const domain::EscalationMinutes& x) {
  const auto& [level, to_coordinator, to_center, to_hq] = x;
  return all_of(level, to_coordinator, to_center, to_hq);
}
inline std::string shown(const domain::ArrivalLine& x) {
  const auto& [line, result, registrant, check, name, candidates] = x;
  return all_of(line, result, registrant, check, name, candidates);
}
inline std::string shown(const domain::Arrival& x) {
  const auto& [id, incident, shelter, name, recorded, recorded_by, lines] = x;
  return all_of(id, incident, shelter, name, recorded, recorded_by, lines);
}
inline std::string shown(const domain::SupportLink& x) {
  const auto& [user, series, day, together, first_until, reason, fee_kind, fee_yen] = x;
  return all_of(user, series, day, together, first_until, reason, fee_kind, fee_yen);
}
inline std::string shown(const domain::Need& x) {
  const auto& [id, number, incident, is_drill, district, title, detail, category, status, before_hold, since, requester,
               address, town, position, source, people, waitlist, crew, skills, priority, crisis, watch_after, channel,
               starts, ends, bring, survey, memo, hazards, hold, outcome, merged_into, registrant, support, received,
               version, changed_seq] = x;
  return all_of(id, number, incident, is_drill, district, title, detail, category, status, before_hold, since,
                requester, address, town, position, source, people, waitlist, crew, skills, priority, crisis,
                watch_after, channel, starts, ends, bring, survey, memo, hazards, hold, outcome, merged_into,
                registrant, support, received, version, changed_seq);
}
inline std::string shown(const domain::ServiceUser& x) {
  const auto& [id, number, district, name, kana, phone, address, position, note, status, visited_on, visited_by,
               registered_on, created, version] = x;
  return all_of(id, number, district, name, kana, phone, address, position, note, status, visited_on, visited_by,
                registered_on, created, version);
}
inline std::string shown(const domain::SupportPolicy& x) {
  const auto& [district, fee_kind, fee_yen, helper_yen, categories, minutes_max, assigned_by, together, hours, note,
               version] = x;
  return all_of(district, fee_kind, fee_yen, helper_yen, categories, minutes_max, assigned_by, together, hours, note,
                version);
}
inline std::string shown(const domain::SupportCalendar& x) {
  const auto& [horizon, closed, version] = x;
  return all_of(horizon, closed, version);
}
inline std::string shown(const domain::SeriesException& x) {
  const auto& [day, kind, to_day] = x;
  return all_of(day, kind, to_day);
}
inline std::string shown(const domain::Series& x) {
  const auto& [id, user, district, title, category, weekdays, every, from, until, starts, ends, skip, people, skills,
               bring, status, made_until, exceptions, reason, created, version] = x;
  return all_of(id, user, district, title, category, weekdays, every, from, until, starts, ends, skip, people, skills,
                bring, status, made_until, exceptions, reason, created, version);
}
inline std::string shown(const domain::Referral& x) {
  const auto& [id, need, report, user, district, status, text, opened, taken_by, taken, closed_by, closed, result, note,
               version] = x;
  return all_of(id, need, report, user, district, status, text, opened, taken_by, taken, closed_by, closed, result,
                note, version);
}
inline std::string shown(const domain::Places& x) {
  const auto& [needed, accepted, open, waitlisted] = x;
  return all_of(needed, accepted, open, waitlisted);
}
inline std::string shown(const domain::ActivityReport& x) {
  const auto& [id, need, outcome, minutes, people, note, concern, injuries, reported_by, reported] = x;
  return all_of(id, need, outcome, minutes, people, note, concern, injuries, reported_by, reported);
}
inline std::string shown(const domain::Offer& x) {
  const auto& [id, need, volunteer, status, made, expires, answered, answered_by, decline_reason, order, place, arrived,
               served, wave, substitute, substituted_by, reasons, warnings, version] = x;
  return all_of(id, need, volunteer, status, made, expires, answered, answered_by, decline_reason, order, place,
                arrived, served, wave, substitute, substituted_by, reasons, warnings, version);
}
inline std::string shown(const domain::Event& x) {
  const auto& [seq, type, occurred, recorded, actor, incident, district, need, offer, volunteer, registrant, round,
               subject, data] = x;
  return all_of(seq, type, occurred, recorded, actor, incident, district, need, offer, volunteer, registrant, round,
                subject, data);
}
inline std::string shown(const store::KeptOutcome& x) {
  const auto& [fingerprint, status, code, refs] = x;
  return all_of(fingerprint, status, code, refs);
}
inline std::string shown(const store::AuditRow& x) {
  const auto& [id, at, actor, action, subject_kind, subject, district, incident, subjects, request, people, route] = x;
  return all_of(id, at, actor, action, subject_kind, subject, district, incident, subjects, request, people, route);
}

template <class T>
std::string shown(const std::optional<T>& x) {
  return x ? "some " + shown(*x) : "none";
}
template <class T>
std::string shown(const std::vector<T>& x) {
  std::string out = "[";
  for (const auto& item : x) out += shown(item) + ", ";
  return out + "]";
}

}  // namespace musubi::testing
