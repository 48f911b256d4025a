import type { DeviceWords } from './ja';

export const en: DeviceWords = {
  title: 'Phones that carry a list',
  lead: 'Phones with a list of people. A lost phone is locked out here.',
  empty: 'No phone carries a list.',
  device: 'Phone',
  who: 'Carried by',
  people: 'People',
  taken: 'Taken',
  expires: 'Erased by itself',
  seen: 'Last contact',
  state: 'Now',
  states: {
    live: 'in use',
    expired: 'at its end',
    locked: 'locked',
    returned: 'said that it was erased',
    withdrawn: 'may not be used',
  },
  lock: 'Lock…',
  lock_title: (device) => `Lock the list on “${device}”?`,
  lock_note: 'At its next contact the phone erases the list and signs out. Without the PIN the list does not open. Unsent reports stay.',
  lock_yes: 'Lock it as lost',
  locked: (device) => `The list on “${device}” is locked`,
  again: 'Read again',
  menu: 'Phones with a list',
};
