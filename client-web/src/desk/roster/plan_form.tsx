// One person's 個別避難計画 in the order of the paper, and the paper itself.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { common } from '../../i18n';
import { api } from '../../net/api';
import { district_name } from '../../net/districts';
import { no_supporter, plan_draft, plan_form, type PlanDraft } from '../../state/evac_plan';
import { Button, href, Icon, ProblemNotice, SelectField, TextField, toast } from '../../ui';
import { k_plan_texts, type EvacPlanSheet, type PlanText } from '../../wire/roster_types';
import type { Id, Problem } from '../../wire/types';
import { use_send } from '../send';
import { word_of } from '../words';
import { PlanPaper } from './plan_paper';
import { PlacePart } from './place_part';
import { w } from './words';

export function PlanForm(props: { id: Id; on_saved: () => void }): JSX.Element {
  const words = w.value.plans;
  const [sheet, set_sheet] = useState<EvacPlanSheet | null>(null);
  const [problem, set_problem] = useState<Problem | null>(null);
  const read = async (): Promise<void> => {
    const reply = await api.get<EvacPlanSheet>(`/registrants/${props.id}/evac-plan`);
    set_problem(reply.ok ? null : reply.problem);
    if (reply.ok) set_sheet(reply.data);
  };
  useEffect(() => void read(), [props.id]);
  return (
    <section class="col middle" aria-label={words.title} data-region tabIndex={-1}>
      {problem && (
        <div class="pad">
          <ProblemNotice problem={problem} />
        </div>
      )}
      {!sheet && !problem && <p class="loading">{common.value.state.loading}</p>}
      {sheet && (
        <Editing
          key={sheet.version}
          sheet={sheet}
          put={(next) => {
            set_sheet(next);
            props.on_saved();
          }}
          again={() => void read()}
        />
      )}
      {sheet && <PlanPaper sheet={sheet} />}
    </section>
  );
}

function Editing(props: { sheet: EvacPlanSheet; put: (sheet: EvacPlanSheet) => void; again: () => void }): JSX.Element {
  const { sheet } = props;
  const words = w.value.plans;
  const { registrant } = sheet;
  const [draft, set_draft] = useState<PlanDraft>(() => plan_draft(sheet.form));
  const send = use_send();
  const change = (part: Partial<PlanDraft>): void => set_draft((now) => ({ ...now, ...part }));
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const reply = await send.patch<EvacPlanSheet>(`/registrants/${registrant.id}/evac-plan`, plan_form(draft), sheet.version);
    if (!reply.ok) return;
    toast(words.saved);
    props.put(reply.data);
  };
  const shows = (name: PlanText): boolean => name in draft.texts;
  const text = (name: PlanText): JSX.Element | null =>
    shows(name) ? (
      <TextField
        key={name}
        label={words.text[name]}
        name={name}
        value={draft.texts[name] ?? ''}
        max_length={name === 'shelter_first' ? 200 : 4000}
        problem={send.problem}
        onInput={(value) => change({ texts: { ...draft.texts, [name]: value } })}
      />
    ) : null;
  const day = (name: 'consent_on' | 'reviewed_on' | 'next_review_on'): JSX.Element => (
    <TextField key={name} type="date" label={words[name]} name={name} value={draft[name]} problem={send.problem} onInput={(value) => change({ [name]: value })} />
  );
  return (
    <>
      <header class="round-head">
        <a class="btn btn-q btn-s only-narrow" href={href('roster', 'plans')}>
          <Icon name="i-back" />
          {w.value.back}
        </a>
        <div>
          <h1 class="h">
            {words.sama(registrant.name ?? registrant.number)}　<span class="num dim">{registrant.number}</span>
          </h1>
          <p class="dim">
            {registrant.name_kana}　{registrant.birth_date}　{registrant.address}　{registrant.phone}　{district_name(registrant.district_id)}
          </p>
        </div>
        <Button onClick={() => window.print()}>{words.print}</Button>
      </header>
      <form class="scroll pad form" onSubmit={(event) => void save(event)}>
        <p class="notice notice-info">{w.value.no_duty}</p>
        <p class="dim">
          <Icon name="i-info" /> {words.audited}
        </p>
        {sheet.gaps.length > 0 && (
          <div class="notice">
            <p>
              <b>{words.gaps}</b>
            </p>
            <ul>
              {sheet.gaps.map((gap) => (
                <li key={gap}>{word_of(words.gap, gap)}</li>
              ))}
            </ul>
          </div>
        )}
        {shows('living_with') && (
          <fieldset class="part">
            <legend>{words.parts.person}</legend>
            <div class="pair">
              <SelectField
                label={words.lives_alone}
                name="lives_alone"
                value={draft.lives_alone}
                empty={words.unknown}
                options={[
                  { value: 'yes', label: words.yes },
                  { value: 'no', label: words.no },
                ]}
                onChange={(lives_alone) => change({ lives_alone })}
              />
              {k_plan_texts.person.map(text)}
            </div>
          </fieldset>
        )}
        {shows('medical_device') && (
          <fieldset class="part">
            <legend>{words.parts.health}</legend>
            <div class="pair">
              {text('medical_device')}
              <TextField type="number" label={words.battery} name="device_battery_hours" value={draft.battery} problem={send.problem} onInput={(battery) => change({ battery })} />
              {k_plan_texts.health.slice(1).map(text)}
            </div>
          </fieldset>
        )}
        {shows('route') && (
          <>
            <fieldset class="part">
              <legend>{words.parts.start}</legend>
              <div class="pair">
                <SelectField label={words.level} name="start_level" value={draft.level} options={[2, 3, 4, 5].map((n) => ({ value: String(n), label: words.level_of(n) }))} onChange={(level) => change({ level })} />
                <TextField type="number" label={words.minutes} name="evacuation_minutes" value={draft.minutes} problem={send.problem} onInput={(minutes) => change({ minutes })} />
              </div>
            </fieldset>
            <Supporters draft={draft} change={change} problem={send.problem} />
            <fieldset class="part">
              <legend>{words.parts.refuge}</legend>
              <div class="pair">{(['shelter_first', 'shelter_second', 'shelter_welfare', 'route', 'hazards', 'transport', 'bring', 'keys'] as const).map(text)}</div>
            </fieldset>
          </>
        )}
        {shows('family_contact') && (
          <fieldset class="part">
            <legend>{words.parts.family}</legend>
            <div class="pair">{k_plan_texts.family.map(text)}</div>
          </fieldset>
        )}
        <fieldset class="part">
          <legend>{words.parts.consent}</legend>
          <div class="pair">
            {day('consent_on')}
            {text('consent_scope')}
            {day('reviewed_on')}
            {day('next_review_on')}
          </div>
        </fieldset>
        <ProblemNotice problem={send.problem} />
        <p class="row-wrap">
          <Button kind="main" type="submit" disabled={send.is_busy}>
            {words.save}
          </Button>
        </p>
        <PlacePart sheet={sheet} again={props.again} />
      </form>
    </>
  );
}

function Supporters(props: { draft: PlanDraft; change: (part: Partial<PlanDraft>) => void; problem: Problem | null }): JSX.Element {
  const { draft, change, problem } = props;
  const words = w.value.plans;
  const put = (at: number, part: Partial<PlanDraft['supporters'][number]>): void =>
    change({ supporters: draft.supporters.map((one, i) => (i === at ? { ...one, ...part } : one)) });
  return (
    <fieldset class="part">
      <legend>{words.parts.supporters}</legend>
      {draft.supporters.map((one, at) => (
        <div key={at} class="pair supporter" role="group" aria-label={words.supporter(at + 1)}>
          <TextField label={`${words.supporter(at + 1)}　${words.supporter_name}`} name={`supporters.${at}.name`} value={one.name} problem={problem} max_length={100} onInput={(name) => put(at, { name })} />
          <TextField type="tel" label={words.supporter_phone} name={`supporters.${at}.phone`} value={one.phone} problem={problem} onInput={(phone) => put(at, { phone })} />
          <TextField label={words.relation} name={`supporters.${at}.relation`} value={one.relation} problem={problem} max_length={100} onInput={(relation) => put(at, { relation })} />
          <TextField type="date" label={words.agreed_on} name={`supporters.${at}.agreed_on`} value={one.agreed_on} problem={problem} onInput={(agreed_on) => put(at, { agreed_on })} />
          {draft.supporters.length > 2 && (
            <Button small onClick={() => change({ supporters: draft.supporters.filter((_, i) => i !== at) })}>
              {words.remove_supporter(at + 1)}
            </Button>
          )}
        </div>
      ))}
      <p>
        <Button small onClick={() => change({ supporters: [...draft.supporters, no_supporter()] })}>
          {words.add_supporter}
        </Button>
      </p>
    </fieldset>
  );
}
