import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { api } from '../net/api';
import { minutes_of, number_or_text, time_of } from '../state/wishes';
import { Button, ProblemNotice, TextField, toast } from '../ui';
import type { OfferPolicy } from '../wire/offer_types';
import type { Problem } from '../wire/types';
import { use_send } from './send';
import { t } from './words';
import { waves } from './words_waves';

interface Draft {
  open_offers_max: string;
  quiet_from: string;
  quiet_until: string;
  preference_days: string;
}

const draft_of = (policy: OfferPolicy): Draft => ({
  open_offers_max: String(policy.open_offers_max),
  quiet_from: time_of(policy.quiet_from),
  quiet_until: time_of(policy.quiet_until),
  preference_days: String(policy.preference_days),
});

const body_of = (draft: Draft): Record<string, unknown> => ({
  open_offers_max: number_or_text(draft.open_offers_max),
  quiet_from: minutes_of(draft.quiet_from),
  quiet_until: minutes_of(draft.quiet_until),
  preference_days: number_or_text(draft.preference_days),
});

/** How people are asked: how many offers at once, the quiet hours, how long a decline is remembered. */
export function OfferPolicyPart(): JSX.Element {
  const words = waves.value;
  const [policy, set_policy] = useState<OfferPolicy | null>(null);
  const [draft, set_draft] = useState<Draft | null>(null);
  const [missing, set_missing] = useState<Problem | null>(null);
  const send = use_send();
  const take = (next: OfferPolicy): void => {
    set_policy(next);
    set_draft(draft_of(next));
  };
  const read = async (): Promise<void> => {
    const reply = await api.get<OfferPolicy>('/policies/offers');
    set_missing(reply.ok ? null : reply.problem);
    if (reply.ok) take(reply.data);
  };
  useEffect(() => void read(), []);
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!policy || !draft || send.is_busy) return;
    const reply = await send.patch<OfferPolicy>('/policies/offers', body_of(draft), policy.version);
    if (reply.ok) {
      take(reply.data);
      toast(words.policy_saved);
    } else if (reply.problem.status === 412) {
      const other = await api.get<OfferPolicy>('/policies/offers');
      if (other.ok) set_policy(other.data);
    }
  };
  const set = (more: Partial<Draft>): void => set_draft((known) => known && { ...known, ...more });
  return (
    <>
      <h1 class="form-title">{words.policy}</h1>
      <p class="dim">{words.policy_note}</p>
      <ProblemNotice problem={missing} />
      {draft && (
        <form class="form policy" noValidate onSubmit={(event) => void save(event)}>
          <ProblemNotice problem={send.problem} />
          <TextField label={words.policy_open} name="open_offers_max" inputmode="numeric" value={draft.open_offers_max} onInput={(open_offers_max) => set({ open_offers_max })} problem={send.problem} />
          <TextField label={words.policy_quiet_from} name="quiet_from" type="time" value={draft.quiet_from} onInput={(quiet_from) => set({ quiet_from })} problem={send.problem} />
          <TextField label={words.policy_quiet_until} name="quiet_until" type="time" value={draft.quiet_until} onInput={(quiet_until) => set({ quiet_until })} problem={send.problem} />
          <TextField label={words.policy_days} name="preference_days" inputmode="numeric" value={draft.preference_days} onInput={(preference_days) => set({ preference_days })} problem={send.problem} />
          <p>
            <Button kind="main" type="submit" disabled={send.is_busy}>
              {t.value.form.save}
            </Button>
          </p>
        </form>
      )}
    </>
  );
}
