import type { JSX } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { common } from '../i18n';
import { live } from '../net/live';
import { load_map } from '../net/map_columns';
import { board_rows, board_topic, is_over } from '../state/board';
import { with_notes } from '../state/map_notes';
import { AgeMark, clock, elapsed, go, mode_of, ModeFrame } from '../ui';
import type { Incident } from '../wire/types';
import { use_beside } from './beside';
import { incidents, look_again } from './choice';
import { Clock, SampleMark, server_now } from './clock_mark';
import { DistrictList } from './district_list';
import { Foot } from './foot';
import { has_hand } from './hand';
import { MapView } from './map_view';
import { PastBand, PastBar } from './past_bar';
import { back_to_now, past } from './past_state';
import { Speaker } from './speaker';
import { Totals } from './totals';
import { t } from './words';
import { tl } from './words_layers';

const k_topic = with_notes(board_topic);

/** One incident on the wall: frame, map, figures, districts, ages. */
export function WallPage(props: { incident: Incident }): JSX.Element {
  const { id } = props.incident;
  const topic = useMemo(() => live.follow(`incident:${id}`, k_topic, () => load_map(id)), [id]);
  useEffect(() => () => (live.unfollow(`incident:${id}`), back_to_now()), [id]);
  const { data: live_data, problem } = topic.value;
  // Looking back, the page shows that moment and nothing of now; until its picture has come, it stays as it is.
  const past_data = past.value?.data ?? null;
  const is_past = past_data !== null;
  const data = past_data ?? live_data;
  const beside = use_beside(id, live_data);
  const teams = useMemo(() => new Map(beside.teams.map((row) => [row.district_id, row.teams])), [beside.teams]);
  const [is_base_cut, set_base_cut] = useState(false);
  const words = t.value;
  const over = is_over(live_data?.incident);
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
      page={is_past ? tl.value.past.page : words.page}
      surface={is_past ? 'bd is-past' : 'bd'}
      end={
        <>
          {!is_past && <Others shown={id} />}
          <SampleMark />
          {is_past ? <b class="past-mark-band">{tl.value.past.mark}</b> : <BandAge last={data?.total.last_recorded_at ?? null} />}
          {!is_past && <Clock />}
        </>
      }
    >
      {data ? (
        <>
          {is_past && <PastBand />}
          {live_data && <Speaker data={live_data} notes={beside.notes.length} />}
          <main class="mid">
            <section class="right" aria-label={words.total.label}>
              <Totals data={data} rows={rows} />
              <DistrictList rows={rows} round_id={round?.id ?? ''} teams={teams} />
            </section>
            <MapView incident={props.incident} data={data} rows={rows} beside={beside} on_base_cut={set_base_cut} />
          </main>
          {past.value ? (
            <PastBar />
          ) : (
            <Foot data={data} rows={rows} teams={beside.teams} is_base_cut={is_base_cut} />
          )}
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
