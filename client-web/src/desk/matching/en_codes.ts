import type { Words } from '../../i18n';
import type { codes as source } from './ja_codes';

export const codes: Words<typeof source> = {
  gate: {
    already_offered: 'already asked', not_active: 'not active now', no_consent: 'no consent yet', asked_enough: 'has enough open requests',
    stop_order: 'a stop order is in force', placard: 'the building must not be entered', minor_without_consent: 'no consent of a guardian yet',
    excluded_pair: 'these two are kept apart', busy_then: 'another job at that time', not_available: 'not free at that time', hours_limit: 'hours of the week are used up',
    no_rest: 'too little rest since the last job', no_licence: 'lacks a required skill', gender_wish: 'not the gender wished for', too_heavy: 'too heavy',
    too_far: 'too far', no_transport: 'no way to get there', no_insurance: 'insurance not valid', two_needs: 'locked to another need', above_max: 'more than the most people',
    no_seat: 'no seat left', party_apart: 'would split a party', not_in_plan: 'not in this plan', need_dropped: 'not done that day', need_closed: 'takes nobody now',
  },
  letter: {
    already_offered: 'As', not_active: 'Of', no_consent: 'Co', asked_enough: 'Mx', stop_order: 'St', placard: 'Pl', minor_without_consent: 'Mi',
    excluded_pair: 'Ex', busy_then: 'Bu', not_available: 'Ti', hours_limit: 'Hr', no_rest: 'Re', no_licence: 'Sk', gender_wish: 'Ge', too_heavy: 'He',
    too_far: 'Fa', no_transport: 'Tr', no_insurance: 'In', two_needs: 'Lo', above_max: 'Fu', no_seat: 'Se', party_apart: 'Pa', not_in_plan: 'No', need_dropped: 'Dr', need_closed: 'Cl',
  },
  letter_word: {
    already_offered: 'asked', not_active: 'off', no_consent: 'consent', asked_enough: 'asked a lot', stop_order: 'stop', placard: 'placard', minor_without_consent: 'minor',
    excluded_pair: 'kept apart', busy_then: 'busy', not_available: 'time', hours_limit: 'hours', no_rest: 'rest', no_licence: 'skill', gender_wish: 'gender', too_heavy: 'heavy',
    too_far: 'far', no_transport: 'transport', no_insurance: 'insurance', two_needs: 'locked', above_max: 'full', no_seat: 'seats', party_apart: 'party', not_in_plan: 'not in plan', need_dropped: 'dropped', need_closed: 'closed',
  },
  reason: {
    place: 'fills a place here', cover: 'fills a place here', waiting: (value) => `waiting for ${value} days`, vulnerable: 'a household to take care of', extra_place: 'more people than asked for',
    told: 'stays where they were told', role: (value) => `fills the role: ${value}`, near: (value) => `near (${value})`, distance: (value) => `${value} from home`,
    same_district: 'same district', skill: (value) => `can do: ${value}`, skill_missing: (value) => `cannot do: ${value}`, available: 'said to be free then',
    past_helper: (value) => `helped here before (${value})`, recent_jobs: (value) => `${value} jobs in four weeks`, rested: 'no job for a while', prefers_not: 'rather not this kind',
  },
  unmet_code: {
    min_above_max: 'least number above the most', window_contradictory: 'ends before it starts', already_started: 'its time has passed',
    stop_order: 'a stop order is in force', placard: 'the building must not be entered', no_candidates: 'nobody fits at all',
    role_missing: (role, n) => `${n} more with ${role} needed`, locked_below_min: (n) => `the locked people are ${n} below the least number`,
    transport_full: (n) => `${n} could come with a seat`, no_insurance: (n) => `${n} without valid insurance`, busy: (n) => `${n} have another job then`,
    not_available: (n) => `${n} are not free then`, too_far: (n) => `${n} live too far`, people_short: (n) => `${n} more people needed`,
    not_worth: 'sending those who are left is not worth it', dropped: 'taken off this day', gate: (why, n) => `${why} (${n})`,
  },
  idle_code: {
    taken_out: 'taken out by hand', no_needs: 'no need fits that day', party_too_large: (n) => `the party of ${n} is larger than any need`, party_apart: 'the party holds two who are kept apart',
    not_needed: 'the needs that fit are full', roles_missing: 'the needs that fit wait for a leader or a skill', gate: (why) => why,
  },
  next: {
    edit_people: 'Correct the numbers', edit_times: 'Correct the times', see_stop_order: 'See the stop order', see_placard: 'See the placard', ask_volunteers: 'Find people', ask_role: (role) => `Find somebody: ${role}`,
    add_or_unlock: 'Look at the locks', add_seats: 'Try more seats', enter_insurance: 'Insurance', change_time: 'Change the time', ask_wider: 'Look farther', see_excluded: 'See who is left out',
    assign_by_hand: 'Decide by hand', take_need: 'Take it back in', open_need: 'Open the need',
  },
  moved_code: {
    need_closed: (need) => `${need} takes nobody any more`, places_changed: (need) => `${need}: other people were decided`,
    need_changed: (need) => `${need} was changed (people, time or priority)`, volunteer_gone: (who) => `${who} is not active any more`,
    volunteer_busy: (who) => `${who} has another job at that time now`, already_answered: (who, need) => `${who} has answered for ${need} already`,
    declined: (who, need) => `${who} declined ${need}`,
  },
  what_if_warning: {
    crisis: 'fewer people at a crisis need', gate: (who, why) => `${who}: ${why}`, need: (need, why) => `${need}: ${why}`,
  },
};
