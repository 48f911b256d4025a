// Own map: dots, districts and town names on a canvas, nothing from the network. The list beside it says the same.
import type { JSX } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { common } from '../../i18n';
import { districts } from '../../net/districts';
import { session } from '../../net/session';
import { carried } from '../../net/vault';
import { dragged, frame_of, spot_at, zoomed, type Frame } from '../../state/plot';
import type { WatchLine } from '../../state/watch';
import { Button, go, StatusMark } from '../../ui';
import type { District, SafetyStatus, Town } from '../../wire/types';
import { Empty } from '../offers_page';
import { paint_home_map } from './paint_home_map';
import { f } from './words';

interface Placed {
  line: WatchLine;
  lat: number;
  lng: number;
}

const k_legend: readonly SafetyStatus[] = ['unconfirmed', 'checking', 'unreachable', 'safe_home', 'needs_help', 'needs_rescue'];

function placed_of(lines: readonly WatchLine[]): Placed[] {
  return lines.flatMap((line) => {
    const { lat, lng } = line.row.registrant;
    return typeof lat === 'number' && typeof lng === 'number' ? [{ line, lat, lng }] : [];
  });
}

function own_districts(): District[] {
  const here = carried.value?.districts;
  if (here) return here;
  return (session.value?.account.district_ids ?? []).flatMap((id) => districts.value.get(id) ?? []);
}

/** `walk`: the order in which they are to be visited; its line is drawn. */
export function HomeMap(props: { lines: readonly WatchLine[]; walk: readonly WatchLine[] | null; left: number }): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const [frame, set_frame] = useState<Frame | null>(null);
  const placed = useMemo(() => placed_of(props.lines), [props.lines]);
  const words = f.value.map;
  const whole = (): void => {
    const size = box.current?.getBoundingClientRect();
    if (size) set_frame(frame_of(placed, size.width, size.height));
  };
  useEffect(whole, [placed.length]);
  const towns: readonly Town[] = carried.value?.towns ?? [];
  useEffect(() => {
    const pen = canvas.current?.getContext('2d');
    if (!frame || !pen || !canvas.current) return;
    const ratio = devicePixelRatio || 1;
    canvas.current.width = Math.round(frame.width * ratio);
    canvas.current.height = Math.round(frame.height * ratio);
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    paint_home_map(pen, frame, { placed, towns, districts: own_districts(), walk: props.walk ? placed_of(props.walk) : null });
  });
  if (placed.length === 0) return <Empty text={words.none} />;
  return (
    <>
      <div class="home-map" ref={box}>
        <canvas ref={canvas} role="img" aria-label={words.label(props.left)} {...use_finger(frame, set_frame, placed)} />
      </div>
      <p class="map-tools">
        <Button small kind="quiet" onClick={() => frame && set_frame(zoomed(frame, 1.6))}>
          {words.nearer}
        </Button>
        <Button small kind="quiet" onClick={() => frame && set_frame(zoomed(frame, 1 / 1.6))}>
          {words.farther}
        </Button>
        <Button small kind="quiet" onClick={whole}>
          {words.whole}
        </Button>
      </p>
      <ul class="map-legend" aria-label={common.value.app}>
        {k_legend.map((status) => (
          <li key={status}>
            <StatusMark status={status} />
          </li>
        ))}
      </ul>
      {placed.length < props.lines.length && <p class="small map-rest">{words.off_map(props.lines.length - placed.length)}</p>}
    </>
  );
}

/** A finger moves the map; a tap that does not move opens whoever is under it. */
function use_finger(frame: Frame | null, set_frame: (frame: Frame) => void, placed: readonly Placed[]): JSX.HTMLAttributes<HTMLCanvasElement> {
  const from = useRef<{ x: number; y: number; moved: number } | null>(null);
  return {
    onPointerDown: (event) => {
      from.current = { x: event.offsetX, y: event.offsetY, moved: 0 };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event) => {
      const last = from.current;
      if (!last || !frame) return;
      const [dx, dy] = [event.offsetX - last.x, event.offsetY - last.y];
      from.current = { x: event.offsetX, y: event.offsetY, moved: last.moved + Math.hypot(dx, dy) };
      if (from.current.moved > 6) set_frame(dragged(frame, dx, dy));
    },
    onPointerUp: (event) => {
      const last = from.current;
      from.current = null;
      if (!last || !frame || last.moved > 6) return;
      const found = placed[spot_at(frame, placed, event.offsetX, event.offsetY)];
      if (found) go('watch', found.line.row.registrant.id);
    },
  };
}
