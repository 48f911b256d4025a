import type { Words } from '../../i18n';
import type { PolicyWords } from './ja';

export const en: Words<PolicyWords> = {
  tab: 'Matching',
  title: 'Weights of matching',
  note: 'One point weighs as much as ten metres of travel. A change counts for plans made from now on; plans that exist stay as they are.',
  name: 'What',
  value: 'Value',
  range: 'Range',
  usual: 'Default',
  bounds: (min, max) => `${min} to ${max}`,
  to_usual: 'Back to the default',
  save: 'Save',
  saved: 'Saved. The next plan uses these weights',
  nothing: 'Nothing was changed',
  stale: 'Somebody else changed them first. These are the values now; write again',
  out_of_range: (min, max) => `from ${min} to ${max}`,
  groups: { reward: 'What a filled place is worth', pair: 'A person and a need', limit: 'Lines not to cross' },
  weight: {
    place: 'one place filled (points)', step_priority: 'priority: times the ordinary', step_crisis: 'crisis: times the ordinary', age_day: 'each day of waiting (points)', age_days_max: 'days of waiting that count, at most',
    vulnerable: 'a household to take care of (points)', extra_percent: 'a person above the wanted number (%)', unknown_near: 'distance unknown, same district (points)', unknown_far: 'distance unknown, other district (points)', same_district: 'same district (points)',
    past_job: 'each earlier job for this household (points)', past_jobs_max: 'earlier jobs that count, at most', skill_missing: 'each wished skill that is missing (points)', recent_job: 'each job of the last four weeks (points)',
    recent_jobs_max: 'recent jobs that count, at most', preference_percent: 'what was learned from declines (%)', told: 'to move somebody from where they were told (points)', asked_max: 'open requests a person has at once', rest_minutes: 'rest before the next day (minutes)',
    job_minutes: 'length of a job without an end (minutes)', distance_max_m: 'most travel (metres; 0: as each is willing)', ride_beyond_m: 'beyond this, who has no car needs a seat (metres; 0: seats are not counted)', yellow_allowed: 'send to a yellow placard (1: yes)',
  },
};
