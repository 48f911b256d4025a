#include "server/store/organization_store.hpp"

#include "server/store/columns.hpp"

namespace musubi::store {

using domain::Organization;

namespace {

Organization organization_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  Organization o;
  o.id = column.id<OrganizationId>();
  o.name = column.text();
  o.kind = column.code<domain::OrganizationKind>();
  o.district_id = column.maybe_id<DistrictId>();
  o.phone = column.maybe_sealed("organization.phone");
  o.status = column.code<domain::OrganizationStatus>();
  o.created_at = column.instant();
  o.version = column.integer();
  return o;
}

std::int64_t write_organization(Tx& tx, const sql::Statement& statement, const Organization& o, int version) {
  return tx.run(statement, {value_of(o.id), value_of(o.name), value_of(o.kind), value_of(o.district_id),
                            sealed(tx, "organization.phone", o.phone), value_of(o.status), value_of(o.created_at),
                            value_of(version)});
}

}  // namespace

std::optional<Organization> find_organization(ReadTx& tx, OrganizationId id) {
  return decoded_first(tx, tx.first(sql::organization_by_id, {value_of(id)}), organization_from);
}

std::vector<Organization> organizations(ReadTx& tx, const Page& page) {
  const Cursor below = page.below();
  const auto rows = tx.query(sql::organization_page, {value_of(below.ms), value_of(below.id), value_of(page.limit)});
  return decoded<Organization>(tx, rows, organization_from);
}

void insert_organization(Tx& tx, const Organization& organization) {
  write_organization(tx, sql::organization_insert, organization, organization.version);
}

bool update_organization(Tx& tx, const Organization& organization, int expected_version) {
  return write_organization(tx, sql::organization_update, organization, expected_version) == 1;
}

}  // namespace musubi::store
