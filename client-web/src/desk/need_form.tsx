// ニーズ受付票 on the screen, in the order of the paper. What was typed stays on every failure.
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { common } from '../i18n';
import { api } from '../net/api';
import { district_name, districts } from '../net/districts';
import { may } from '../net/session';
import { conflict_lines, district_of_address, draft_of, k_empty_draft, keep_mine, new_need_of, patch_of, prefill, type Draft } from '../state/intake';
import { Button, Choice, error_for, go, Group, moment, now, ProblemNotice, SelectField, TextField, toast } from '../ui';
import { k_categories, k_channels, k_priorities, k_skills, type FieldError, type HistoryLine, type Need, type Problem, type ServiceUser } from '../wire/types';
import { ConflictView } from './conflict';
import { CrewPart } from './crew/fields';
import { TypingDuplicates } from './duplicates';
import { use_key } from './keys';
import { forget_search, query } from './need_list';
import { PlaceMap } from './place_map';
import { chosen_id, incident, put_need, reveal } from './scope';
import { use_send } from './send';
import { t } from './words';

/** Where the server names a field by path, the form names it by its own. `requester/phone` and `requester.phone` both fit. */
function with_paths(problem: Problem | null): Problem | null {
  if (!problem?.errors) return problem;
  const errors = problem.errors.map((error: FieldError) => ({ ...error, field: error.field.replace(/^\//, '').replaceAll('/', '.') }));
  return { ...problem, errors };
}

interface Conflict {
  theirs: Need;
  who: string | null;
  when: string | null;
}

async function last_writer(id: string): Promise<{ who: string | null; when: string | null }> {
  const reply = await api.get<{ items: HistoryLine[] }>(`/needs/${id}/history`);
  const last = reply.ok ? [...reply.data.items].sort((a, b) => b.seq - a.seq).find((line) => !line.type.startsWith('offer.')) : undefined;
  return { who: last?.actor_name ?? null, when: last ? moment(last.occurred_at, now.value) : null };
}

export function NeedForm(props: { need: Need | null }): JSX.Element {
  const { need } = props;
  const words = t.value.form;
  const [base, set_base] = useState<Need | null>(need);
  const before = base ? draft_of(base) : k_empty_draft;
  const [draft, set_draft] = useState<Draft>(() => (need ? draft_of(need) : { ...k_empty_draft, ...prefill(query.value) }));
  const [conflict, set_conflict] = useState<Conflict | null>(null);
  const [user, set_user] = useState<ServiceUser | null>(null);
  const [override, set_override] = useState('');
  const send = use_send();
  const problem = with_paths(send.problem);
  const form = useRef<HTMLFormElement>(null);
  const is_dirty = JSON.stringify(draft) !== JSON.stringify(before);
  const leave = (): void => (need ? go('needs', need.id) : go('needs'));
  use_key('Escape', is_dirty && !need ? null : leave);

  const set = (more: Partial<Draft>): void => {
    const next = { ...draft, ...more };
    if (more.address !== undefined && (draft.district_id === '' || draft.district_id === district_of_address(draft.address, districts.value.values()))) {
      next.district_id = district_of_address(next.address, districts.value.values()) ?? draft.district_id;
    }
    set_draft(next);
  };

  const show_first_error = (): void => {
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };

  const create = async (): Promise<void> => {
    const for_user = user && { service_user_id: user.id, ...(override.trim() ? { override: { reason: override.trim() } } : {}) };
    const reply = await send.post<Need>('/needs', { ...new_need_of(draft, chosen_id.value), ...for_user });
    if (!reply.ok) return show_first_error();
    put_need(reply.data);
    forget_search();
    toast(words.saved_new(reply.data.number));
    reveal(reply.data);
    go('needs', reply.data.id);
  };

  const save = async (from: Need, mine: Draft): Promise<void> => {
    const body = patch_of(draft_of(from), mine);
    if (Object.keys(body).length === 0) {
      toast(words.nothing);
      return leave();
    }
    const reply = await send.patch<Need>(`/needs/${from.id}`, body, from.version);
    if (reply.ok) {
      put_need(reply.data);
      toast(words.saved(reply.data.number));
      return go('needs', reply.data.id);
    }
    if (reply.problem.status === 412) {
      const current = reply.problem.current as Need | undefined;
      const theirs = current ?? (await read_now(from.id));
      if (theirs) set_conflict({ theirs, ...(await last_writer(from.id)) });
    }
    show_first_error();
  };

  const submit = (event: Event): void => {
    event.preventDefault();
    if (send.is_busy) return;
    void (base ? save(base, draft) : create());
  };

  const take_for = (one: ServiceUser): void => {
    const { name, name_kana, phone, address, district_id } = one;
    const at = one.lat === null || one.lng === null ? {} : { lat: String(one.lat), lng: String(one.lng) };
    set_user(one);
    set({ name, name_kana, phone, address, district_id, ...at });
  };

  const settle = (mine: boolean): void => {
    if (!conflict || !base) return;
    const theirs = draft_of(conflict.theirs);
    const kept = mine ? keep_mine(before, draft, theirs) : theirs;
    set_base(conflict.theirs);
    set_draft(kept);
    set_conflict(null);
    send.set_problem(null);
    put_need(conflict.theirs);
    if (mine) void save(conflict.theirs, kept);
  };

  return (
    <>
      <section class="col middle" aria-label={need ? words.edit_title(need.number) : words.new_title} data-region tabIndex={-1}>
        <form ref={form} class="scroll form pad" id="need-form" noValidate onSubmit={submit}>
          <h1 class="form-title">{need ? words.edit_title(need.number) : words.new_title}</h1>
          {!need && incident.value && <p class="notice notice-info">{words.for_incident(incident.value.name)}</p>}
          {conflict && (
            <ConflictView
              lines={conflict_lines(before, draft, draft_of(conflict.theirs))}
              who={conflict.who}
              when={conflict.when}
              keep_mine={() => settle(true)}
              take_theirs={() => settle(false)}
            />
          )}
          {!conflict && <ProblemNotice problem={problem} />}
          {user && <ForUser user={user} problem={problem} override={override} set_override={set_override} on_clear={() => set_user(null)} />}
          <RequesterPart draft={draft} set={set} problem={problem} is_new={!need} />
          <PlacePart draft={draft} set={set} problem={problem} />
          <WorkPart draft={draft} set={set} problem={problem} />
          <JudgementPart draft={draft} set={set} problem={problem} />
          <CrewPart draft={draft} set={set} problem={problem} />
        </form>
        <div class="foot">
          <button class="btn btn-1" type="submit" form="need-form" disabled={send.is_busy || conflict !== null}>
            {need ? words.save : words.save_new}
          </button>
          <Button kind="quiet" onClick={leave}>
            {common.value.action.cancel}
          </Button>
        </div>
      </section>
      <section class="col right" aria-label={t.value.dup.typing} data-region tabIndex={-1}>
        <div class="scroll pad form">
          {!need && (
            <>
              <h2 class="h">{t.value.dup.typing}</h2>
              <TypingDuplicates question={question_of(draft)} on_user={take_for} />
            </>
          )}
          <h2 class="h">{words.map}</h2>
          <p class="dim">{words.map_hint}</p>
          <PlaceMap
            lat={draft.lat === '' ? null : Number(draft.lat)}
            lng={draft.lng === '' ? null : Number(draft.lng)}
            district_id={draft.district_id || undefined}
            on_pick={(lat, lng) => set({ lat: lat.toFixed(6), lng: lng.toFixed(6) })}
          />
          <p class="row-wrap">
            <span>{draft.lat === '' ? words.position_town : words.position_given}</span>
            {draft.lat !== '' && (
              <Button small kind="quiet" onClick={() => set({ lat: '', lng: '' })}>
                {words.position_clear}
              </Button>
            )}
          </p>
        </div>
      </section>
    </>
  );
}

/** For whom of the 生活応援隊 it is taken; against the district's rules only with a reason. */
function ForUser(props: { user: ServiceUser; problem: Problem | null; override: string; set_override: (text: string) => void; on_clear: () => void }): JSX.Element {
  const words = t.value.form;
  const is_against = props.problem?.code === 'category_not_allowed' || props.problem?.code === 'job_too_long';
  return (
    <div class="notice notice-info">
      <p class="row-wrap">
        <b>{words.for_user(props.user.number, props.user.name)}</b>
        <Button small kind="quiet" onClick={props.on_clear}>
          {words.for_nobody}
        </Button>
      </p>
      {(is_against || props.override !== '') && may('admin', 'staff') && (
        <TextField label={words.override} name="override.reason" lines={2} value={props.override} onInput={props.set_override} problem={props.problem} />
      )}
    </div>
  );
}

async function read_now(id: string): Promise<Need | null> {
  const reply = await api.get<Need>(`/needs/${id}`);
  return reply.ok ? reply.data : null;
}

function question_of(draft: Draft): Record<string, unknown> {
  return {
    phone: draft.phone.trim().length >= 6 ? draft.phone.trim() : null,
    name_kana: draft.name_kana.trim().length >= 2 ? draft.name_kana.trim() : null,
    address: draft.address.trim().length >= 4 ? draft.address.trim() : null,
    ...(draft.lat !== '' ? { lat: Number(draft.lat), lng: Number(draft.lng) } : {}),
    ...(chosen_id.value ? { incident_id: chosen_id.value } : {}),
  };
}

interface PartProps {
  draft: Draft;
  set: (more: Partial<Draft>) => void;
  problem: Problem | null;
}

function RequesterPart(props: PartProps & { is_new: boolean }): JSX.Element {
  const { draft, set, problem } = props;
  const words = t.value.form;
  const channels = k_channels.map((value) => ({ value, label: common.value.channel[value] }));
  return (
    <fieldset class="part">
      <legend>{words.requester}</legend>
      <div class="pair">
        <TextField label={words.phone} name="requester.phone" type="tel" inputmode="tel" value={draft.phone} onInput={(phone) => set({ phone })} problem={problem} max_length={30} required />
        {props.is_new ? (
          <SelectField label={words.channel} name="channel" value={draft.channel} options={channels} onChange={(channel) => channel && set({ channel })} problem={problem} />
        ) : (
          <p class="field">
            <span class="field-label">{words.channel}</span>
            <span>{common.value.channel[draft.channel]}</span>
            <span class="hint">{words.locked(words.channel)}</span>
          </p>
        )}
      </div>
      <div class="pair">
        <TextField label={words.kana} name="requester.name_kana" value={draft.name_kana} onInput={(name_kana) => set({ name_kana })} problem={problem} max_length={100} required />
        <TextField label={words.name} name="requester.name" value={draft.name} onInput={(name) => set({ name })} problem={problem} max_length={100} required />
      </div>
      <TextField label={words.relation} name="requester.relation" hint={words.relation_hint} value={draft.relation} onInput={(relation) => set({ relation })} problem={problem} max_length={100} />
    </fieldset>
  );
}

function PlacePart(props: PartProps): JSX.Element {
  const { draft, set, problem } = props;
  const words = t.value.form;
  const options = [...districts.value.values()].map((one) => ({ value: one.id, label: one.name }));
  const has_position = draft.lat !== '' || draft.lng !== '' || !!error_for(problem, 'lat') || !!error_for(problem, 'lng');
  return (
    <fieldset class="part">
      <legend>{words.place}</legend>
      <TextField label={words.address} name="address" hint={words.address_hint} value={draft.address} onInput={(address) => set({ address })} problem={problem} max_length={200} required />
      <SelectField label={words.district} name="district_id" value={draft.district_id} options={options} empty={words.choose} onChange={(district_id) => set({ district_id })} problem={problem} required />
      <details class="position" open={has_position}>
        <summary>
          {words.lat}・{words.lng}
          {draft.district_id !== '' && draft.lat === '' && <span class="dim">　{district_name(draft.district_id)}</span>}
        </summary>
        <div class="pair">
          <TextField label={words.lat} name="lat" inputmode="numeric" value={draft.lat} onInput={(lat) => set({ lat })} problem={problem} />
          <TextField label={words.lng} name="lng" inputmode="numeric" value={draft.lng} onInput={(lng) => set({ lng })} problem={problem} />
        </div>
      </details>
    </fieldset>
  );
}

function WorkPart(props: PartProps): JSX.Element {
  const { draft, set, problem } = props;
  const words = t.value.form;
  const categories = k_categories.map((value) => ({ value, label: common.value.category[value] }));
  return (
    <fieldset class="part">
      <legend>{words.work}</legend>
      <div class="pair">
        <TextField label={words.title} name="title" hint={words.title_hint} value={draft.title} onInput={(title) => set({ title })} problem={problem} max_length={120} required />
        <SelectField label={words.category} name="category" value={draft.category} options={categories} onChange={(category) => category && set({ category })} problem={problem} />
      </div>
      <TextField label={words.detail} name="detail" lines={3} value={draft.detail} onInput={(detail) => set({ detail })} problem={problem} max_length={4000} />
      <div class="pair pair-wide">
        <TextField label={`${words.when}（${words.starts}）`} name="starts_at" type="datetime-local" value={draft.starts_at} onInput={(starts_at) => set({ starts_at })} problem={problem} />
        <TextField label={`${words.when}（${words.ends}）`} name="ends_at" type="datetime-local" value={draft.ends_at} onInput={(ends_at) => set({ ends_at })} problem={problem} />
      </div>
      <TextField label={words.bring} name="bring" value={draft.bring} onInput={(bring) => set({ bring })} problem={problem} max_length={4000} />
    </fieldset>
  );
}

function JudgementPart(props: PartProps): JSX.Element {
  const { draft, set, problem } = props;
  const words = t.value.form;
  return (
    <fieldset class="part">
      <legend>{words.judgement}</legend>
      <Group legend={words.priority}>
        {k_priorities.map((one) => (
          <Choice key={one} type="radio" name="priority" checked={draft.priority === one} onChange={() => set({ priority: one })}>
            {common.value.priority[one]}
          </Choice>
        ))}
      </Group>
      {draft.priority === 'crisis' && (
        <TextField label={words.crisis_reason} name="crisis_reason" lines={2} value={draft.crisis_reason} onInput={(crisis_reason) => set({ crisis_reason })} problem={problem} required />
      )}
      <div class="pair">
        <TextField label={words.people} name="people_needed" inputmode="numeric" value={draft.people_needed} onInput={(people_needed) => set({ people_needed })} problem={problem} required />
        <TextField label={words.waitlist} name="waitlist_max" inputmode="numeric" value={draft.waitlist_max} onInput={(waitlist_max) => set({ waitlist_max })} problem={problem} />
      </div>
      <Group legend={words.skills}>
        {k_skills.map((skill) => (
          <Choice
            key={skill}
            name={`skill-${skill}`}
            checked={draft.skills.includes(skill)}
            onChange={(on) => set({ skills: on ? [...draft.skills, skill] : draft.skills.filter((one) => one !== skill) })}
          >
            {common.value.skill[skill]}
          </Choice>
        ))}
      </Group>
      <Choice name="watch_after" checked={draft.watch_after} onChange={(watch_after) => set({ watch_after })}>
        {words.watch_after}
      </Choice>
    </fieldset>
  );
}
