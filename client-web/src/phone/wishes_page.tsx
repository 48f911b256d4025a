import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { common, learned, plain } from '../i18n';
import { api } from '../net/api';
import { load_session, session } from '../net/session';
import { uuid7 } from '../net/uuid';
import { changed_wishes, minutes_of, wishes_of, type Wishes } from '../state/wishes';
import { Button, Choice, date, Group, href, ProblemNotice, SelectField, TextField, ThumbBar, toast, Words } from '../ui';
import { k_loads, type Preference } from '../wire/offer_types';
import type { List, Problem, Volunteer } from '../wire/types';
import { OfflineNote, PhoneFrame } from './frame';
import { LearnedRow } from './learned_row';
import { Empty } from './offers_page';
import { wish_words } from './words_notices';

const k_hours = ['1', '2', '4', '6', '8', '12', '20', '40'] as const;
const k_km = ['0.5', '1', '2', '3', '5', '10', '20'] as const;

/** How I want to be reached, how much I can do, and what was learned from my declines. */
export function WishesPage(): JSX.Element {
  const words = wish_words.value;
  const now = session.value;
  useEffect(() => {
    // The device keeps no contact data of its owner: without it, ask again.
    if (now && !now.volunteer && now.account.volunteer_id) void load_session();
  }, []);
  const one = now?.volunteer ?? null;
  const is_linked = now?.account.volunteer_id != null;
  return (
    <PhoneFrame mode="normal" page={words.title} back={href('me')} easy>
      <OfflineNote />
      {!is_linked && <Empty text={words.not_linked} />}
      {is_linked && !one && <Empty text={now?.from_device ? words.offline : common.value.state.loading} />}
      {one && <WishesForm key={one.version} one={one} />}
    </PhoneFrame>
  );
}

function WishesForm(props: { one: Volunteer }): JSX.Element {
  const { one } = props;
  const words = wish_words.value;
  const before = wishes_of(one);
  const [wishes, set_wishes] = useState<Wishes>(before);
  const [has_own_quiet, set_own_quiet] = useState(before.quiet_from !== '');
  const [problem, set_problem] = useState<Problem | null>(null);
  const [is_busy, set_busy] = useState(false);
  const sent = useRef({ key: '', body: '' });
  const set = (more: Partial<Wishes>): void => set_wishes((known) => ({ ...known, ...more }));
  const mine = has_own_quiet ? wishes : { ...wishes, quiet_from: '', quiet_until: '' };
  const changed = changed_wishes(before, mine);
  const is_changed = Object.keys(changed).length > 0;

  const save = async (): Promise<void> => {
    if (is_busy || !is_changed) return;
    const is_half = has_own_quiet && (minutes_of(mine.quiet_from) === null || minutes_of(mine.quiet_until) === null);
    if (is_half) return set_problem(missing_time(plain(words.quiet_missing)));
    const body = JSON.stringify([one.version, changed]);
    if (sent.current.body !== body) sent.current = { key: uuid7(), body };
    set_busy(true);
    const reply = await api.patch<Volunteer>('/me/volunteer', changed, one.version, { key: sent.current.key });
    set_busy(false);
    set_problem(reply.ok ? null : reply.problem);
    if (reply.ok && session.value) {
      session.value = { ...session.value, volunteer: reply.data };
      toast(plain(words.saved));
    } else if (!reply.ok && reply.problem.status === 412) void load_session();
  };
  return (
    <>
      <div class="body form wishes">
        <Reach wishes={wishes} set={set} />
        <Quiet wishes={wishes} set={set} has_own={has_own_quiet} set_own={set_own_quiet} problem={problem} />
        <Limits wishes={wishes} set={set} problem={problem} />
        <ProblemNotice problem={problem} />
        <LearnedList />
      </div>
      <ThumbBar note={is_changed ? undefined : <Words text={words.kept} />}>
        <Button kind="main" disabled={!is_changed || is_busy} onClick={() => void save()}>
          <Words text={words.save} />
        </Button>
      </ThumbBar>
    </>
  );
}

function missing_time(message: string): Problem {
  const errors = ['quiet_from', 'quiet_until'].map((field) => ({ field, code: 'missing_time', message }));
  return { type: '/problems/invalid', title: '', status: 422, code: 'invalid', errors };
}

interface PartProps {
  wishes: Wishes;
  set: (more: Partial<Wishes>) => void;
  problem?: Problem | null;
}

function Reach(props: PartProps): JSX.Element {
  const words = wish_words.value;
  const { wishes, set } = props;
  return (
    <Group legend={<Words text={words.reach} />}>
      {(['app', 'phone'] as const).map((way) => (
        <Choice
          key={way}
          type="radio"
          name="contact_by"
          checked={wishes.contact_by === way}
          onChange={() => set({ contact_by: way })}
        >
          <b>
            <Words text={words[way]} />
          </b>
          <small class="block">
            <Words text={way === 'app' ? words.app_note : words.phone_note} />
          </small>
        </Choice>
      ))}
    </Group>
  );
}

function Quiet(props: PartProps & { has_own: boolean; set_own: (on: boolean) => void }): JSX.Element {
  const words = wish_words.value;
  const { wishes, set, has_own, set_own, problem } = props;
  const own = (): void => {
    set_own(true);
    if (!wishes.quiet_from) set({ quiet_from: '20:00', quiet_until: '08:00' });
  };
  return (
    <div>
      <Group legend={<Words text={words.quiet} />} hint={<Words text={words.quiet_note} />}>
        <Choice type="radio" name="quiet" checked={!has_own} onChange={() => set_own(false)}>
          <Words text={words.quiet_centre} />
        </Choice>
        <Choice type="radio" name="quiet" checked={has_own} onChange={own}>
          <Words text={words.quiet_own} />
        </Choice>
      </Group>
      {has_own && (
        <div class="from-to">
          <TextField
            label={<Words text={words.quiet_from} />}
            name="quiet_from"
            type="time"
            value={wishes.quiet_from}
            onInput={(quiet_from) => set({ quiet_from })}
            problem={problem}
          />
          <TextField
            label={<Words text={words.quiet_until} />}
            name="quiet_until"
            type="time"
            value={wishes.quiet_until}
            onInput={(quiet_until) => set({ quiet_until })}
            problem={problem}
          />
        </div>
      )}
    </div>
  );
}

/** The usual steps, and the value that is kept even where it is none of them. */
function options_of(
  steps: readonly string[],
  kept: string,
  say: (n: number) => string,
): { value: string; label: string }[] {
  const all = kept === '' || steps.includes(kept) ? steps : [...steps, kept].sort((a, b) => Number(a) - Number(b));
  return all.map((value) => ({ value, label: plain(say(Number(value))) }));
}

function Limits(props: PartProps): JSX.Element {
  const words = wish_words.value;
  const { wishes, set, problem } = props;
  const loads = k_loads.map((value) => ({ value, label: plain(words.loads[value]) }));
  return (
    <fieldset class="part">
      <legend class="t2">
        <Words text={words.limits} />
      </legend>
      <SelectField
        label={<Words text={words.hours} />}
        name="hours_week_max"
        value={wishes.hours_week_max}
        options={options_of(k_hours, wishes.hours_week_max, words.hours_value)}
        empty={plain(words.any)}
        onChange={(hours_week_max) => set({ hours_week_max })}
        problem={problem}
      />
      <SelectField
        label={<Words text={words.far} />}
        name="travel_max_m"
        value={wishes.travel_max_km}
        options={options_of(k_km, wishes.travel_max_km, words.far_value)}
        empty={plain(words.any)}
        onChange={(travel_max_km) => set({ travel_max_km })}
        problem={problem}
      />
      <SelectField
        label={<Words text={words.load} />}
        name="load_max"
        value={wishes.load_max}
        options={loads}
        empty={plain(words.any)}
        onChange={(load_max) => set({ load_max })}
        problem={problem}
      />
    </fieldset>
  );
}

function LearnedList(): JSX.Element {
  const words = wish_words.value;
  const [list, set_list] = useState<readonly Preference[] | null>(null);
  const [problem, set_problem] = useState<Problem | null>(null);
  useEffect(() => {
    let is_here = true;
    void api.get<List<Preference>>('/me/preferences').then((reply) => {
      if (!is_here) return;
      if (reply.ok) set_list(reply.data.items);
      else set_problem(reply.problem);
    });
    return () => {
      is_here = false;
    };
  }, []);
  return (
    <section class="learned-list">
      <h2 class="t2">
        <Words text={words.learned} />
      </h2>
      <p class="small">
        <Words text={words.learned_note} />
      </p>
      <ProblemNotice problem={problem} />
      {list?.length === 0 && (
        <p>
          <Words text={words.learned_none} />
        </p>
      )}
      <ul>
        {list?.map((one) => (
          <li key={one.id}>
            <LearnedRow
              preference={one}
              until={learned.value.until(date(one.forget_at))}
              on_erased={() => set_list((known) => known?.filter((each) => each.id !== one.id) ?? null)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
