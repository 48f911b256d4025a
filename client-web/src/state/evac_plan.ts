// The form of a 個別避難計画 as text fields, and back. Knows nothing of the screen.
import type { EvacPlanForm, PlanSupporter, PlanText } from '../wire/roster_types';

export interface PlanDraft {
  texts: Partial<Record<PlanText, string>>;
  lives_alone: '' | 'yes' | 'no';
  battery: string;
  minutes: string;
  level: string;
  supporters: Required<{ [K in keyof PlanSupporter]: string }>[];
  consent_on: string;
  reviewed_on: string;
  next_review_on: string;
}

const k_texts: readonly PlanText[] = [
  'living_with', 'mobility', 'hearing', 'sight', 'cognition', 'language', 'medical_device', 'medicine', 'dialysis', 'allergies',
  'assistive_items', 'shelter_first', 'shelter_second', 'shelter_welfare', 'route', 'hazards', 'transport', 'bring', 'keys',
  'consent_scope', 'family_contact', 'family_note', 'care_manager',
];
export const k_supporters_wanted = 2;
const k_supporters_max = 10;
export const no_supporter = (): PlanDraft['supporters'][number] => ({ name: '', phone: '', relation: '', agreed_on: '' });

export function plan_draft(form: EvacPlanForm): PlanDraft {
  const texts: PlanDraft['texts'] = {};
  for (const name of k_texts) if (name in form) texts[name] = form[name] ?? '';
  const supporters = (form.supporters ?? []).map((one) => ({
    name: one.name,
    phone: one.phone ?? '',
    relation: one.relation ?? '',
    agreed_on: one.agreed_on ?? '',
  }));
  while (supporters.length < k_supporters_wanted) supporters.push(no_supporter());
  return {
    texts,
    lives_alone: form.lives_alone == null ? '' : form.lives_alone ? 'yes' : 'no',
    battery: form.device_battery_hours == null ? '' : String(form.device_battery_hours),
    minutes: form.evacuation_minutes == null ? '' : String(form.evacuation_minutes),
    level: String(form.start_level ?? 3),
    supporters,
    consent_on: form.consent_on ?? '',
    reviewed_on: form.reviewed_on ?? '',
    next_review_on: form.next_review_on ?? '',
  };
}

const number_or_null = (text: string): number | null => (text.trim() === '' ? null : Number(text.normalize('NFKC')));
const text_or_null = (text: string): string | null => (text.trim() === '' ? null : text);

export function plan_form(draft: PlanDraft): EvacPlanForm {
  const form: EvacPlanForm = {
    lives_alone: draft.lives_alone === '' ? null : draft.lives_alone === 'yes',
    device_battery_hours: number_or_null(draft.battery),
    evacuation_minutes: number_or_null(draft.minutes),
    start_level: Number(draft.level),
    supporters: draft.supporters
      .filter((one) => one.name.trim() !== '')
      .slice(0, k_supporters_max)
      .map((one) => ({
        name: one.name,
        phone: text_or_null(one.phone),
        relation: text_or_null(one.relation),
        agreed_on: text_or_null(one.agreed_on),
      })),
    consent_on: text_or_null(draft.consent_on),
    reviewed_on: text_or_null(draft.reviewed_on),
    next_review_on: text_or_null(draft.next_review_on),
  };
  for (const [name, text] of Object.entries(draft.texts)) form[name as PlanText] = text_or_null(text);
  return form;
}
