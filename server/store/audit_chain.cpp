#include "server/store/audit_chain.hpp"

#include "server/store/columns.hpp"

namespace musubi::store {

namespace {

constexpr int k_rows_at_once = 1000;

template <class I>
std::string id_text(const std::optional<I>& id) {
  return id ? id->text() : std::string();
}

// Every column, each with its length before it: no two different rows have the same text.
std::string canonical(std::int64_t link, const AuditRow& a, const std::vector<Uuid>& subjects) {
  std::vector<std::string> parts{std::to_string(link),
                                 a.id.text(),
                                 std::to_string(a.at.ms),
                                 id_text(a.actor),
                                 a.action,
                                 a.subject_kind,
                                 id_text(a.subject_id),
                                 id_text(a.district_id),
                                 id_text(a.incident_id),
                                 std::to_string(a.subjects),
                                 a.request_id,
                                 a.route};
  for (const auto& id : subjects) parts.push_back(id.text());
  return packed(parts);
}

struct Link {
  std::int64_t number;
  Bytes hash;
  AuditRow row;
};

Link link_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  Link l;
  l.number = column.i64();
  l.hash = column.bytes();
  l.row.id = column.id<AuditId>();
  l.row.at = column.instant();
  l.row.actor = column.maybe_id<AccountId>();
  l.row.action = column.text();
  l.row.subject_kind = column.text();
  l.row.subject_id = column.maybe_id();
  l.row.district_id = column.maybe_id<DistrictId>();
  l.row.incident_id = column.maybe_id<IncidentId>();
  l.row.subjects = column.integer();
  l.row.request_id = column.text();
  l.row.route = column.maybe_text().value_or("");
  return l;
}

std::vector<Uuid> subjects_of(ReadTx& tx, const AuditId& id) {
  std::vector<Uuid> out;
  for (const auto& row : tx.query(sql::audit_subjects_of, {value_of(id)})) out.push_back(row.uuid(0));
  return out;
}

std::string at_row(std::int64_t number, std::string_view what) {
  return "row " + std::to_string(number) + ' ' + std::string(what);
}

}  // namespace

Bytes audit_hash(const Codec& codec, const Bytes& before, std::int64_t link, const AuditRow& row,
                 const std::vector<Uuid>& subjects) {
  return codec.digest("audit", before.data + canonical(link, row, subjects));
}

Bytes audit_root(const Codec& codec) { return codec.digest("audit.root", ""); }

ChainCheck check_audit_chain(ReadTx& tx) {
  ChainCheck out;
  out.unlinked = tx.first(sql::audit_unlinked_count)->i64(0);
  const auto head = tx.first(sql::audit_head);
  Bytes hash = audit_root(tx.codec());
  std::int64_t subjects_seen = 0;
  for (bool is_last = false; !is_last;) {
    const auto links = decoded<Link>(tx, tx.query(sql::audit_links, {out.rows, value_of(k_rows_at_once)}), link_from);
    is_last = links.size() < k_rows_at_once;
    for (const auto& link : links) {
      if (link.number != out.rows + 1) {
        out.fault = at_row(out.rows + 1, "was removed");
        return out;
      }
      const auto subjects = subjects_of(tx, link.row.id);
      hash = audit_hash(tx.codec(), hash, link.number, link.row, subjects);
      if (hash != link.hash) {
        out.fault = at_row(link.number, "was changed");
        return out;
      }
      subjects_seen += static_cast<std::int64_t>(subjects.size());
      out.rows = link.number;
    }
  }
  if (!head) {
    if (out.rows > 0) out.fault = "the end of the chain was removed";
    return out;
  }
  if (head->i64(0) > out.rows) out.fault = at_row(out.rows + 1, "was removed");
  if (head->i64(0) < out.rows) out.fault = at_row(head->i64(0) + 1, "was inserted");
  if (out.fault.empty() && head->bytes(1) != hash) out.fault = at_row(out.rows, "was changed");
  if (out.fault.empty() && out.unlinked > 0) out.fault = std::to_string(out.unlinked) + " rows were inserted";
  if (out.fault.empty() && tx.first(sql::audit_subject_count)->i64(0) != subjects_seen)
    out.fault = "the list of whose data was read has lines of no row";
  return out;
}

}  // namespace musubi::store
