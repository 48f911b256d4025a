#include "server/flow/import_flow.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "server/flow/memory.hpp"
#include "server/flow/people_flow.hpp"
#include "server/flow/roster_flow.hpp"
#include "server/store/district_store.hpp"
#include "server/store/volunteer_store.hpp"
#include "shared/domain/encoding.hpp"
#include "shared/domain/gazetteer.hpp"

namespace musubi::flow {
namespace {

using domain::Imported;
using domain::ImportKind;
using domain::Reject;

// Kept with the refusal under its key: bounded.
constexpr std::size_t k_kept_rejects_max = 500;
constexpr std::string_view k_known = "already_exists";

template <class... Fns>
struct Either : Fns... {
  using Fns::operator()...;
};

std::string key_of(std::string_view kana, std::string_view second) {
  return domain::normalized_kana(kana) + '\n' + std::string(second);
}

// Page by page through what is kept. From the transaction and not from memory: two imports may stand in one commit.
template <class List, class Key>
std::set<std::string> known_keys(const List& list, const Key& key) {
  constexpr int k_page = 1000;
  std::set<std::string> keys;
  store::Page page{k_page, std::nullopt};
  for (;;) {
    const auto some = list(page);
    for (const auto& one : some) keys.insert(key(one));
    if (some.size() < k_page) return keys;
    page.after = store::Cursor{some.back().created_at.ms, some.back().id};
  }
}

std::string volunteer_key(const domain::Volunteer& v) { return key_of(v.name_kana, domain::phone_digits(v.phone)); }

std::vector<Reject> known_already(store::ReadTx& tx, const ImportFile& file) {
  std::vector<Reject> rejects;
  const auto look = [&](const auto& rows, const std::set<std::string>& known, const auto& key) {
    for (std::size_t i = 0; i < rows.items.size(); ++i)
      if (known.contains(key(rows.items[i]))) rejects.push_back({rows.lines[i], "name_kana", std::string(k_known)});
  };
  if (const auto* volunteers = std::get_if<Imported<domain::Volunteer>>(&file.rows))
    look(*volunteers, known_keys([&](const auto& page) { return store::volunteers(tx, {}, page); }, volunteer_key),
         volunteer_key);
  return rejects;
}

Result<Outcome> put_district(Write& w, const domain::District& d) {
  const auto known = store::find_district_by_code(w.tx, d.code);
  if (!known)
    return add_district(w, {std::nullopt, d.code, d.name, d.name_kana, d.center, d.cell, d.towns, d.is_sample});
  domain::DistrictPatch patch{d.name, d.name_kana, d.center, d.cell, d.towns};
  return change_district(w, known->id, known->version, patch);
}

domain::NewVolunteer as_new(const domain::Volunteer& v) {
  domain::NewVolunteer ask;
  ask.name = v.name;
  ask.name_kana = v.name_kana;
  ask.phone = v.phone;
  ask.email = v.email;
  ask.district_id = v.district_id;
  ask.position = v.position;
  ask.birth_year = v.birth_year;
  ask.skills = v.skills;
  ask.availability = v.availability;
  ask.insurance = v.insurance;
  ask.consent = v.consent_at.has_value();
  ask.note = v.note;
  return ask;
}

// Stops at the first item that the command of its kind refuses.
template <class T, class Put>
Result<Outcome> put_all(const std::vector<T>& items, const Put& put) {
  for (const auto& item : items)
    if (const auto done = put(item); !done) return done;
  return Outcome{};
}

}  // namespace

std::size_t ImportFile::row_count() const {
  return std::visit([](const auto& r) { return r.rows; }, rows);
}

const std::vector<Reject>& ImportFile::rejected() const {
  return std::visit([](const auto& r) -> const std::vector<Reject>& { return r.rejected; }, rows);
}

domain::ImportSetting import_setting(Read& r) {
  domain::ImportSetting setting;
  for (const auto& d : store::districts(r.tx)) {
    setting.districts[d.name] = d.id;
    setting.centers[d.id] = d.center;
    for (const auto& town : d.towns) setting.towns.emplace_back(domain::normalized(town), d.id);
  }
  for (const auto& d : store::districts(r.tx)) setting.districts[d.code] = d.id;  // a code goes before a name
  std::ranges::sort(setting.towns, std::ranges::greater{}, [](const auto& t) { return t.first.size(); });
  setting.now = r.now;
  setting.edition = Day::of(r.now).text();
  return setting;
}

ImportFile read_csv(ImportKind kind, std::string_view bytes, const domain::ImportSetting& setting) {
  auto decoded = domain::decode_file(bytes);
  const std::string_view csv = decoded.text;
  switch (kind) {
    case ImportKind::places:
      return {kind, domain::import_places(csv, setting), {}};
    case ImportKind::shelters:
      return {kind, domain::import_shelters(csv, setting), {}};
    case ImportKind::districts:
      return {kind, domain::import_districts(csv, setting), {}};
    case ImportKind::volunteers:
      return {kind, domain::import_volunteers(csv, setting), {}};
    case ImportKind::registrants:
      break;
  }
  auto people = domain::import_registrants(csv, setting);
  return {kind, std::move(people), std::move(decoded.text)};
}

std::vector<Reject> check_import(const Read& r, const ImportFile& file) {
  auto rejects = file.rejected();
  for (auto& known : known_already(r.tx, file)) rejects.push_back(std::move(known));
  return by_line(std::move(rejects));
}

std::vector<Reject> by_line(std::vector<Reject> rejects) {
  std::multimap<std::size_t, Reject> ordered;
  for (auto& reject : rejects) ordered.emplace(reject.line, std::move(reject));
  rejects.clear();
  for (auto& [_, reject] : ordered) rejects.push_back(std::move(reject));
  return rejects;
}

std::size_t accepted_rows(const ImportFile& file, const std::vector<Reject>& rejected) {
  std::set<std::size_t> lines;
  for (const auto& reject : rejected) lines.insert(reject.line);
  const auto good = std::visit([](const auto& rows) { return rows.lines; }, file.rows);
  return static_cast<std::size_t>(std::ranges::count_if(good, [&](std::size_t line) { return !lines.contains(line); }));
}

Result<Outcome> put_places(Write& w, const std::vector<domain::Place>& places) {
  for (auto place : places) {
    if (place.id.is_nil()) place.id = w.make_id();
    store::put_place(w.tx, place);
  }
  w.tx.on_commit(
      [&memory = w.memory, towns = store::places(w.tx, domain::PlaceKind::town)] { memory.put_towns(towns); });
  return Outcome{200, "none", {}};
}

Result<Outcome> import_file(Write& w, const ImportFile& file) {
  if (!file.rejected().empty()) return fail(Code::invalid, "lines of the file are refused");
  const auto known = known_already(w.tx, file);
  if (!known.empty()) {
    std::vector<FieldError> fields;
    for (const auto& reject : known)
      if (fields.size() < k_kept_rejects_max)
        fields.push_back({"line/" + std::to_string(reject.line) + '/' + reject.column, reject.code});
    return fail_fields(std::move(fields));
  }
  const auto written = std::visit(
      Either{[&](const Imported<domain::Place>& rows) { return put_places(w, rows.items); },
             [&](const Imported<domain::District>& rows) {
               return put_all(rows.items, [&](const domain::District& d) { return put_district(w, d); });
             },
             [&](const Imported<domain::Volunteer>& rows) {
               return put_all(rows.items, [&](const domain::Volunteer& v) { return add_volunteer(w, as_new(v)); });
             },
             [&](const Imported<domain::Registrant>& rows) { return import_roster(w, rows, file.text); }},
      file.rows);
  if (!written) return written;
  const auto rows = std::to_string(file.row_count());
  auto e = w.event("import.done");
  e.data = "kind=" + std::string(domain::code(file.kind)) + " rows=" + rows;
  w.tx.append(std::move(e));
  return Outcome{200, "import", {{"kind", std::string(domain::code(file.kind))}, {"rows", rows}, {"accepted", rows}}};
}

std::vector<Reject> rejects_of(const std::vector<FieldError>& fields) {
  constexpr std::string_view k_prefix = "line/";
  std::vector<Reject> rejects;
  for (const auto& f : fields) {
    if (!f.field.starts_with(k_prefix)) continue;
    const auto end = f.field.find('/', k_prefix.size());
    std::size_t line = 0;
    const char* const stop = f.field.data() + std::min(end, f.field.size());
    if (std::from_chars(f.field.data() + k_prefix.size(), stop, line).ec != std::errc{}) continue;
    rejects.push_back({line, end == std::string::npos ? std::string() : f.field.substr(end + 1), f.code});
  }
  return rejects;
}

ImportWords import_words(std::string_view code) {
  using Row = std::pair<std::string_view, ImportWords>;
  static constexpr auto k_words = std::to_array<Row>({
      {"required", {"必要な列または値がありません", "A needed column or value is missing"}},
      {"format", {"書き方が決まりと違います", "This is not written as expected"}},
      {"too_long", {"長すぎます", "This is too long"}},
      {"out_of_range", {"決められた範囲の外です", "This is out of range"}},
      {"unknown", {"知らない言葉または列です", "This word or column is not known"}},
      {"unknown_reference", {"この地区コードは登録されていません", "There is no district with this code"}},
      {"far_from_district",
       {"位置が地区から遠すぎます（海の上など）", "This place is too far from the district (in the sea, perhaps)"}},
      {"duplicate", {"前の行と同じです", "This is the same as a line before"}},
      {"already_exists", {"同じ人がすでに登録されています", "This person is registered already"}},
      {"cells", {"列の数が見出しと違います", "The number of cells differs from the headings"}},
      {"empty", {"ファイルに中身がありません", "The file is empty"}},
      {"encoding",
       {"読めない文字があります。UTF-8 の CSV で保存してください",
        "Some characters cannot be read: save it as UTF-8 CSV"}},
      {"too_many", {"行が多すぎます。分けて取り込んでください", "Too many lines: import it in parts"}},
  });
  for (const auto& [known, words] : k_words)
    if (known == code) return words;
  return {"この行は取り込めません", "This line cannot be imported"};
}

}  // namespace musubi::flow
