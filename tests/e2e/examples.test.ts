// The golden messages are what the contract says, and the contract is whole.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { complaint_of, contract, k_all_roles, k_home, k_operations, wants_key } from './support/contract.ts';

const folder = join(k_home, 'schema/api/examples');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const schema_of = (file: string) =>
  (file.split('.')[0] ?? '')
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

describe('the golden messages', () => {
  it.each(files)('%s fits its schema', (file) => {
    expect(complaint_of(schema_of(file), JSON.parse(readFileSync(join(folder, file), 'utf8')))).toBeNull();
  });

  it('would notice a member that the contract lacks, and one that it wants', () => {
    const need = JSON.parse(readFileSync(join(folder, 'need.json'), 'utf8'));
    expect(complaint_of('Need', { ...need, shoe_size: 42 })).toContain('additional');
    delete need.places;
    expect(complaint_of('Need', need)).toContain('places');
  });

  it('has one for every main noun and live message', () => {
    const covered = new Set(files.map(schema_of));
    const main = [
      'Account',
      'District',
      'Volunteer',
      'Squad',
      'Organization',
      'Need',
      'Offer',
      'Incident',
      'Registrant',
      'Round',
      'SafetyCheck',
      'Plan',
      'Team',
      'Exclusion',
    ];
    for (const name of [...main, 'Snapshot', 'Events', 'Resync', 'Ping', 'Subscribe', 'Problem'])
      expect(covered).toContain(name);
  });
});

describe('the contract', () => {
  it('says of every operation who may call it', () => {
    for (const op of k_operations) {
      const { public: open, roles } = op.permission;
      expect(open === true || (roles ?? []).length > 0, op.id).toBe(true);
      for (const role of roles ?? []) expect(k_all_roles).toContain(role);
    }
  });

  it('closes every request body, so that an unknown member is refused', () => {
    const closed = (schema: Record<string, unknown>): boolean => {
      if (schema.$ref) return closed(contract.components.schemas[String(schema.$ref).split('/').pop() ?? '']);
      if (schema.oneOf && !schema.properties) return (schema.oneOf as []).every(closed);
      if (schema.type === 'array') return closed(schema.items as Record<string, unknown>);
      return schema.additionalProperties === false;
    };
    for (const op of k_operations.filter((o) => o.body?.['application/json'] && !o.id.startsWith('post_imports')))
      expect(closed(op.body?.['application/json']?.schema ?? {}), op.id).toBe(true);
  });

  it('asks for an idempotency key on every write but the session and the reads by POST', () => {
    const without = k_operations.filter((op) => op.method !== 'get' && !wants_key(op)).map((op) => op.id);
    const reads = ['post_needs_duplicates', 'post_plans_one_what_if', 'post_search'];
    expect(without.sort()).toEqual(['delete_session', ...reads, 'post_session']);
  });
});
