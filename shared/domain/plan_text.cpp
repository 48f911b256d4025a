// A plan's content as text: one line an item, words apart by spaces, a missing value as "-".
#include <charconv>
#include <utility>

#include "shared/domain/plan.hpp"

namespace musubi::domain {
namespace {

constexpr std::string_view k_none = "-";

class Line {
 public:
  explicit Line(char kind) : text_(1, kind) {}
  Line& operator<<(std::string_view word) {
    (text_ += ' ') += word;
    return *this;
  }
  Line& operator<<(std::int64_t number) { return *this << std::string_view(std::to_string(number)); }
  Line& operator<<(int number) { return *this << std::int64_t{number}; }
  Line& operator<<(bool flag) { return *this << std::string_view(flag ? "1" : "0"); }
  Line& operator<<(const Uuid& id) { return *this << std::string_view(id.text()); }
  template <class T>
  Line& operator<<(const std::optional<T>& value) {
    return value ? *this << *value : *this << k_none;
  }
  [[nodiscard]] std::string take() && { return std::move(text_) + '\n'; }

 private:
  std::string text_;
};

// Words of a line from left to right; ok() is false once one was not what it should be.
class Words {
 public:
  explicit Words(std::string_view line) : rest_(line) {}

  std::string_view word() {
    const auto end = rest_.find(' ');
    const auto found = rest_.substr(0, end);
    rest_ = end == std::string_view::npos ? std::string_view{} : rest_.substr(end + 1);
    if (found.empty()) ok_ = false;
    return found;
  }
  template <class N = int>
  N number() {
    const auto text = word();
    N value{};
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) ok_ = false;
    return value;
  }
  bool flag() { return number() == 1; }
  template <class I>
  I id() {
    const auto found = I::parse(word());
    if (!found) ok_ = false;
    return found.value_or(I{});
  }
  template <class Read>
  auto maybe(Read read) -> std::optional<decltype(read())> {
    if (rest_ == k_none || rest_.starts_with("- ")) {
      word();
      return std::nullopt;
    }
    return read();
  }
  template <class E>
  E code() {
    const auto found = from_code<E>(word());
    if (!found) ok_ = false;
    return found.value_or(E{});
  }
  [[nodiscard]] bool more() const { return !rest_.empty(); }
  [[nodiscard]] bool ok() const { return ok_; }

 private:
  std::string_view rest_;
  bool ok_{true};
};

std::string line_of(const PlanNeed& n) {
  Line line('n');
  line << n.need_id << n.people_min << n.people_needed << n.people_max << n.taken << n.placed
       << std::string_view(std::to_string(n.mark)) << n.is_dropped;
  if (n.unmet) {
    line << std::string_view(n.unmet->code) << n.unmet->value;
    line << (n.unmet->role ? domain::code(*n.unmet->role) : k_none);
    line << (n.unmet->next.empty() ? k_none : std::string_view(n.unmet->next));
  }
  return std::move(line).take();
}

PlanNeed need_from(Words& w) {
  PlanNeed n;
  n.need_id = w.id<NeedId>();
  n.people_min = w.number();
  n.people_needed = w.number();
  n.people_max = w.number();
  n.taken = w.number();
  n.placed = w.number();
  n.mark = w.number<std::uint64_t>();
  n.is_dropped = w.flag();
  if (!w.more()) return n;
  PlanUnmet unmet;
  unmet.code = w.word();
  unmet.value = w.maybe([&] { return w.number(); });
  unmet.role = w.maybe([&] { return w.code<Skill>(); });
  unmet.next = w.maybe([&] { return std::string(w.word()); }).value_or("");
  n.unmet = std::move(unmet);
  return n;
}

std::string line_of(const PlanPerson& p) {
  Line line('p');
  line << p.volunteer_id << p.squad_id << p.is_out;
  if (p.idle) line << std::string_view(p.idle->code) << p.idle->value;
  return std::move(line).take();
}

PlanPerson person_from(Words& w) {
  PlanPerson p;
  p.volunteer_id = w.id<VolunteerId>();
  p.squad_id = w.maybe([&] { return w.id<SquadId>(); });
  p.is_out = w.flag();
  if (!w.more()) return p;
  PlanIdle idle;
  idle.code = w.word();
  idle.value = w.maybe([&] { return w.number(); });
  p.idle = std::move(idle);
  return p;
}

std::string line_of(const PlanAssignment& a) {
  Line line('a');
  line << a.need_id << a.volunteer_id << a.is_locked << a.is_leader << a.distance_m << a.points;
  line << static_cast<std::int64_t>(a.warnings.size());
  for (const auto& warning : a.warnings) line << std::string_view(warning);
  for (const auto& reason : a.reasons)
    line << std::string_view(reason.code) << (reason.value ? std::string_view(*reason.value) : k_none) << reason.points;
  return std::move(line).take();
}

PlanAssignment assignment_from(Words& w) {
  PlanAssignment a;
  a.need_id = w.id<NeedId>();
  a.volunteer_id = w.id<VolunteerId>();
  a.is_locked = w.flag();
  a.is_leader = w.flag();
  a.distance_m = w.maybe([&] { return w.number(); });
  a.points = w.number<std::int64_t>();
  for (int warnings = w.number(); warnings > 0 && w.ok(); --warnings) a.warnings.emplace_back(w.word());
  while (w.more() && w.ok()) {
    PlanReason reason;
    reason.code = w.word();
    reason.value = w.maybe([&] { return std::string(w.word()); });
    reason.points = w.number<std::int64_t>();
    a.reasons.push_back(std::move(reason));
  }
  return a;
}

std::string line_of(const PlanSeats& s) {
  Line line('s');
  line << s.district_id << s.seats;
  return std::move(line).take();
}

PlanSeats seats_from(Words& w) {
  PlanSeats s;
  s.district_id = w.maybe([&] { return w.id<DistrictId>(); });
  s.seats = w.number();
  return s;
}

std::string line_of(char kind, const std::vector<std::int64_t>& numbers) {
  if (numbers.empty()) return {};
  Line line(kind);
  for (const auto number : numbers) line << number;
  return std::move(line).take();
}

void read_numbers(Words& w, std::vector<std::int64_t>& numbers) {
  while (w.more() && w.ok()) numbers.push_back(w.number<std::int64_t>());
}

Moved moved_from_line(Words& w) {
  Moved m;
  m.code = w.code<MovedCode>();
  m.need_id = w.maybe([&] { return w.id<NeedId>(); });
  m.volunteer_id = w.maybe([&] { return w.id<VolunteerId>(); });
  return m;
}

bool read_line(std::string_view line, PlanContent& content) {
  if (line.size() < 2 || line[1] != ' ') return false;
  Words w(line.substr(2));
  switch (line[0]) {
    case 'h':
      content.seq = w.number<std::int64_t>();
      content.objective = w.number<std::int64_t>();
      content.bound = w.number<std::int64_t>();
      content.travel_m = w.number<std::int64_t>();
      break;
    case 'n':
      content.needs.push_back(need_from(w));
      break;
    case 'p':
      content.people.push_back(person_from(w));
      break;
    case 'a':
      content.assignments.push_back(assignment_from(w));
      break;
    case 's':
      content.seats.push_back(seats_from(w));
      break;
    case 'u':
      read_numbers(w, content.prices.people);
      break;
    case 'v':
      read_numbers(w, content.prices.places);
      break;
    case 'w':
      read_numbers(w, content.prices.seats);
      break;
    case 'o':
      content.offers.push_back(w.id<OfferId>());
      break;
    case 'm':
      content.left_out.push_back(moved_from_line(w));
      break;
    default:
      return false;
  }
  return w.ok() && !w.more();
}

}  // namespace

std::string content_text(const PlanContent& content) {
  Line head('h');
  head << content.seq << content.objective << content.bound << content.travel_m;
  std::string text = std::move(head).take();
  for (const auto& need : content.needs) text += line_of(need);
  for (const auto& person : content.people) text += line_of(person);
  for (const auto& assignment : content.assignments) text += line_of(assignment);
  for (const auto& seats : content.seats) text += line_of(seats);
  text +=
      line_of('u', content.prices.people) + line_of('v', content.prices.places) + line_of('w', content.prices.seats);
  for (const auto& offer : content.offers) {
    Line line('o');
    line << offer;
    text += std::move(line).take();
  }
  for (const auto& moved : content.left_out) {
    Line line('m');
    line << code(moved.code) << moved.need_id << moved.volunteer_id;
    text += std::move(line).take();
  }
  return text;
}

Result<PlanContent> content_from(std::string_view text) {
  PlanContent content;
  while (!text.empty()) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos || !read_line(text.substr(0, end), content))
      return fail(Code::broken, "plan content");
    text.remove_prefix(end + 1);
  }
  return content;
}

std::string summary_text(const PlanSummary& s) {
  std::string text;
  for (const std::int64_t number :
       {std::int64_t{s.people_wanted}, std::int64_t{s.people_placed}, std::int64_t{s.people_short},
        std::int64_t{s.needs_short}, s.travel_m, std::int64_t{s.locks}, std::int64_t{s.people_idle}})
    (text += text.empty() ? "" : " ") += std::to_string(number);
  return text;
}

Result<PlanSummary> summary_from(std::string_view text) {
  Words w(text);
  PlanSummary s;
  s.people_wanted = w.number();
  s.people_placed = w.number();
  s.people_short = w.number();
  s.needs_short = w.number();
  s.travel_m = w.number<std::int64_t>();
  s.locks = w.number();
  s.people_idle = w.number();
  if (!w.ok() || w.more()) return fail(Code::broken, "plan summary");
  return s;
}

}  // namespace musubi::domain
