// Title with day and district, the choice between what is decided and the plans, and the numbers of the plan.
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { district_name, districts } from '../../net/districts';
import { session } from '../../net/session';
import { betterment, gap_percent } from '../../state/plan';
import { day_of, next_day, noon_of } from '../../state/plan_now';
import { Button, clock, date, distance, go, href, Icon, now, toast } from '../../ui';
import type { Plan, PlanHead } from '../../wire/types';
import { resolve } from './actions';
import { is_moved, MovedNotice } from './moved';
import { choose_day, day, district_id, heads, improve, is_past, make_plan, pick_district, plan, work } from './store';
import { m } from './words';

const k_tabs = 3;

export function Head(props: { tab: string | undefined; open_commit: () => void }): JSX.Element {
  const words = m.value;
  const here = props.tab === 'now' ? null : plan.value;
  const draft = here?.status === 'draft' ? here : null;
  return (
    <header class="m-head">
      <h1>{words.title(date(noon_of(day.value)))}</h1>
      <When />
      <Tabs tab={props.tab} />
      <p class="m-note">{here?.status === 'committed' ? words.committed : words.nothing_sent}</p>
      <span class="push" />
      {draft ? (
        <>
          <Button kind="quiet" disabled={!!work.value} onClick={() => void resolve()}>
            {words.resolve}
          </Button>
          <Button kind="main" disabled={!!work.value} onClick={props.open_commit}>
            {words.commit}
          </Button>
        </>
      ) : (here || props.tab === 'now') && (
        <Button kind="main" disabled={!!work.value || is_past.value} onClick={() => void make_plan().then((made) => made && told(made))}>
          {heads.value?.length ? words.make_new : words.make}
        </Button>
      )}
    </header>
  );
}

export function told(made: Plan): void {
  toast(m.value.said.made(made.summary.people_placed, made.summary.people_short));
  go('matching', made.id);
}

/** Which day and district. A coordinator has only the own ones. */
function When(): JSX.Element {
  const words = m.value;
  const holder = useRef<HTMLDetailsElement>(null);
  const account = session.value?.account;
  const own = account?.role === 'coordinator' ? account.district_ids : null;
  const options = [...districts.value.values()].filter((one) => !own || own.includes(one.id));
  const today = day_of(now.value);
  const close = (): void => {
    if (holder.current) holder.current.open = false;
    holder.current?.querySelector('summary')?.focus();
  };
  const choose = (run: () => void): void => {
    run();
    go('matching');
    close();
  };
  return (
    <details
      class="m-when"
      ref={holder}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !holder.current?.open) return;
        event.preventDefault();
        close();
      }}
      onFocusOut={(event) => {
        const next = event.relatedTarget;
        if (holder.current && next instanceof Node && !holder.current.contains(next)) holder.current.open = false;
      }}
    >
      <summary class="btn btn-s btn-q" aria-label={words.when}>
        {words.when_short(district_id.value ? district_name(district_id.value) : words.all_districts)}
        <Icon name="i-down" />
      </summary>
      <div>
        <label class="field">
          <span class="field-label">{words.day}</span>
          <input class="input" type="date" name="day" min={today} value={day.value} onChange={(event) => event.currentTarget.value && choose(() => choose_day(event.currentTarget.value))} />
        </label>
        <p class="row-wrap">
          <Button small kind="quiet" pressed={day.value === today} onClick={() => choose(() => choose_day(today))}>
            {words.today}
          </Button>
          <Button small kind="quiet" pressed={day.value === next_day(today)} onClick={() => choose(() => choose_day(next_day(today)))}>
            {words.tomorrow}
          </Button>
        </p>
        <label class="field">
          <span class="field-label">{words.district}</span>
          <select class="input" name="plan_district" value={district_id.value ?? ''} onChange={(event) => choose(() => pick_district(event.currentTarget.value || null))}>
            {!own && <option value="">{words.all_districts}</option>}
            {options.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
      </div>
    </details>
  );
}

function Tabs(props: { tab: string | undefined }): JSX.Element {
  const words = m.value;
  const list = heads.value ?? [];
  const shown: { head: PlanHead; number: number }[] = list.slice(0, k_tabs).map((head, i) => ({ head, number: list.length - i }));
  const open = plan.value;
  const at = open ? list.findIndex((one) => one.id === open.id) : -1;
  if (open && at >= k_tabs) shown.push({ head: open, number: list.length - at });
  return (
    <nav class="m-tabs" aria-label={words.tabs}>
      <a href={href('matching', 'now')} aria-current={props.tab === 'now' ? 'page' : undefined}>
        {words.now_tab}
      </a>
      {shown.map(({ head, number }) => (
        <a key={head.id} href={href('matching', head.id)} aria-current={props.tab !== 'now' && open?.id === head.id ? 'page' : undefined}>
          {words.plan_tab(number)}
          <span class="num">{clock(head.made_at)}</span>
          {head.status === 'committed' && <Icon name="i-yes" />}
        </a>
      ))}
    </nav>
  );
}

function Fact(props: { name: string; children: string; look?: string }): JSX.Element {
  return (
    <div class={props.look}>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

export function quality_words(of: Pick<Plan, 'gap' | 'exact'>): string {
  const percent = gap_percent(of);
  return percent === 0 ? m.value.sum.best : m.value.sum.within(String(percent));
}

async function better(): Promise<void> {
  const done = await improve();
  if (!done) return;
  const { gap_before, gap_after, placed } = betterment(done.before, done.after);
  const words = m.value.sum;
  if (gap_after === 0) toast(words.improved_best(placed));
  else if (gap_after === gap_before && placed === 0 && done.after.objective === done.before.objective) toast(words.not_better);
  else toast(words.improved(String(gap_before), String(gap_after), placed));
}

export function Summary(props: { of: Plan }): JSX.Element {
  const { of } = props;
  const words = m.value.sum;
  const { summary } = of;
  const short = summary.people_short > 0 ? words.short_value(summary.people_short, summary.needs_short) : words.none_short;
  // A need may take more people than it asks for; without this word the numbers would not add up.
  const extra = Math.max(0, summary.people_placed - (summary.people_wanted - summary.people_short));
  const can_improve = of.status === 'draft' && gap_percent(of) > 0;
  return (
    <div class="m-sum">
      <dl aria-label={words.label}>
        <Fact name={words.wanted}>{m.value.grid.people(summary.people_wanted)}</Fact>
        <Fact name={words.placed}>{`${m.value.grid.people(summary.people_placed)}${extra > 0 ? words.extra(extra) : ''}`}</Fact>
        <Fact name={words.short} look={summary.people_short > 0 ? 'is-short' : ''}>
          {short}
        </Fact>
        <Fact name={words.travel}>{distance(summary.travel_m)}</Fact>
        <Fact name={words.locks}>{words.pairs(summary.locks)}</Fact>
        {of.seats.length > 0 && <Fact name={words.seats}>{words.seats_value(of.seats.reduce((sum, one) => sum + one.seats, 0))}</Fact>}
        {!is_moved.value && (
          <Fact name={words.quality} look="grow">
            {quality_words(of)}
          </Fact>
        )}
      </dl>
      <MovedNotice />
      {can_improve && !is_moved.value && (
        <Button small disabled={!!work.value} onClick={() => void better()}>
          {words.improve}
        </Button>
      )}
    </div>
  );
}

/** While something is computed: what, and for how long. Never a bare wheel. */
export function Working(): JSX.Element | null {
  const running = work.value;
  if (!running) return null;
  const seconds = Math.max(0, Math.round((now.value - running.since) / 1000));
  return (
    <p class="m-working">
      <progress aria-hidden="true" />
      <span role="status">{m.value.working[running.kind]}</span>
      {seconds > 0 && <span class="dim" aria-hidden="true">{m.value.working.seconds(seconds)}</span>}
    </p>
  );
}
