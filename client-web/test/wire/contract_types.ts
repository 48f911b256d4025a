// Compile-time only: what the contract (generated api.d.ts) may send must fit the types the pages use, and what the
// pages send must fit the contract. `npm run check` fails here when openapi.yaml and wire/types.ts drift apart.
import type { components } from '../../src/wire/api';
import type * as offers from '../../src/wire/offer_types';
import type * as ours from '../../src/wire/types';

type Sent = components['schemas'];
/** Fails to compile unless every value of Given is also a Wanted. */
type Fits<Wanted, Given extends Wanted> = [Wanted, Given];

export type Received = [
  Fits<ours.Account, Sent['Account']>,
  Fits<ours.Me, Sent['Me']>,
  Fits<ours.District, Sent['District']>,
  Fits<ours.Organization, Sent['Organization']>,
  Fits<ours.Volunteer, Sent['Volunteer']>,
  Fits<ours.Squad, Sent['Squad']>,
  Fits<ours.Incident, Sent['Incident']>,
  Fits<ours.Need, Sent['Need']>,
  Fits<ours.JobCard, Sent['JobCard']>,
  Fits<ours.Offer, Sent['Offer']>,
  Fits<ours.Candidates, Sent['Candidates']>,
  Fits<ours.Registrant, Sent['Registrant']>,
  Fits<ours.Round, Sent['Round']>,
  Fits<ours.SafetyCheck, Sent['SafetyCheck']>,
  Fits<ours.WatchRow, Sent['RoundRegistrant']>,
  Fits<ours.CheckReply, Sent['CheckReply']>,
  Fits<ours.BatchReply, Sent['ChecksReply']>,
  Fits<ours.Progress, Sent['Progress']>,
  Fits<ours.Dot, Sent['Dot']>,
  Fits<ours.NeedDot, Sent['NeedDot']>,
  Fits<ours.MapSnapshot, Sent['MapView']>,
  Fits<ours.Place, Sent['Place']>,
  Fits<ours.MapSources, Sent['MapSources']>,
  Fits<ours.MapNote, Sent['MapNote']>,
  Fits<ours.MapArea, Sent['MapArea']>,
  Fits<ours.TeamsOut, Sent['TeamsOut']>,
  Fits<ours.Problem, Sent['Problem']>,
  Fits<ours.ServiceUser, Sent['ServiceUser']>,
  Fits<ours.SupportPolicy, Sent['SupportPolicy']>,
  Fits<ours.SupportCalendar, Sent['SupportCalendar']>,
  Fits<ours.Series, Sent['Series']>,
  Fits<ours.Referral, Sent['Referral']>,
  Fits<ours.SupportRecord, Sent['SupportRecord']>,
  Fits<ours.LiveEvent, Sent['Event']>,
  Fits<ours.OfferReply, Sent['OfferAnswer']>,
  Fits<offers.WaveReply, Sent['WaveReply']>,
  Fits<offers.Preference, Sent['Preference']>,
  Fits<offers.Notice, Sent['Notice']>,
  Fits<offers.CallItem, Sent['CallItem']>,
  Fits<offers.CallTried, Sent['CallTried']>,
  Fits<offers.OfferPolicy, Sent['OfferPolicy']>,
  Fits<ours.Plan, Sent['Plan']>,
  Fits<ours.PlanHead, Sent['PlanHead']>,
  Fits<ours.PlanGrid, Sent['PlanGrid']>,
  Fits<ours.WhatIf, Sent['WhatIf']>,
  Fits<ours.PlanCommitted, Sent['PlanCommitted']>,
  Fits<ours.Team, Sent['Team']>,
  Fits<ours.MatchingPolicy, Sent['MatchingPolicy']>,
  Fits<ours.Exclusion, Sent['Exclusion']>,
];

export type Given = [
  Fits<Sent['NewCheck'], ours.CheckBody>,
  Fits<Sent['NewMapNote'], ours.NewMapNote>,
  Fits<Sent['Slot'], ours.Availability>,
  Fits<Sent['Skill'], ours.Skill>,
  Fits<Sent['DeclineReason'], ours.DeclineReason>,
  Fits<Sent['PlanChange'], ours.PlanChange>,
];

/** Lists of codes that screens show: none missing, none invented. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
export const same_codes: [
  Same<ours.Role, Sent['Role']>,
  Same<ours.MapNoteKind, Sent['MapNoteKind']>,
  Same<ours.Hazard, Sent['Hazard']>,
  Same<ours.Skill, Sent['Skill']>,
  Same<ours.NeedStatus, Sent['NeedStatus']>,
  Same<ours.Category, Sent['NeedCategory']>,
  Same<ours.Channel, Sent['Channel']>,
  Same<ours.Priority, Sent['Priority']>,
  Same<ours.OfferStatus, Sent['OfferStatus']>,
  Same<ours.DeclineReason, Sent['DeclineReason']>,
  Same<ours.SafetyStatus, Sent['SafetyStatus']>,
  Same<ours.CheckMethod, Sent['CheckMethod']>,
  Same<ours.DayPart, Sent['DayPart']>,
  Same<ours.IncidentKind, Sent['IncidentKind']>,
  Same<ours.LegalPhase, Sent['LegalPhase']>,
  Same<ours.FeeKind, Sent['FeeKind']>,
  Same<ours.ServiceUserStatus, Sent['ServiceUserStatus']>,
  Same<ours.SeriesStatus, Sent['SeriesStatus']>,
  Same<ours.ReferralResult, Sent['ReferralResult']>,
  Same<ours.AssignedBy, Sent['AssignedBy']>,
  Same<ours.PlanGate, Sent['PlanGate']>,
  Same<ours.MovedCode, Sent['MovedCode']>,
  Same<ours.PlanStatus, Sent['PlanStatus']>,
  Same<ours.GenderWish, Sent['GenderWish']>,
  Same<ours.Load, Sent['Load']>,
  Same<ours.Placard, Sent['Placard']>,
] = [true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true];
export const same_offer_codes: [
  Same<offers.ContactBy, Sent['ContactBy']>,
  Same<offers.Gender, Sent['Gender']>,
  Same<offers.Load, Sent['Load']>,
  Same<offers.WaveEnd, Sent['WaveEnd']>,
  Same<offers.PreferenceKind, Sent['PreferenceKind']>,
  Same<offers.NoticeKind, Sent['NoticeKind']>,
  Same<offers.CallResult, Sent['CallResult']>,
] = [true, true, true, true, true, true, true];
