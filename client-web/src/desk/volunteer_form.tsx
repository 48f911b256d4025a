import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { common } from '../i18n';
import { api } from '../net/api';
import { districts } from '../net/districts';
import { toggle_slot } from '../state/people';
import { phone_fault } from '../state/phone_number';
import { changes, draft_of, k_empty_draft, k_plans, members, same, type Draft } from '../state/volunteer_draft';
import { Button, Choice, go, href, Icon, moment, now, ProblemNotice, SelectField, TextField, toast, weekday_name } from '../ui';
import { k_day_parts, k_skills, type Id, type Problem, type Volunteer } from '../wire/types';
import { ConflictView, type Line } from './conflict';
import { ExclusionsPart } from './exclusions/part';
import { use_send } from './send';
import { VolunteerWishes } from './volunteer_wishes';
import { t } from './words';

function lines_between(before: Draft, mine: Draft, theirs: Draft): Line[] {
  const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
  return (Object.keys(mine) as (keyof Draft)[])
    .filter((key) => !same(mine[key], theirs[key]))
    .map((key) => ({ field: key, mine: text(mine[key]), theirs: text(theirs[key]), is_both: !same(mine[key], before[key]) && !same(theirs[key], before[key]) }));
}

export function VolunteerForm(props: { id: Id | null; known: Volunteer | undefined; on_saved: (one: Volunteer) => void }): JSX.Element {
  const { id } = props;
  const words = t.value.people;
  const [base, set_base] = useState<Volunteer | null>(null);
  const [draft, set_draft] = useState<Draft>(k_empty_draft);
  const [missing, set_missing] = useState<Problem | null>(null);
  const [theirs, set_theirs] = useState<Volunteer | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const send = use_send();
  const set = (more: Partial<Draft>): void => set_draft((known) => ({ ...known, ...more }));

  useEffect(() => {
    if (!id) return;
    let is_here = true;
    void api.get<Volunteer>(`/volunteers/${id}`).then((reply) => {
      if (!is_here) return;
      if (!reply.ok) return set_missing(reply.problem);
      set_base(reply.data);
      set_draft(draft_of(reply.data));
    });
    return () => {
      is_here = false;
    };
  }, [id]);

  const save = async (from: Volunteer | null, mine: Draft): Promise<void> => {
    const reply = from
      ? await send.patch<Volunteer>(`/volunteers/${from.id}`, changes(draft_of(from), mine), from.version)
      : await send.post<Volunteer>('/volunteers', members(mine));
    if (reply.ok) {
      set_base(reply.data);
      set_draft(draft_of(reply.data));
      props.on_saved(reply.data);
      toast(words.saved(reply.data.name));
      if (!from) go('people', reply.data.id);
      return;
    }
    if (reply.problem.status === 412 && from) set_theirs((reply.problem.current as Volunteer | undefined) ?? null);
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    if (send.is_busy) return;
    const slip = phone_fault(draft.phone);
    if (slip) return send.set_problem({ type: '/problems/invalid', title: '', status: 422, code: 'invalid', errors: [{ field: 'phone', code: slip }] });
    if (base && Object.keys(changes(draft_of(base), draft)).length === 0) return toast(t.value.form.nothing);
    void save(base, draft);
  };
  const settle = (keep: boolean): void => {
    if (!theirs || !base) return;
    const before = draft_of(base);
    const other = draft_of(theirs);
    const mine = Object.fromEntries(Object.entries(draft).filter(([key, value]) => !same(before[key as keyof Draft], value)));
    const kept = keep ? { ...other, ...mine } : other;
    set_base(theirs);
    set_draft(kept);
    set_theirs(null);
    send.set_problem(null);
    if (keep) void save(theirs, kept);
  };

  const title = base ? `${base.number}　${base.name}` : words.new_title;
  return (
    <section class="col middle" aria-label={title} data-region tabIndex={-1}>
      <form ref={form} id="volunteer-form" class="scroll form pad two" noValidate onSubmit={submit}>
        <p class="only-narrow">
          <a class="btn btn-q btn-s" href={href('people')}>
            <Icon name="i-back" />
            {t.value.list.back}
          </a>
        </p>
        <h1 class="form-title">{title}</h1>
        <ProblemNotice problem={missing} />
        {theirs && base ? (
          <ConflictView lines={lines_between(draft_of(base), draft, draft_of(theirs))} who={null} when={null} keep_mine={() => settle(true)} take_theirs={() => settle(false)} />
        ) : (
          <ProblemNotice problem={send.problem} />
        )}
        <Basics draft={draft} set={set} problem={send.problem} has_status={base !== null} />
        <Abilities draft={draft} set={set} />
        <InsurancePart draft={draft} set={set} problem={send.problem} />
        <VolunteerWishes draft={draft} set={set} problem={send.problem} id={id} />
        <fieldset class="part">
          <legend>{words.consent}</legend>
          <Choice name="consent" checked={draft.consent} onChange={(consent) => set({ consent })}>
            {words.consent}
            {base?.consent_at && <span class="dim">（{words.consent_at(moment(base.consent_at, now.value))}）</span>}
          </Choice>
          <TextField label={words.note} name="note" lines={2} value={draft.note} onInput={(note) => set({ note })} problem={send.problem} />
        </fieldset>
        {base && <ExclusionsPart volunteer_id={base.id} />}
      </form>
      <div class="foot">
        <button class="btn btn-1" type="submit" form="volunteer-form" disabled={send.is_busy || theirs !== null || (id !== null && base === null)}>
          {id ? t.value.form.save : words.save_new}
        </button>
        <Button kind="quiet" onClick={() => go('people')}>
          {common.value.action.close}
        </Button>
      </div>
    </section>
  );
}

export interface PartProps {
  draft: Draft;
  set: (more: Partial<Draft>) => void;
  problem?: Problem | null;
}

function Basics(props: PartProps & { has_status: boolean }): JSX.Element {
  const { draft, set, problem } = props;
  const words = t.value.people;
  const form = t.value.form;
  const options = [...districts.value.values()].map((one) => ({ value: one.id, label: one.name }));
  const states = (['active', 'paused', 'retired'] as const).map((value) => ({ value, label: words.status[value] }));
  return (
    <fieldset class="part">
      <legend>{words.basics}</legend>
      <div class="pair">
        <TextField label={form.name} name="name" value={draft.name} onInput={(name) => set({ name })} problem={problem} max_length={100} required />
        <TextField label={form.kana} name="name_kana" value={draft.name_kana} onInput={(name_kana) => set({ name_kana })} problem={problem} max_length={100} required />
        <TextField label={form.phone} name="phone" type="tel" value={draft.phone} onInput={(phone) => set({ phone })} problem={problem} max_length={30} required />
        <TextField label={words.email} name="email" type="email" value={draft.email} onInput={(email) => set({ email })} problem={problem} max_length={200} />
        <SelectField label={form.district} name="district_id" value={draft.district_id} options={options} empty={form.choose} onChange={(district_id) => set({ district_id })} problem={problem} />
        <TextField label={words.birth_year} name="birth_year" inputmode="numeric" value={draft.birth_year} onInput={(birth_year) => set({ birth_year })} problem={problem} />
        {props.has_status && <SelectField label={words.state} name="status" value={draft.status} options={states} onChange={(status) => status && set({ status })} problem={problem} />}
      </div>
    </fieldset>
  );
}

function Abilities(props: PartProps): JSX.Element {
  const { draft, set } = props;
  const words = t.value.people;
  const is_on = (weekday: number, part: string): boolean => draft.availability.some((slot) => slot.weekday === weekday && slot.part === part);
  return (
    <fieldset class="part">
      <legend>{words.can}</legend>
      <div class="choices">
        {k_skills.map((skill) => (
          <Choice key={skill} name={`skill-${skill}`} checked={draft.skills.includes(skill)} onChange={(on) => set({ skills: on ? [...draft.skills, skill] : draft.skills.filter((one) => one !== skill) })}>
            {common.value.skill[skill]}
          </Choice>
        ))}
      </div>
      <p class="field-label">{words.when}</p>
      <table class="grid-week">
        <caption class="sr">{words.grid}</caption>
        <thead>
          <tr>
            <td />
            {[1, 2, 3, 4, 5, 6, 0].map((day) => (
              <th key={day} scope="col">
                {weekday_name(day)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {k_day_parts.map((part) => (
            <tr key={part}>
              <th scope="row">{common.value.part[part]}</th>
              {[1, 2, 3, 4, 5, 6, 0].map((day) => (
                <td key={day}>
                  <label>
                    <span class="sr">{words.cell(weekday_name(day), common.value.part[part])}</span>
                    <input type="checkbox" checked={is_on(day, part)} onChange={() => set({ availability: toggle_slot(draft.availability, day, part) })} />
                  </label>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </fieldset>
  );
}

function InsurancePart(props: PartProps): JSX.Element {
  const { draft, set, problem } = props;
  const words = t.value.people;
  const plans = k_plans.map((value) => ({ value, label: words.plans[value] }));
  return (
    <fieldset class="part">
      <legend>{words.insurance}</legend>
      <SelectField label={words.plan} name="insurance.plan" value={draft.plan} options={plans} empty={words.no_insurance} onChange={(plan) => set({ plan })} problem={problem} />
      {draft.plan !== '' && (
        <div class="pair">
          <TextField label={words.cover_from} name="insurance.cover_from" type="date" value={draft.cover_from} onInput={(cover_from) => set({ cover_from })} problem={problem} required />
          <TextField label={words.cover_until} name="insurance.cover_until" type="date" value={draft.cover_until} onInput={(cover_until) => set({ cover_until })} problem={problem} required />
          <TextField label={words.joined_on} name="insurance.joined_on" type="date" value={draft.joined_on} onInput={(joined_on) => set({ joined_on })} problem={problem} />
          <TextField label={words.proof} name="insurance.proof_seen_by" value={draft.proof} onInput={(proof) => set({ proof })} problem={problem} max_length={100} />
        </div>
      )}
    </fieldset>
  );
}
