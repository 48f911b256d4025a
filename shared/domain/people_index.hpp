#pragma once
// Finds people by name, kana, phone or number without SQL (law 11): a copy in memory of what is sealed on disk.

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "shared/base/geo.hpp"
#include "shared/base/id.hpp"
#include "shared/domain/arrival.hpp"

namespace musubi::domain {

enum class PersonKind : std::uint8_t { need, volunteer, registrant, service_user };  // need: its requester

struct PersonEntry {
  PersonKind kind{};
  Uuid id;
  int number{0};
  std::string name;
  std::string name_kana;
  std::string phone;
  std::string address;
  std::optional<Position> position;  // of the house; none where only the town is known, or the whole town looks near
  DistrictId district_id;
  std::optional<IncidentId> incident_id;
  bool is_drill{false};
  bool open{true};
};

struct PersonHit {
  const PersonEntry* entry{nullptr};  // valid until the next put/erase
  std::vector<std::string> reasons;   // same_phone same_kana same_address near number name kana phone
  int score{0};
};

constexpr char number_letter(PersonKind kind) {
  constexpr std::string_view k_letters = "NVRU";
  return k_letters[static_cast<std::size_t>(kind)];
}

// Not thread-safe: its holder guards it.
class PeopleIndex {
 public:
  void put(PersonEntry entry);  // replaces the entry of the same kind and id
  void erase(PersonKind kind, const Uuid& id);
  [[nodiscard]] std::size_t size() const { return entries_.size(); }

  // Prefix or part of name, kana (hiragana = katakana), phone (digits, at least 3), or the short number (N need,
  // V volunteer, R registrant, U service user; "0412-7" finds all of them). Best first.
  [[nodiscard]] std::vector<PersonHit> search(std::string_view text, std::optional<PersonKind> kind,
                                              std::size_t limit) const;

  struct Suspect {
    std::string phone, name_kana, address;
    std::optional<Position> position;
    std::optional<IncidentId> incident_id;
    std::optional<Uuid> except;
  };
  // Open needs that may be of the same household: same phone, same kana, same address, within 60 m. Best first, ≤
  // limit. Asked within an incident only its own needs count; asked outside of one everything but drills.
  [[nodiscard]] std::vector<PersonHit> duplicates(const Suspect& suspect, std::size_t limit) const;
  // For each line of a list those of a kind who may be meant: the same name, kana or phone, or a name or kana one
  // letter apart. Unordered; match_arrival judges. One pass over everybody, whatever the length of the list.
  [[nodiscard]] std::vector<std::vector<Uuid>> alike(PersonKind kind, std::span<const ArrivalPerson> list) const;
  // Users of a 生活応援隊 who may be of this household, by the same signs. None within an incident.
  [[nodiscard]] std::vector<PersonHit> known_users(const Suspect& suspect, std::size_t limit) const;

 private:
  [[nodiscard]] std::vector<PersonHit> of_household(PersonKind kind, const Suspect& suspect, std::size_t limit) const;
  // What is compared, in one spelling.
  struct Keys {
    std::string name, kana, phone, address;
  };
  std::vector<PersonEntry> entries_;
  std::vector<Keys> keys_;  // beside entries_
  // Not the id as text: a roster of a million is in here.
  struct Who {
    PersonKind kind{};
    Uuid id;
    bool operator==(const Who&) const = default;
  };
  struct WhoHash {
    std::size_t operator()(const Who& who) const noexcept {
      return std::hash<Uuid>{}(who.id) ^ static_cast<std::size_t>(who.kind);
    }
  };
  std::unordered_map<Who, std::size_t, WhoHash> by_id_;
};

}  // namespace musubi::domain
