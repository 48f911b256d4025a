import type { Words } from '../../i18n';
import type { CrewWords } from './ja';

export const en: Words<CrewWords> = {
  title: 'Range of people, leader, skills, load, placard',
  note: 'Can wait until after the call. Used by matching',
  people_min: 'Least people',
  people_min_hint: 'With fewer, nobody is sent',
  people_max: 'Most people',
  people_max_hint: 'Empty: as many as are needed',
  leader_needed: 'A leader is needed',
  roles: 'Required skills and how many',
  role: 'Skill',
  count: 'People',
  add_role: 'Add a skill',
  remove: (role) => `Remove ${role}`,
  role_line: (role, n) => `${n} × ${role}`,
  gender_wish: 'Wish for a gender',
  gender: { none: 'none', female: 'women', male: 'men' },
  load: 'Load',
  loads: { light: 'light', normal: 'normal', heavy: 'heavy' },
  placard: 'Safety placard of the building',
  placards: { none: 'not yet, unknown', green: 'inspected (green)', yellow: 'take care (yellow)', red: 'unsafe (red)' },
  placard_red: 'Nobody is sent to a building with a red placard.',
  range: (min, max) => `${min} to ${max}`,
  fact: 'For matching',
  field: { people_min: 'Least people', people_max: 'Most people', leader_needed: 'Leader', roles: 'Required skills', gender_wish: 'Gender', load: 'Load', placard: 'Placard' },
};
