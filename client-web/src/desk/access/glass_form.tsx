// 緊急閲覧: one person, half an hour, with a reason. In a drill the form is not there: nothing real is opened for a game.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button, go, ProblemNotice, TextField } from '../../ui';
import type { GlassOpened } from '../../wire/access_types';
import type { Id } from '../../wire/types';
import { incident } from '../scope';
import { use_send } from '../send';
import { access_words } from './words';

/** By the person's id when the page has it, by the number on their paper otherwise. */
export function GlassForm(props: { registrant_id?: Id | undefined; on_opened?: () => void }): JSX.Element {
  const words = access_words.value.glass;
  const send = use_send();
  const [number, set_number] = useState('');
  const [reason, set_reason] = useState('');
  const whom = props.registrant_id ? { registrant_id: props.registrant_id } : { number: number.trim() };
  const is_ready = reason.trim() !== '' && (props.registrant_id !== undefined || number.trim() !== '');
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!is_ready || send.is_busy) return;
    const frame = incident.value ? { incident_id: incident.value.id } : {};
    const reply = await send.post<GlassOpened>('/break-glass', { ...whom, ...frame, reason: reason.trim() });
    if (!reply.ok) return;
    props.on_opened?.();
    go('person', reply.data.registrant_id);
  };
  return (
    <section class="sec glass" aria-label={words.title}>
      <h2 class="h">{words.title}</h2>
      <p class="dim">{words.note}</p>
      {incident.value?.is_drill ? (
        <p class="notice notice-info">{words.drill}</p>
      ) : (
        <form class="form" noValidate onSubmit={(event) => void submit(event)}>
          {!props.registrant_id && <TextField label={words.number} name="number" value={number} onInput={set_number} problem={send.problem} max_length={20} required />}
          <TextField label={words.reason} name="reason" hint={words.reason_hint} lines={2} value={reason} onInput={set_reason} problem={send.problem} max_length={4000} required />
          <ProblemNotice problem={send.problem} />
          <p>
            <Button kind="danger" type="submit" disabled={send.is_busy || !is_ready}>
              {words.open}
            </Button>
          </p>
        </form>
      )}
    </section>
  );
}
