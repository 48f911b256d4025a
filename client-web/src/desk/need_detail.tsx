import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { common } from '../i18n';
import { api } from '../net/api';
import { district_name } from '../net/districts';
import { step_marks } from '../state/needs';
import { Button, date, go, href, Icon, moment, NeedState, now, span } from '../ui';
import type { HistoryLine, Need, NeedStep } from '../wire/types';
import { crew_line } from './crew/fields';
import { crew } from './crew/words';
import { DuplicateNotice } from './duplicates';
import { use_key } from './keys';
import { NeedSheet } from './need_sheet';
import { PlaceMap } from './place_map';
import { asking_version } from './scope';
import { StepDialog } from './steps';
import { t, word_of } from './words';
import { waves } from './words_waves';

export function NeedDetail(props: { need: Need }): JSX.Element {
  const { need } = props;
  const words = t.value.detail;
  const [step, set_step] = useState<NeedStep | null>(null);
  const [into, set_into] = useState<Need | undefined>(undefined);
  use_key('p', () => print());
  const can_edit = (need.next_steps?.length ?? 0) > 0 && !['done', 'cancelled', 'declined', 'merged'].includes(need.status);
  return (
    <section class="col middle" aria-label={words.label} data-region tabIndex={-1}>
      <div class="scroll">
        <p class="only-narrow pad-s">
          <a class="btn btn-q btn-s" href={href('needs')}>
            <Icon name="i-back" />
            {t.value.list.back}
          </a>
        </p>
        <Head need={need} />
        <StepBar need={need} />
        <DuplicateNotice
          need={need}
          merge={(other) => {
            set_into(other);
            set_step('merge');
          }}
        />
        <Facts need={need} />
        <SurveyFacts need={need} />
        <History need={need} />
      </div>
      <div class="foot steps">
        <StepButtons need={need} open={(word) => (set_into(undefined), set_step(word))} />
        <span class="push" />
        {can_edit && (
          <Button kind="quiet" onClick={() => go('needs', need.id, 'edit')}>
            {words.edit}
          </Button>
        )}
        <Button kind="quiet" onClick={() => print()}>
          {words.print}
        </Button>
      </div>
      {step && <StepDialog need={need} step={step} into={into} onClose={() => set_step(null)} />}
      <NeedSheet need={need} />
    </section>
  );
}

const k_main_steps = new Set<string>(['triage', 'survey', 'resume', 'reopen']);
const k_seen_steps = new Set<string>([...k_main_steps, 'hold', 'decline']);

/** The next step filled, two side steps beside it, the rest behind one button: a row that fits. */
function StepButtons(props: { need: Need; open: (step: NeedStep) => void }): JSX.Element {
  const { need, open } = props;
  const steps = need.next_steps ?? [];
  const is_field = ['assigned', 'dispatched', 'working', 'reported'].includes(need.status);
  const main = steps.filter((step) => k_main_steps.has(step) || (step === 'complete' && is_field));
  const seen = steps.filter((step) => !main.includes(step) && k_seen_steps.has(step) && (main.length === 0 || step === 'hold'));
  const rest = steps.filter((step) => !main.includes(step) && !seen.includes(step));
  const name = (step: NeedStep): string => t.value.steps.more(word_of(t.value.steps.short, step));
  const holder = useRef<HTMLDetailsElement>(null);
  const pick = (step: NeedStep): void => {
    if (holder.current) holder.current.open = false;
    open(step);
  };
  return (
    <>
      {main.map((step) => (
        <Button key={step} kind="main" onClick={() => pick(step)}>
          {name(step)}
        </Button>
      ))}
      {seen.map((step) => (
        <Button key={step} kind="quiet" onClick={() => pick(step)}>
          {name(step)}
        </Button>
      ))}
      {rest.length > 0 && (
        <details class="more" ref={holder}>
          <summary class="btn btn-q" aria-label={t.value.detail.other_steps}>
            <Icon name="i-menu" />
          </summary>
          <div>
            {rest.map((step) => (
              <Button key={step} kind="quiet" onClick={() => pick(step)}>
                {name(step)}
              </Button>
            ))}
          </div>
        </details>
      )}
    </>
  );
}

function Head(props: { need: Need }): JSX.Element {
  const { need } = props;
  const words = t.value.detail;
  const relation = need.requester?.relation ? words.by(need.requester.relation) : '';
  const channel = [common.value.channel[need.channel], relation].filter(Boolean).join('・');
  return (
    <header class="dh">
      <p class="dim">
        {need.number}　{words.received(moment(need.received_at, now.value), channel)}
      </p>
      <h1>{need.title}</h1>
      {need.priority === 'crisis' && (
        <p class="crisis">
          <span class="tag tag-crisis">{words.crisis}</span>
          <b>{need.crisis_reason}</b>
        </p>
      )}
      {need.priority === 'priority' && (
        <p>
          <span class="tag">{common.value.priority.priority}</span>
        </p>
      )}
      {need.watch_after && <p class="dim">{words.watch_after}</p>}
    </header>
  );
}

export function StepBar(props: { need: Need }): JSX.Element {
  const { need } = props;
  const words = t.value.detail;
  const marks = step_marks(need.status);
  if (!marks) {
    return (
      <div class="side-state">
        <NeedState status={need.status} />
        {need.hold && <p>{words.hold(need.hold.reason, need.hold.review_on ? date(`${need.hold.review_on}T00:00:00+09:00`) : '')}</p>}
        {need.outcome && (
          <p>
            {words.outcome(word_of(t.value.steps.cancel, need.outcome.reason), need.outcome.referral ?? '')}
            {need.outcome.note && <span class="dim">　{need.outcome.note}</span>}
          </p>
        )}
        {need.merged_into && (
          <p>
            {words.merged} <a href={href('needs', need.merged_into)}>{words.open_merged}</a>
          </p>
        )}
      </div>
    );
  }
  const names = words.step.split(',');
  return (
    <ol class="step" aria-label={words.steps}>
      {marks.map((mark, i) => (
        <li key={names[i]} class={mark === 'done' ? 'dn' : mark} aria-current={mark === 'now' ? 'step' : undefined}>
          {mark === 'now' ? common.value.need_status[need.status] : names[i]}
        </li>
      ))}
    </ol>
  );
}

function Fact(props: { name: string; children: ComponentChildren }): JSX.Element {
  return (
    <>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </>
  );
}

function Facts(props: { need: Need }): JSX.Element {
  const { need } = props;
  const words = t.value.detail;
  const [is_map, set_map] = useState(false);
  const has_place = typeof need.lat === 'number' && typeof need.lng === 'number';
  const { requester } = need;
  return (
    <dl class="kv sec">
      <Fact name={words.household}>
        {requester ? (
          <>
            <b>{words.sama(requester.name)}</b>
            {requester.name_kana && <span class="dim">（{requester.name_kana}）</span>}
          </>
        ) : (
          <span class="dim">
            <Icon name="i-lock" /> {words.hidden}
          </span>
        )}
      </Fact>
      {requester?.phone && (
        <Fact name={words.contact}>
          <a href={`tel:${requester.phone}`}>{requester.phone}</a>
          {requester.relation && `（${requester.relation}）`}
        </Fact>
      )}
      <Fact name={words.place}>
        {need.address ?? need.town ?? '—'}　<span class="dim">{district_name(need.district_id)}</span>
        {has_place && (
          <>
            {'　'}
            <button type="button" class="linkish" aria-expanded={is_map} onClick={() => set_map(!is_map)}>
              {is_map ? words.map_close : words.map}
            </button>
          </>
        )}
        {need.position_source === 'town' && <span class="dim block">{words.by_town}</span>}
        {need.position_source === 'none' && <span class="dim block">{words.no_position}</span>}
        {is_map && has_place && <PlaceMap lat={need.lat!} lng={need.lng!} />}
      </Fact>
      <Fact name={words.wanted}>{need.starts_at ? span(need.starts_at, need.ends_at) : <span class="dim">{words.any_time}</span>}</Fact>
      {need.detail && (
        <Fact name={words.work}>
          <span class="pre">{need.detail}</span>
        </Fact>
      )}
    </dl>
  );
}

function SurveyFacts(props: { need: Need }): JSX.Element {
  const { need } = props;
  const words = t.value.detail;
  const hazards = typeof need.hazards === 'string' ? need.hazards : null;
  return (
    <dl class="kv sec">
      <Fact name={words.category}>{common.value.category[need.category]}</Fact>
      <Fact name={words.people}>
        <b>{common.value.count.people(need.people_needed)}</b>
        {need.survey_memo && `　${need.survey_memo}`}
      </Fact>
      {crew_line(need) && <Fact name={crew.value.fact}>{crew_line(need)}</Fact>}
      {need.waitlist_max > 0 && <Fact name={words.waitlist}>{words.waitlist_max(need.waitlist_max)}</Fact>}
      {need.skills.length > 0 && <Fact name={words.skills}>{need.skills.map((skill) => common.value.skill[skill]).join('・')}</Fact>}
      {need.bring && <Fact name={words.bring}>{need.bring}</Fact>}
      {need.survey && <Fact name={words.survey}>{words.survey_answer[need.survey]}</Fact>}
      {hazards && <Fact name={words.hazards}>{hazards}</Fact>}
    </dl>
  );
}

/** What happened to it, newest first. Read again whenever the need, an offer of it or its wave changes. */
function History(props: { need: Need }): JSX.Element {
  const { need } = props;
  const words = t.value;
  const [lines, set_lines] = useState<readonly HistoryLine[]>([]);
  const asking = asking_version(need.id);
  useEffect(() => {
    let is_here = true;
    void api.get<{ items: HistoryLine[] }>(`/needs/${need.id}/history`).then((reply) => {
      if (is_here && reply.ok) set_lines([...reply.data.items].sort((a, b) => b.seq - a.seq));
    });
    return () => {
      is_here = false;
    };
  }, [need.id, need.changed_seq, asking]);
  return (
    <section class="sec history">
      <h2 class="h">{words.detail.history}</h2>
      <ol>
        {lines.map((line) => (
          <li key={line.seq}>
            <span class="dim nb">{moment(line.occurred_at, now.value)}</span>
            <span>{word_of({ ...words.event, ...waves.value.event }, line.type)}</span>
            <span class="dim">{line.actor_name ?? ''}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
