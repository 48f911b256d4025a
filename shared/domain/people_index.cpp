#include "shared/domain/people_index.hpp"

#include <algorithm>
#include <array>

#include "shared/domain/gazetteer.hpp"
#include "shared/domain/short_number.hpp"

namespace musubi::domain {
namespace {

constexpr double k_same_house_m = 60;
constexpr std::size_t k_phone_digits_min = 3;

std::string name_key(std::string_view text) {
  std::string out = normalized_kana(text);
  std::erase(out, ' ');
  return out;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

// "小田原市酒匂三丁目12番3号" = "神奈川県小田原市酒匂3-12-3". Empty without a house number: a town is no household.
std::string address_key(std::string_view text) {
  std::string out = name_key(text);
  constexpr std::string_view k_city = "市";
  if (const auto city = out.find(k_city); city != std::string::npos) out.erase(0, city + k_city.size());
  for (const std::string_view unit : {"丁目", "番地ノ", "番地", "番", "ノ"}) replace_all(out, unit, "-");
  replace_all(out, "号", "");
  replace_all(out, "--", "-");
  while (out.ends_with('-')) out.pop_back();
  return out.find_first_of("0123456789") == std::string::npos ? std::string() : out;
}

bool is_phone_like(std::string_view plain) {
  return plain.find_first_not_of("0123456789-+() ") == std::string_view::npos;
}

// 3 the same, 2 begins with it, 1 contains it, 0 does not.
int closeness(std::string_view key, std::string_view wanted) {
  if (wanted.empty()) return 0;
  if (key == wanted) return 3;
  const auto at = key.find(wanted);
  return at == std::string_view::npos ? 0 : at == 0 ? 2 : 1;
}

// The serial that the text may be for this kind: "N-0412-7", or "0412-7" without its letter.
std::optional<int> serial_in(std::string_view plain, PersonKind kind) {
  const char letter = number_letter(kind);
  if (const auto serial = parse_short_number(letter, plain)) return serial;
  const bool bare = plain.size() >= 6 && plain[plain.size() - 2] == '-' && plain.front() >= '0' && plain.front() <= '9';
  if (!bare || plain.find('-') != plain.size() - 2) return std::nullopt;
  return parse_short_number(letter, letter + std::string(plain));
}

void keep_best(std::vector<PersonHit>& hits, std::size_t limit) {
  const auto better = [](const PersonHit& a, const PersonHit& b) {
    if (a.score != b.score) return a.score > b.score;
    if (a.entry->open != b.entry->open) return a.entry->open;
    return std::tuple(a.entry->kind, a.entry->number, a.entry->id) <
           std::tuple(b.entry->kind, b.entry->number, b.entry->id);
  };
  const auto kept = std::min(limit, hits.size());
  std::ranges::partial_sort(hits, hits.begin() + static_cast<std::ptrdiff_t>(kept), better);
  hits.resize(kept);
}

}  // namespace

void PeopleIndex::put(PersonEntry entry) {
  Keys keys{name_key(entry.name), name_key(entry.name_kana), phone_digits(entry.phone), address_key(entry.address)};
  const auto [at, is_new] = by_id_.try_emplace({entry.kind, entry.id}, entries_.size());
  if (is_new) {
    entries_.push_back(std::move(entry));
    keys_.push_back(std::move(keys));
  } else {
    entries_[at->second] = std::move(entry);
    keys_[at->second] = std::move(keys);
  }
}

void PeopleIndex::erase(PersonKind kind, const Uuid& id) {
  const auto found = by_id_.find({kind, id});
  if (found == by_id_.end()) return;
  const std::size_t at = found->second;
  by_id_.erase(found);
  if (at + 1 != entries_.size()) {
    entries_[at] = std::move(entries_.back());
    keys_[at] = std::move(keys_.back());
    by_id_[{entries_[at].kind, entries_[at].id}] = at;
  }
  entries_.pop_back();
  keys_.pop_back();
}

std::vector<PersonHit> PeopleIndex::search(std::string_view text, std::optional<PersonKind> kind,
                                           std::size_t limit) const {
  const std::string plain = normalized(text);
  const std::string wanted = name_key(text);
  const std::string phone = is_phone_like(plain) ? phone_digits(text) : std::string();
  std::array<std::optional<int>, 4> serials;
  for (const auto k : {PersonKind::need, PersonKind::volunteer, PersonKind::registrant, PersonKind::service_user})
    serials[static_cast<std::size_t>(k)] = serial_in(plain, k);

  std::vector<PersonHit> hits;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const auto& entry = entries_[i];
    if (kind && entry.kind != *kind) continue;
    PersonHit hit{&entry, {}, 0};
    const auto count = [&hit](std::string_view reason, int score) {
      if (score == 0) return;
      hit.reasons.emplace_back(reason);
      hit.score = std::max(hit.score, score);
    };
    const auto& serial = serials[static_cast<std::size_t>(entry.kind)];
    count("number", serial && *serial == entry.number ? 100 : 0);
    count("phone", phone.size() >= k_phone_digits_min ? 30 * closeness(keys_[i].phone, phone) : 0);
    count("name", 28 * closeness(keys_[i].name, wanted));
    count("kana", 27 * closeness(keys_[i].kana, wanted));
    if (hit.score > 0) hits.push_back(std::move(hit));
  }
  keep_best(hits, limit);
  return hits;
}

std::vector<PersonHit> PeopleIndex::duplicates(const Suspect& suspect, std::size_t limit) const {
  return of_household(PersonKind::need, suspect, limit);
}

std::vector<PersonHit> PeopleIndex::known_users(const Suspect& suspect, std::size_t limit) const {
  if (suspect.incident_id) return {};
  return of_household(PersonKind::service_user, suspect, limit);
}

std::vector<PersonHit> PeopleIndex::of_household(PersonKind kind, const Suspect& suspect, std::size_t limit) const {
  const Keys wanted{{}, name_key(suspect.name_kana), phone_digits(suspect.phone), address_key(suspect.address)};
  const auto same = [](const std::string& a, const std::string& b) { return !a.empty() && a == b; };
  std::vector<PersonHit> hits;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const auto& entry = entries_[i];
    if (entry.kind != kind || !entry.open) continue;
    if (suspect.except && entry.id == *suspect.except) continue;
    if (suspect.incident_id ? entry.incident_id != suspect.incident_id : entry.is_drill) continue;
    PersonHit hit{&entry, {}, 0};
    const auto count = [&hit](std::string_view reason, bool found, int score) {
      if (!found) return;
      hit.reasons.emplace_back(reason);
      hit.score += score;
    };
    count("same_phone", wanted.phone.size() >= k_phone_digits_min && same(wanted.phone, keys_[i].phone), 50);
    count("same_address", same(wanted.address, keys_[i].address), 40);
    count("same_kana", same(wanted.kana, keys_[i].kana), 30);
    count("near",
          suspect.position && entry.position && distance_m(*suspect.position, *entry.position) <= k_same_house_m, 20);
    if (hit.score > 0) hits.push_back(std::move(hit));
  }
  keep_best(hits, limit);
  return hits;
}

}  // namespace musubi::domain
