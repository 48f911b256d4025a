// DOMAIN §3.3, second table, as the tests read it. A cell: the classes of field, and of whom.

import type { Role } from '../support/contract.ts';

export type Phase = 'normal' | 'imminent' | 'declared';
interface Cell {
  classes: string;
  of: 'consented' | 'all';
}
const nothing: Cell = { classes: '', of: 'consented' };

const k_table: Record<Role, Record<Phase, Cell>> = {
  // City owner / admin
  admin: {
    normal: { classes: 'ABCD', of: 'consented' },
    imminent: { classes: 'ABCD', of: 'all' },
    declared: { classes: 'ABCD', of: 'all' },
  },
  // Shakyo duty staff
  staff: {
    normal: { classes: 'ABC', of: 'consented' },
    imminent: { classes: 'ABC', of: 'all' },
    declared: { classes: 'ABCD', of: 'all' },
  },
  // Coordinator (民生委員, きずなチーム), own district
  coordinator: {
    normal: { classes: 'ABC', of: 'consented' },
    imminent: { classes: 'ABC', of: 'consented' },
    declared: { classes: 'ABC', of: 'all' },
  },
  // Volunteer: of the own job alone, see the story at the end of access-table.test.ts
  volunteer: { normal: nothing, imminent: nothing, declared: nothing },
  // Wall / viewer: counts
  viewer: { normal: nothing, imminent: nothing, declared: nothing },
};

/** One of four invented persons: in the coordinator's own district or the other, with consent or without. */
export interface Person {
  key: string;
  own: boolean;
  consented: boolean;
  id: string;
  number: string;
  words: Record<string, string>; // field → marker; the field's first letter is its class
}

/** The classes of this person that the role may see in this phase; '' for not even the existence. */
export function classes_of(role: Role, phase: Phase, person: { own: boolean; consented: boolean }): string {
  const cell = k_table[role][phase];
  if (role === 'coordinator' && !person.own) return '';
  return person.consented || cell.of === 'all' ? cell.classes : '';
}

/** Behind the glass: as in a declared phase, whatever the consent. */
export const classes_behind_glass = (role: Role, person: { own: boolean }) =>
  classes_of(role, 'declared', { own: person.own, consented: true });

// The frames that a question may be asked in. Only two of them widen.
export const k_settings = ['everyday', 'real', 'imminent', 'declared', 'over', 'closed', 'drill'] as const;
export type Setting = (typeof k_settings)[number];
export const phase_of = (setting: Setting): Phase =>
  setting === 'imminent' || setting === 'declared' ? setting : 'normal';
