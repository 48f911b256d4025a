import type { JSX } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { common } from '../i18n';
import { live } from '../net/live';
import { load_map } from '../net/map_columns';
import { board_rows, board_topic, is_over } from '../state/board';
import { AgeMark, clock, elapsed, go, mode_of, ModeFrame } from '../ui';
import type { Incident } from '../wire/types';
import { incidents, look_again } from './choice';
import { Clock, SampleMark, server_now } from './clock_mark';
import { DistrictList } from './district_list';
import { Foot } from './foot';
import { has_hand } from './hand';
import { MapView } from './map_view';
import { Totals } from './totals';
import { t } from './words';

/** One incident on the wall: frame, map, figures, districts, ages. */
export function WallPage(props: { incident: Incident }): JSX.Element {
  const { id } = props.incident;
  const topic = useMemo(() => live.follow(`incident:${id}`, board_topic, () => load_map(id)), [id]);
  useEffect(() => () => live.unfollow(`incident:${id}`), [id]);
  const { data, problem } = topic.value;
  const [is_base_cut, set_base_cut] = useState(false);
  const words = t.value;
  const over = is_over(data?.incident);
  useEffect(() => {
    if (over) void look_again();
  }, [over]);
  // Every delta makes a new shell; the rows follow it once a frame.
  const rows = useMemo(() => (data ? board_rows(data.progress.values()) : []), [data]);
  const incident = data?.incident ?? props.incident;
  const round = data?.round;
  const note = round ? words.round(round.name, clock(round.started_at)) : data ? words.no_round : undefined;
  return (
    <ModeFrame
      mode={mode_of(incident)}
      title={incident.name}
      note={over ? words.over : note}
      page={words.page}
      surface="bd"
      end={
        <>
          <Others shown={id} />
          <SampleMark />
          <BandAge last={data?.total.last_recorded_at ?? null} />
          <Clock />
        </>
      }
    >
      {data ? (
        <>
          <main class="mid">
            <section class="right" aria-label={words.total.label}>
              <Totals data={data} rows={rows} />
              <DistrictList rows={rows} round_id={round?.id ?? ''} />
            </section>
            <MapView data={data} rows={rows} on_base_cut={set_base_cut} />
          </main>
          <Foot data={data} rows={rows} is_base_cut={is_base_cut} />
        </>
      ) : (
        <main class="mid-wait">
          <p role="status">{problem ? words.refused : words.loading}</p>
          {problem && (
            <p>
              <a class="btn" href="/">
                {words.door}
              </a>
            </p>
          )}
        </main>
      )}
    </ModeFrame>
  );
}

/** ライブ with the age of the last record; old and cut off in the words of every page. */
function BandAge(props: { last: string | null }): JSX.Element {
  const link = live.link.value;
  if (link !== 'live') return <AgeMark link={link} heard_at={live.heard_at.value} seconds />;
  const words = t.value;
  const text = props.last ? words.live(elapsed(Math.max(0, server_now() - Date.parse(props.last)))) : words.live_no_record;
  return <span class="age age-live">{text}</span>;
}

/** When several are open: a choice for a hand, else the plain word that there are more. */
function Others(props: { shown: string }): JSX.Element | null {
  const { open } = incidents.value;
  const words = t.value;
  if (open.length < 2) return null;
  if (!has_hand()) return <span class="more-open">{words.another_open(open.length - 1)}</span>;
  return (
    <select class="pick" aria-label={words.choose} value={props.shown} onChange={(event) => go('incident', event.currentTarget.value)}>
      {open.map((one) => (
        <option key={one.id} value={one.id}>
          {words.choice(common.value.mode[mode_of(one)], one.name)}
        </option>
      ))}
    </select>
  );
}
