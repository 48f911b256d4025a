// Matching of a day: what is decided now, and the plans. Nothing is sent before a plan is committed.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { common } from '../../i18n';
import { takes_offers } from '../../state/needs';
import { places_left } from '../../state/places';
import { days_with_work, needs_of_day, noon_of } from '../../state/plan_now';
import { Button, date, go, href, ProblemNotice, replace_route } from '../../ui';
import { DeskFrame } from '../frame';
import { is_ready, needs } from '../scope';
import { Head, told, Working } from './head';
import { NowTab } from './now_tab';
import { PlanTab } from './plan_tab';
import { gate_word } from './say';
import { board, choose_day, day, district_id, forget_plan, heads, is_past, make_plan, open_plan, plan, problem, read_heads, scope, settle_day, work } from './store';
import { m } from './words';
import './matching.css';

/** `#/matching` opens the newest plan of the day, `#/matching/now` what is decided, `#/matching/ID` one plan. */
export function MatchingPage(props: { tab: string | undefined }): JSX.Element {
  const { tab } = props;
  const [is_committing, set_committing] = useState(false);
  const here = scope.value;
  const list = heads.value;
  const is_here = is_ready.value;
  useEffect(() => {
    if (is_here && tab === undefined) settle_day(days_with_work(needs.peek(), Date.now(), district_id.peek())[0]?.day);
  }, [is_here, tab]);
  useEffect(() => {
    const open = plan.value;
    if (open && (open.incident_id !== here.incident_id || open.day !== here.day || open.district_id !== here.district_id)) {
      // The desk turned to another activity, day or district: this plan is left.
      forget_plan();
      if (tab !== 'now') go('matching');
    }
    heads.value = null;
    void read_heads();
  }, [here]);
  useEffect(() => {
    if (tab !== undefined && tab !== 'now') void open_plan(tab);
    else if (is_here && tab === undefined && list?.[0]) replace_route('matching', list[0].id);
  }, [tab, list, is_here]);
  const now_board = tab === 'now' || tab === undefined ? null : board.value;
  return (
    <DeskFrame here="matching" page={m.value.title(date(noon_of(day.value)))} more_keys={m.value.keys}>
      <main class="m-page" id="main" tabIndex={-1}>
        <Head tab={tab} open_commit={() => set_committing(true)} />
        {problem.value && (
          <div class="m-problem">
            <ProblemNotice problem={problem.value}>
              {problem.value.code === 'change_impossible' && <p>{(problem.value.errors ?? []).map((error) => gate_word(error.code)).join('・')}</p>}
              <Button small onClick={() => (problem.value = null)}>
                {common.value.action.close}
              </Button>
            </ProblemNotice>
          </div>
        )}
        {tab === 'now' ? <NowTab /> : now_board ? <PlanTab board={now_board} is_committing={is_committing} end_commit={() => set_committing(false)} /> : <Start is_loading={list === null || tab !== undefined} />}
      </main>
    </DeskFrame>
  );
}

/** Where the work is, when this day has none. */
function OtherDays(): JSX.Element | null {
  const days = days_with_work(needs.value, Date.now(), district_id.value).slice(0, 5);
  if (days.length === 0) return null;
  return (
    <p class="row-wrap">
      <span>{m.value.start.elsewhere}</span>
      {days.map((one) => (
        <Button key={one.day} small onClick={() => choose_day(one.day)}>
          {m.value.start.day(date(noon_of(one.day)), one.needs)}
        </Button>
      ))}
    </p>
  );
}

/** No plan yet: what there is to match, and how it goes from here. */
function Start(props: { is_loading: boolean }): JSX.Element {
  const words = m.value.start;
  if (work.value?.kind === 'make') return <div class="m-start">{<Working />}</div>;
  if (props.is_loading && !problem.value) return <p class="loading">{common.value.state.loading}</p>;
  const open = needs_of_day(needs.value, day.value, district_id.value).filter(takes_offers);
  const wanted = open.reduce((sum, need) => sum + places_left(need.places), 0);
  return (
    <section class="m-start" aria-label={m.value.page} data-region tabIndex={-1}>
      <h2>{words.title(date(noon_of(day.value)))}</h2>
      {is_ready.value && <p>{is_past.value ? words.past(date(noon_of(day.value))) : open.length > 0 ? words.counts(open.length, wanted) : words.none}</p>}
      {is_ready.value && open.length === 0 && <OtherDays />}
      <ol>
        {words.steps.split('|').map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p class="row-wrap">
        <Button kind="main" disabled={!!work.value || is_past.value} onClick={() => void make_plan().then((made) => made && told(made))}>
          {m.value.make}
        </Button>
        <a class="btn btn-q" href={href('needs')}>
          {words.to_needs}
        </a>
      </p>
    </section>
  );
}
