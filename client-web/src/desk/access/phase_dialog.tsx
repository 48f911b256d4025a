// The legal phase decides who may see whose name: who decides, what for, why, until when, and what it opens for whom.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { common } from '../../i18n';
import { session } from '../../net/session';
import { to_instant, to_local } from '../../state/intake';
import { Button, Choice, Dialog, Group, now, ProblemNotice, SelectField, TextField } from '../../ui';
import type { PhasePurpose } from '../../wire/access_types';
import type { Incident, LegalPhase } from '../../wire/types';
import type { use_send } from '../send';
import { t } from '../words';
import { access_words } from './words';

const k_phases: readonly LegalPhase[] = ['normal', 'imminent', 'declared'];
const k_purposes: readonly PhasePurpose[] = ['life_protection', 'check_safety', 'evacuation_support', 'other'];
const k_usual_hours: Readonly<Record<LegalPhase, number>> = { normal: 0, imminent: 24, declared: 72 };

const usual_end = (phase: LegalPhase): string =>
  phase === 'normal' ? '' : to_local(new Date(now.value + k_usual_hours[phase] * 3600_000).toISOString());

export function PhaseDialog(props: { one: Incident; send: ReturnType<typeof use_send>; patch: (body: object) => void; onClose: () => void }): JSX.Element {
  const { one, send } = props;
  const words = access_words.value.decide;
  const [phase, set_phase] = useState<LegalPhase>(one.legal_phase);
  const [purpose, set_purpose] = useState<PhasePurpose | ''>('');
  const [reason, set_reason] = useState('');
  const [until, set_until] = useState(usual_end(one.legal_phase));
  const is_wide = phase !== 'normal';
  const is_ready = reason.trim() !== '' && (!is_wide || (purpose !== '' && until !== '')) && (is_wide || phase !== one.legal_phase);
  const take = (next: LegalPhase): void => {
    set_phase(next);
    set_until(usual_end(next));
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    if (!is_ready || send.is_busy) return;
    const wide = { phase_purpose: purpose, phase_until: to_instant(until) };
    props.patch({ legal_phase: phase, phase_reason: reason.trim(), ...(is_wide ? wide : {}) });
  };
  return (
    <Dialog title={`${t.value.admin.phase}　${one.name}`} onClose={props.onClose}>
      <form class="form" noValidate onSubmit={submit}>
        {one.is_drill && <p class="notice notice-info">{words.drill}</p>}
        <p>
          {words.who}：<b>{session.value?.account.name}</b>
          <br />
          <span class="dim">{words.who_note}</span>
        </p>
        <Group legend={t.value.admin.phase}>
          {k_phases.map((value) => (
            <Choice key={value} type="radio" name="legal_phase" checked={phase === value} onChange={() => take(value)}>
              {t.value.admin.phases[value]}
            </Choice>
          ))}
        </Group>
        {!one.is_drill && <Opens phase={phase} />}
        {is_wide && (
          <>
            <SelectField label={words.purpose} name="phase_purpose" value={purpose} empty="" options={k_purposes.map((value) => ({ value, label: words.purposes[value] }))} onChange={set_purpose} problem={send.problem} required />
            <TextField label={words.until} name="phase_until" hint={words.until_hint} type="datetime-local" value={until} onInput={set_until} problem={send.problem} required />
          </>
        )}
        <TextField label={t.value.admin.phase_reason} name="phase_reason" lines={2} value={reason} onInput={set_reason} problem={send.problem} max_length={4000} required />
        <ProblemNotice problem={send.problem} />
        <div class="dialog-foot">
          <Button kind="quiet" onClick={props.onClose}>
            {common.value.action.cancel}
          </Button>
          <Button kind="main" type="submit" disabled={send.is_busy || !is_ready}>
            {words.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Opens(props: { phase: LegalPhase }): JSX.Element {
  const words = access_words.value.decide;
  return (
    <section class="notice notice-info opens" aria-live="polite">
      <p class="notice-h">{words.opens}</p>
      <ul>
        {words.opens_of[props.phase].split('\n').map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
