import type { JSX } from 'preact';
import { live } from '../net/live';
import { shown_total, silent_districts, untouched_needs, type BoardData, type BoardRow } from '../state/board';
import type { Link } from '../state/backoff';
import { clock, elapsed, now } from '../ui';
import type { TeamsOut } from '../wire/types';
import { server_now } from './clock_mark';
import { has_hand } from './hand';
import { minute } from './minute';
import { figure, silence, t } from './words';
import { tl } from './words_layers';

/** Filled dot: live; dashed with hollow dot: old; dashed with bar: cut off. */
function Source(props: { link: Link; text: string }): JSX.Element {
  const look = props.link === 'live' ? 'age-live' : props.link === 'stale' ? 'age-stale' : 'age-off';
  return (
    <span>
      <span class={`age ${look} on-light`}>{props.text}</span>
    </span>
  );
}

interface FootProps {
  data: BoardData;
  rows: readonly BoardRow[];
  teams: TeamsOut['items'];
  is_base_cut: boolean;
}

/** What follows from the checks, and how old each source on this page is. */
export function Foot(props: FootProps): JSX.Element {
  const { data } = props;
  const words = t.value.foot;
  const { total, incident } = data;
  const sum = (key: 'teams' | 'people'): number => props.teams.reduce((so_far, row) => so_far + row[key], 0);
  return (
    <footer class="ft">
      <dl>
        <dt>{words.needs}</dt>
        <dd>
          {words.items(figure(total.needs_open))} <small>{words.untouched}</small> {figure(untouched_needs(data.needs.values()))}
        </dd>
      </dl>
      <dl>
        <dt>{incident.is_drill ? words.rescue_drill : words.rescue_real}</dt>
        <dd>{words.people(figure(total.counts.needs_rescue ?? 0))}</dd>
      </dl>
      <dl>
        <dt>{words.known}</dt>
        <dd>{words.people(figure(shown_total(total) - total.open))}</dd>
      </dl>
      {props.teams.length > 0 ? (
        <dl>
          <dt>{tl.value.foot.teams}</dt>
          <dd>{tl.value.foot.teams_sum(figure(sum('teams')), figure(sum('people')))}</dd>
        </dl>
      ) : (
        <dl class="only-l">
          <dt>{words.last}</dt>
          <dd>{total.last_recorded_at ? clock(total.last_recorded_at) : '－'}</dd>
        </dl>
      )}
      <Sources {...props} />
    </footer>
  );
}

function Sources(props: FootProps): JSX.Element {
  const { data, rows } = props;
  const words = t.value.foot;
  const link = live.link.value;
  const heard_at = live.heard_at.value;
  const say = (text: string): string =>
    link === 'live' ? text : link === 'stale' ? words.source_stale(text) : words.source_cut(text);
  const ago = (at: string): string => elapsed(Math.max(0, server_now() - Date.parse(at)));
  const last = data.total.last_recorded_at;
  const silent = data.round ? silent_districts(rows, Date.parse(data.round.started_at), minute.value) : { count: 0, longest_ms: 0 };
  const heard = heard_at === null ? '－' : elapsed(Math.max(0, now.value - heard_at));
  return (
    <div class="src on-light">
      <Source link={link} text={say(last ? words.checks(ago(last)) : words.checks_none)} />
      <Source link={link} text={say(data.need_at ? words.wishes(ago(data.need_at)) : words.wishes_none(clock(data.started_at)))} />
      <Source link={link} text={link === 'offline' ? words.screen_cut(heard) : words.screen_live(heard)} />
      {silent.count > 0 && <Source link="offline" text={words.silent(silent.count, silence(silent.longest_ms))} />}
      {props.is_base_cut && <Source link="offline" text={words.base_cut} />}
      {has_hand() && (
        <a class="to-door" href="/">
          {t.value.door}
        </a>
      )}
    </div>
  );
}
