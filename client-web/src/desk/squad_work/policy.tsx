import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { common } from '../../i18n';
import { api } from '../../net/api';
import { districts } from '../../net/districts';
import { may } from '../../net/session';
import { Button, Choice, Group, ProblemNotice, SelectField, TextField, toast } from '../../ui';
import { k_assigned_by, k_categories, k_fee_kinds, type Id, type SupportPolicy } from '../../wire/types';
import { use_send } from '../send';
import { BackLink } from './back';
import { CalendarForm } from './calendar';
import { district_id } from './data';
import { PolicyLine } from './policy_line';
import { district_name, w } from './words';

/** The rules of the chosen district (the first one for all), and the days of the centre. */
export function PolicyPart(): JSX.Element {
  const id: Id | undefined = district_id.value || [...districts.value.keys()][0];
  const [policy, set_policy] = useState<SupportPolicy | null>(null);
  useEffect(() => {
    set_policy(null);
    if (!id) return;
    let is_here = true;
    void api.get<SupportPolicy>(`/districts/${id}/support-policy`).then((reply) => {
      if (is_here && reply.ok) set_policy(reply.data);
    });
    return () => {
      is_here = false;
    };
  }, [id]);
  const title = w.value.policy.title(district_name(id));
  return (
    <section class="col middle" aria-label={title} data-region tabIndex={-1}>
      <div class="scroll form pad">
        <BackLink part="referrals" />
        <h1 class="form-title">{title}</h1>
        <PolicyLine policy={policy} />
        {policy && (may('admin', 'staff') ? <PolicyForm key={policy.district_id} policy={policy} on_saved={set_policy} /> : <p class="dim">{w.value.policy.read_only}</p>)}
        <CalendarForm />
      </div>
    </section>
  );
}

const text_of = (value: number | null): string => (value === null ? '' : String(value));
const number_of = (text: string): number | string | null => (text.trim() === '' ? null : Number.isFinite(Number(text)) ? Number(text) : text);

function PolicyForm(props: { policy: SupportPolicy; on_saved: (policy: SupportPolicy) => void }): JSX.Element {
  const words = w.value.policy;
  const send = use_send();
  const { problem } = send;
  const [policy, set_policy] = useState(props.policy);
  const [fee_yen, set_fee] = useState(String(policy.fee_yen));
  const [helper_yen, set_helper] = useState(String(policy.helper_yen));
  const [minutes_max, set_minutes] = useState(text_of(policy.minutes_max));
  const [hours, set_hours] = useState(String(policy.first_offer_hours));
  const set = (more: Partial<SupportPolicy>): void => set_policy({ ...policy, ...more });
  const take = (fresh: SupportPolicy): void => {
    set_policy(fresh);
    set_fee(String(fresh.fee_yen));
    set_helper(String(fresh.helper_yen));
    set_minutes(text_of(fresh.minutes_max));
    set_hours(String(fresh.first_offer_hours));
    send.set_problem(null);
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { fee_kind, categories, assigned_by, first_visit_together, note } = policy;
    const body = {
      ...{ fee_kind, categories, assigned_by, first_visit_together, note: note?.trim() || null },
      fee_yen: fee_kind === 'free' ? 0 : (number_of(fee_yen) ?? 0),
      helper_yen: number_of(helper_yen) ?? 0,
      minutes_max: number_of(minutes_max),
      first_offer_hours: number_of(hours) ?? 24,
    };
    const reply = await send.patch<SupportPolicy>(`/districts/${policy.district_id}/support-policy`, body, policy.version);
    if (!reply.ok) return;
    take(reply.data);
    props.on_saved(reply.data);
    toast(words.saved);
  };
  return (
    <form class="form narrow" noValidate onSubmit={(event) => void submit(event)}>
      <ProblemNotice problem={problem}>
        {problem?.code === 'stale_edit' && problem.current != null && (
          <Button small onClick={() => take(problem.current as SupportPolicy)}>
            {w.value.stale}
          </Button>
        )}
      </ProblemNotice>
      <div class="pair">
        <SelectField label={words.fee_kind} name="fee_kind" value={policy.fee_kind} options={k_fee_kinds.map((value) => ({ value, label: w.value.fee_kind[value] }))} onChange={(fee_kind) => fee_kind && set({ fee_kind })} problem={problem} />
        {policy.fee_kind !== 'free' && (
          <>
            <TextField label={words.fee_yen} name="fee_yen" inputmode="numeric" value={fee_yen} onInput={set_fee} problem={problem} />
            <TextField label={words.helper_yen} name="helper_yen" inputmode="numeric" value={helper_yen} onInput={set_helper} problem={problem} />
          </>
        )}
      </div>
      <Group legend={words.categories} hint={words.categories_hint}>
        {k_categories.map((one) => (
          <Choice key={one} name={`category-${one}`} checked={policy.categories.includes(one)} onChange={(on) => set({ categories: on ? [...policy.categories, one] : policy.categories.filter((x) => x !== one) })}>
            {common.value.category[one]}
          </Choice>
        ))}
      </Group>
      <div class="pair">
        <TextField label={words.minutes_max} hint={words.minutes_hint} name="minutes_max" inputmode="numeric" value={minutes_max} onInput={set_minutes} problem={problem} />
        <SelectField label={words.assigned_by} name="assigned_by" value={policy.assigned_by} options={k_assigned_by.map((value) => ({ value, label: words.assigned[value] }))} onChange={(assigned_by) => assigned_by && set({ assigned_by })} problem={problem} />
      </div>
      <TextField label={words.first_hours} name="first_offer_hours" inputmode="numeric" value={hours} onInput={set_hours} problem={problem} />
      <Choice name="first_visit_together" checked={policy.first_visit_together} onChange={(first_visit_together) => set({ first_visit_together })}>
        {words.together}
      </Choice>
      <TextField label={words.note} name="note" lines={2} value={policy.note ?? ''} onInput={(note) => set({ note })} problem={problem} max_length={4000} />
      <p>
        <Button kind="main" type="submit" disabled={send.is_busy}>
          {common.value.action.save}
        </Button>
      </p>
    </form>
  );
}
