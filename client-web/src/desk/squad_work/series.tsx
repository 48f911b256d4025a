import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { common } from '../../i18n';
import { may } from '../../net/session';
import { clock_of_minutes, minutes_of_clock } from '../../state/support';
import { Button, Choice, Dialog, go, Group, ProblemNotice, SelectField, TextField, toast, wall, now, weekday_name } from '../../ui';
import { k_categories, type Category, type Series, type ServiceUser } from '../../wire/types';
import { use_send } from '../send';
import { BackLink } from './back';
import { put_series } from './data';
import { NextDays } from './next_days';
import { PolicyLine, use_policy } from './policy_line';
import { w } from './words';

interface Draft {
  title: string;
  category: Category;
  weekdays: readonly number[];
  every_weeks: string;
  from: string;
  until: string;
  starts_on: string;
  ends_on: string;
  skip_holidays: boolean;
  people_needed: string;
  bring: string;
  override: string;
}

function today(): string {
  const { year, month, day } = wall(now.peek());
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

const draft_of = (one: Series | null): Draft => ({
  title: one?.title ?? '',
  category: one?.category ?? 'waste',
  weekdays: one?.weekdays ?? [],
  every_weeks: String(one?.every_weeks ?? 1),
  from: one ? clock_of_minutes(one.from_minute) : '09:00',
  until: one ? clock_of_minutes(one.until_minute) : '09:30',
  starts_on: one?.starts_on ?? today(),
  ends_on: one?.ends_on ?? '',
  skip_holidays: one?.skip_holidays ?? true,
  people_needed: String(one?.people_needed ?? 1),
  bring: one?.bring ?? '',
  override: '',
});

function body_of(draft: Draft): Record<string, unknown> {
  return {
    title: draft.title.trim(),
    category: draft.category,
    weekdays: [...draft.weekdays].sort(),
    every_weeks: Number(draft.every_weeks),
    from_minute: minutes_of_clock(draft.from),
    until_minute: minutes_of_clock(draft.until),
    ends_on: draft.ends_on || null,
    skip_holidays: draft.skip_holidays,
    people_needed: Number(draft.people_needed) || draft.people_needed,
    bring: draft.bring.trim() || null,
    ...(draft.override.trim() ? { override: { reason: draft.override.trim() } } : {}),
  };
}

export function SeriesForm(props: { series: Series | null; user: ServiceUser }): JSX.Element {
  const { series, user } = props;
  const words = w.value.series;
  const send = use_send();
  const policy = use_policy(user.district_id);
  const [base, set_base] = useState(series);
  const [draft, set_draft] = useState(() => draft_of(series));
  const set = (more: Partial<Draft>): void => set_draft({ ...draft, ...more });
  const is_over = series?.status === 'ended';
  const is_against = send.problem?.code === 'category_not_allowed' || send.problem?.code === 'job_too_long';
  // A day left out or moved does not change what is being typed, but the version to write over.
  const version = Math.max(base?.version ?? 0, series?.version ?? 0);

  const saved = (one: Series): void => {
    put_series(one);
    set_base(one);
    toast(w.value.saved(one.title));
    go('squad-work', 'series', one.id);
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const body = body_of(draft);
    const reply = base
      ? await send.patch<Series>(`/series/${base.id}`, body, version)
      : await send.post<Series>('/series', { ...body, service_user_id: user.id, starts_on: draft.starts_on });
    if (reply.ok) saved(reply.data);
  };
  const take_theirs = (): void => {
    const theirs = (send.problem?.current as Series | undefined) ?? series;
    set_base(theirs);
    set_draft(draft_of(theirs));
    send.set_problem(null);
  };
  const title = series?.title ?? words.new_title(user.name);
  return (
    <section class="col middle" aria-label={title} data-region tabIndex={-1}>
      <form id="series-form" class="scroll form pad" noValidate onSubmit={(event) => void submit(event)}>
        <BackLink part="series" />
        <h1 class="form-title">{title}</h1>
        <p>
          <a href={`#/squad-work/users/${user.id}`}>{user.name}</a>　<span class="dim">{series ? words.status[series.status] : ''}</span>
        </p>
        <PolicyLine policy={policy} />
        <ProblemNotice problem={send.problem}>
          {send.problem?.code === 'stale_edit' && (
            <Button small onClick={take_theirs}>
              {w.value.stale}
            </Button>
          )}
        </ProblemNotice>
        {(is_against || draft.override !== '') && may('admin', 'staff') && (
          <TextField label={words.override} hint={words.override_hint} name="override.reason" lines={2} value={draft.override} onInput={(override) => set({ override })} problem={send.problem} />
        )}
        {series && <NextDays series={series} />}
        {!is_over && <Fields draft={draft} set={set} send={send} is_new={!series} />}
        {series && !is_over && <p class="dim">{words.follow_note}</p>}
      </form>
      <div class="foot">
        {!is_over && (
          <button class="btn btn-1" type="submit" form="series-form" disabled={send.is_busy}>
            {common.value.action.save}
          </button>
        )}
        {series && !is_over && <StatusButtons series={series} />}
        <Button kind="quiet" onClick={() => go('squad-work', 'series')}>
          {common.value.action.close}
        </Button>
      </div>
    </section>
  );
}

const k_week = [1, 2, 3, 4, 5, 6, 0];

function Fields(props: { draft: Draft; set: (more: Partial<Draft>) => void; send: ReturnType<typeof use_send>; is_new: boolean }): JSX.Element {
  const { draft, set } = props;
  const words = w.value.series;
  const { problem } = props.send;
  const categories = k_categories.map((value) => ({ value, label: common.value.category[value] }));
  const weeks = ['1', '2', '3', '4', '5', '6', '7', '8'].map((value) => ({ value, label: words.every_weeks(Number(value)) }));
  const toggle = (day: number, on: boolean): void => set({ weekdays: on ? [...draft.weekdays, day] : draft.weekdays.filter((one) => one !== day) });
  return (
    <>
      <div class="pair">
        <TextField label={words.name} name="title" value={draft.title} onInput={(title) => set({ title })} problem={problem} max_length={120} required />
        <SelectField label={words.category} name="category" value={draft.category} options={categories} onChange={(category) => category && set({ category })} problem={problem} />
      </div>
      <Group legend={words.weekdays}>
        <div class="week">
          {k_week.map((day) => (
            <Choice key={day} name={`weekday-${day}`} checked={draft.weekdays.includes(day)} onChange={(on) => toggle(day, on)}>
              {weekday_name(day)}
            </Choice>
          ))}
        </div>
        {problem?.errors?.some((error) => error.field.startsWith('weekdays')) && (
          <span class="field-error" role="alert">
            {common.value.field_error.required}
          </span>
        )}
      </Group>
      <div class="pair">
        <SelectField label={words.every} name="every_weeks" value={draft.every_weeks} options={weeks} onChange={(every_weeks) => every_weeks && set({ every_weeks })} problem={problem} />
        <TextField label={words.from} name="from_minute" type="time" value={draft.from} onInput={(from) => set({ from })} problem={problem} required />
        <TextField label={words.until} name="until_minute" type="time" value={draft.until} onInput={(until) => set({ until })} problem={problem} required />
      </div>
      <div class="pair">
        {props.is_new && <TextField label={words.starts_on} name="starts_on" type="date" value={draft.starts_on} onInput={(starts_on) => set({ starts_on })} problem={problem} required />}
        <TextField label={words.ends_on} hint={words.ends_hint} name="ends_on" type="date" value={draft.ends_on} onInput={(ends_on) => set({ ends_on })} problem={problem} />
        <TextField label={words.people} name="people_needed" inputmode="numeric" value={draft.people_needed} onInput={(people_needed) => set({ people_needed })} problem={problem} required />
      </div>
      <Choice name="skip_holidays" checked={draft.skip_holidays} onChange={(skip_holidays) => set({ skip_holidays })}>
        {words.skip_holidays}
      </Choice>
      <TextField label={words.bring} name="bring" value={draft.bring} onInput={(bring) => set({ bring })} problem={problem} max_length={4000} />
    </>
  );
}

function StatusButtons(props: { series: Series }): JSX.Element {
  const { series } = props;
  const words = w.value.series;
  const send = use_send();
  const [is_ending, set_ending] = useState(false);
  const enter = async (status: Series['status']): Promise<void> => {
    const reply = await send.patch<Series>(`/series/${series.id}`, { status }, series.version);
    if (!reply.ok) return;
    put_series(reply.data);
    set_ending(false);
    toast(status === 'paused' ? words.pause_note : words.status[status]);
  };
  return (
    <>
      <Button disabled={send.is_busy} onClick={() => void enter(series.status === 'active' ? 'paused' : 'active')}>
        {series.status === 'active' ? words.pause : words.resume}
      </Button>
      <Button kind="danger" onClick={() => set_ending(true)}>
        {words.end}
      </Button>
      <ProblemNotice problem={send.problem} />
      {is_ending && (
        <Dialog title={words.end_title} onClose={() => set_ending(false)}>
          <p>{words.end_note}</p>
          <ProblemNotice problem={send.problem} />
          <div class="dialog-foot">
            <Button kind="quiet" onClick={() => set_ending(false)}>
              {common.value.action.cancel}
            </Button>
            <Button kind="danger" disabled={send.is_busy} onClick={() => void enter('ended')}>
              {words.status.ended}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
