import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { place_of, step_of, ticks } from '../state/past';
import { Button, clock, date } from '../ui';
import { back_to_now, go_to, past, play, stop_playing } from './past_state';
import { tl } from './words_layers';

/** While a hand drags, pictures are asked for this rarely. */
const k_drag_ms = 150;

function when(at: number): string {
  return tl.value.past.when(date(at), clock(at));
}

/** Across the whole page: these are not the figures of now. */
export function PastBand(): JSX.Element {
  const words = tl.value.past;
  const at = past.value?.data_at ?? 0;
  return (
    <div class="past-band" role="status">
      <strong>{words.band}</strong>
      <b class="past-when">{when(at)}</b>
      <span>{words.not_now}</span>
      <Button kind="main" onClick={back_to_now}>
        {words.back}
      </Button>
    </div>
  );
}

export function PastBar(): JSX.Element {
  const words = tl.value.past;
  const now = past.value!;
  const { from, to, at } = now;
  const step = step_of(from, to);
  const wait = useRef<number | undefined>(undefined);
  const [dragged, set_dragged] = useState<number | null>(null);
  useEffect(() => () => clearTimeout(wait.current), []);
  useEffect(() => {
    const leave = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') back_to_now();
    };
    addEventListener('keydown', leave);
    return () => removeEventListener('keydown', leave);
  }, []);
  const ask = (next: number): void => {
    stop_playing();
    set_dragged(next);
    clearTimeout(wait.current);
    wait.current = window.setTimeout(() => {
      set_dragged(null);
      void go_to(next);
    }, k_drag_ms);
  };
  const shown = dragged ?? at;
  const is_behind = now.data === null || now.data_at !== shown;
  return (
    <footer class="past-bar">
      <Button kind="plain" onClick={() => (now.is_playing ? stop_playing() : void play())}>
        {now.is_playing ? words.stop : words.play}
      </Button>
      <Button kind="quiet" icon="i-back" label={words.earlier} onClick={() => ask(Math.max(from, shown - step))} />
      <div class="past-way">
        <input
          type="range"
          aria-label={words.slider}
          aria-valuetext={when(shown)}
          min={from}
          max={to}
          step={step}
          value={shown}
          onInput={(event) => ask(Math.min(to, Number(event.currentTarget.value)))}
        />
        <Marks />
      </div>
      <Button kind="quiet" icon="i-forward" label={words.later} onClick={() => ask(Math.min(to, shown + step))} />
      <p class="past-note">
        <b>{when(shown)}</b>
        <span role="status">{now.has_failed ? words.failed : is_behind ? words.loading : words.by}</span>
      </p>
    </footer>
  );
}

/** Hours, days and rounds under the slider. */
function Marks(): JSX.Element {
  const { from, to, rounds } = past.value!;
  return (
    <div class="past-marks" aria-hidden="true">
      {ticks(from, to, rounds).map((tick) => (
        <span
          key={`${tick.kind}${tick.at}`}
          class={`past-mark past-mark-${tick.kind}`}
          style={{ insetInlineStart: `${place_of(tick.at, from, to).toFixed(2)}%` }}
        >
          {tick.kind === 'round' ? tick.round!.name.replace(/\s.*$/, '') : tick.kind === 'start' ? tl.value.past.start : clock(tick.at)}
        </span>
      ))}
    </div>
  );
}
