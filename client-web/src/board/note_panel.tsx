import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { district_name } from '../net/districts';
import { api } from '../net/api';
import { Button, clock, moment, ProblemNotice, toast } from '../ui';
import type { MapNote, Problem } from '../wire/types';
import { begin, draft, may_write } from './note_draft';
import { NoteForm } from './note_form';
import { tl } from './words_layers';

/** All notes that stand, and the way to write, change and end one. */
export function NotePanel(props: { incident: string; notes: readonly MapNote[]; on_show: (note: MapNote) => void }): JSX.Element {
  const words = tl.value.note;
  if (draft.value) return <NoteForm incident={props.incident} />;
  return (
    <>
      {may_write() && (
        <p>
          <Button kind="main" icon="i-plus" onClick={() => begin()}>
            {words.new}
          </Button>
        </p>
      )}
      {props.notes.length === 0 && <p>{words.none}</p>}
      <ul class="note-list">
        {props.notes.map((note) => (
          <NoteLine key={note.id} note={note} on_show={props.on_show} />
        ))}
      </ul>
    </>
  );
}

function NoteLine(props: { note: MapNote; on_show: (note: MapNote) => void }): JSX.Element {
  const { note } = props;
  const words = tl.value.note;
  const [problem, set_problem] = useState<Problem | null>(null);
  const end = async (): Promise<void> => {
    const reply = await api.patch<MapNote>(`/map-notes/${note.id}`, { end: true }, note.version);
    set_problem(reply.ok ? null : reply.problem);
    if (reply.ok) toast(words.ended(words.word[note.kind]));
  };
  const name = `${words.word[note.kind]} ${district_name(note.district_id)}`;
  return (
    <li>
      <p>
        <span class="note-tag">{words.word[note.kind]}</span> <b>{district_name(note.district_id)}</b>{' '}
        <NoteWords note={note} />
      </p>
      <p class="dim">
        {words.made(note.made_by_name ?? '', moment(note.made_at))}
        {note.until && ` ・ ${words.until(moment(note.until))}`}
      </p>
      <p class="note-acts">
        <Button small kind="quiet" label={`${words.show} ${name}`} onClick={() => props.on_show(note)}>
          {words.show}
        </Button>
        {may_write(note) && (
          <>
            <Button small label={`${words.edit} ${name}`} onClick={() => begin(note)}>
              {words.edit}
            </Button>
            <Button small label={`${words.end} ${name}`} onClick={() => void end()}>
              {words.end}
            </Button>
          </>
        )}
      </p>
      <ProblemNotice problem={problem} />
    </li>
  );
}

export function NoteWords(props: { note: MapNote }): JSX.Element {
  const words = tl.value.note;
  const { text } = props.note;
  if (text === undefined) return <span class="dim">{words.hidden}</span>;
  return <span>{text ?? <span class="dim">{words.no_text}</span>}</span>;
}

/** The wall's short list: kind, district and time; words only where they are public. */
export function NoteStrip(props: { notes: readonly MapNote[]; most: number }): JSX.Element | null {
  const words = tl.value.note;
  const { notes, most } = props;
  if (notes.length === 0) return null;
  return (
    <section class="note-strip over" aria-label={words.title}>
      <h2>{words.list(notes.length)}</h2>
      <ul>
        {notes.slice(0, most).map((note) => (
          <li key={note.id}>
            <span class="note-tag">{words.word[note.kind]}</span> <b>{district_name(note.district_id)}</b>{' '}
            {note.public_text && note.text && <span>{note.text}</span>} <span class="dim nb">{clock(note.made_at)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
