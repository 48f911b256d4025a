import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { api, type Reply } from '../net/api';
import { find_place } from '../state/find_place';
import { Button, Choice, Field, Group, ProblemNotice, SelectField, TextField, toast } from '../ui';
import { k_note_kinds, type MapNote, type Problem } from '../wire/types';
import { server_now } from './clock_mark';
import { places } from './ground';
import { aim_map, begin_aim } from './note_aim';
import { change, draft, put_point, writable_districts, type Draft } from './note_draft';
import { tl } from './words_layers';

function until_of(ends: Draft['ends']): { until?: string | null } {
  if (ends === 'keep') return {};
  if (ends === 'none') return { until: null };
  return { until: new Date(server_now() + Number(ends) * 3600_000).toISOString() };
}

async function save(incident: string, now: Draft): Promise<Reply<MapNote>> {
  const { kind, public_text, points } = now;
  const text = now.text.trim() || null;
  const body = { kind, public_text, points, text, ...until_of(now.ends) };
  if (now.id) return api.patch<MapNote>(`/map-notes/${now.id}`, body, now.version ?? 0);
  return api.post<MapNote>(`/incidents/${incident}/map-notes`, { ...body, district_id: now.district_id });
}

/** Kind, place, words, end. The place by a press on the map, by typing or by arrow keys, whichever hand is free. */
export function NoteForm(props: { incident: string }): JSX.Element {
  const words = tl.value.note;
  const now = draft.value!;
  const [problem, set_problem] = useState<Problem | null>(null);
  const [has_no_place, set_no_place] = useState(false);
  const [is_sending, set_sending] = useState(false);
  const submit = async (): Promise<void> => {
    set_no_place(now.points.length === 0);
    if (now.points.length === 0 || is_sending) return;
    set_sending(true);
    const reply = await save(props.incident, now);
    set_sending(false);
    if (!reply.ok) {
      // Somebody was faster: what I wrote stays, and the next press is on top of theirs.
      const current = reply.problem.current as MapNote | undefined;
      if (current) change({ version: current.version });
      return set_problem(reply.problem);
    }
    toast((now.id ? words.changed : words.saved)(words.word[now.kind]));
    draft.value = null;
  };
  return (
    <form
      class="note-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Group legend={words.kind}>
        {k_note_kinds.map((kind) => (
          <Choice key={kind} type="radio" name="kind" checked={now.kind === kind} onChange={() => change({ kind })}>
            {words.word[kind]}
          </Choice>
        ))}
      </Group>
      <PlaceInput />
      {has_no_place && now.points.length === 0 && <p class="field-error" role="alert">{words.need_place}</p>}
      {!now.id && (
        <SelectField
          label={words.district}
          name="district_id"
          problem={problem}
          value={now.district_id}
          empty="－"
          options={writable_districts().map((one) => ({ value: one.id, label: one.name }))}
          onChange={(district_id) => change({ district_id })}
        />
      )}
      <TextField
        label={words.text}
        name="text"
        hint={words.text_hint}
        problem={problem}
        value={now.text}
        max_length={200}
        onInput={(text) => change({ text })}
      />
      <Choice name="public_text" checked={now.public_text} onChange={(public_text) => change({ public_text })}>
        {words.public_text}
      </Choice>
      <Ends now={now} problem={problem} />
      <ProblemNotice problem={problem}>{problem?.code === 'stale_edit' && <p>{words.stale}</p>}</ProblemNotice>
      <p class="note-acts">
        <Button kind="quiet" onClick={() => (draft.value = null)}>
          {words.cancel}
        </Button>
        <Button kind="main" type="submit" disabled={is_sending}>
          {words.save}
        </Button>
      </p>
    </form>
  );
}

function Ends(props: { now: Draft; problem: Problem | null }): JSX.Element {
  const words = tl.value.note;
  const choices: Draft['ends'][] = [...(props.now.ends === 'keep' ? ['keep' as const] : []), 'none', '1', '3', '6', '24'];
  return (
    <SelectField
      label={words.ends}
      name="until"
      problem={props.problem}
      value={props.now.ends}
      options={choices.map((value) => ({ value, label: words.ends_options[value] }))}
      onChange={(ends) => ends && change({ ends })}
    />
  );
}

function PlaceInput(): JSX.Element {
  const words = tl.value.note;
  const now = draft.value!;
  const [typed, set_typed] = useState('');
  const [said, set_said] = useState('');
  const put = (): void => {
    const found = find_place(typed, places.value);
    if (!found) return set_said(words.not_found(typed));
    const district = writable_districts().find((one) => one.towns.some((town) => found.name.startsWith(town)));
    const far = (one: { lat: number; lng: number }): number => Math.hypot(one.lat - found.lat, one.lng - found.lng);
    const near = [...writable_districts()].sort((a, b) => far(a) - far(b))[0];
    put_point({ lat: found.lat, lng: found.lng }, (district ?? near)?.id ?? null);
    set_said(words.placed(found.name));
    set_typed('');
  };
  return (
    <>
      <Field
        label={words.where}
        name="points"
        hint={words.where_hint}
        control={(wire) => (
          <span class="note-put">
            <input
              {...wire}
              class="input"
              value={typed}
              placeholder={words.typed}
              autocomplete="off"
              onInput={(event) => set_typed(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || event.isComposing) return;
                event.preventDefault();
                put();
              }}
            />
            <Button kind="plain" onClick={put} disabled={typed.trim() === ''}>
              {words.put}
            </Button>
          </span>
        )}
      />
      {aim_map.value && (
        <p>
          <Button kind="plain" onClick={(event) => begin_aim(event.currentTarget as HTMLElement, (place) => set_said(words.placed(place)))}>
            {words.by_keys}
          </Button>
        </p>
      )}
      <p class="note-points" role="status">
        {said && <span>{said}。</span>} <b>{words.points(now.points.length)}</b>
        {now.points.length > 0 && (
          <Button small kind="quiet" onClick={() => change({ points: now.points.slice(0, -1) })}>
            {words.take_back}
          </Button>
        )}
      </p>
    </>
  );
}
