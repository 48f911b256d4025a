import type { JSX } from 'preact';
import { common } from '../i18n';
import { live } from '../net/live';
import { AgeMark, Button, clock, clock_seconds, date, ModeFrame } from '../ui';
import { incidents, look_again } from './choice';
import { SampleMark, server_now } from './clock_mark';
import { t } from './words';

/** 平常: nothing is open. The wall is a clock that says so, and when it last looked. */
export function CalmPage(): JSX.Element {
  const words = t.value;
  const { asked_at, is_asking, is_unreachable } = incidents.value;
  const at = server_now();
  const has_answer = asked_at !== null;
  const head = has_answer ? words.calm.title : is_unreachable ? words.calm.unreachable : words.calm.asking;
  const last = is_unreachable ? words.calm.unreachable : words.calm.asked(clock(asked_at ?? 0));
  return (
    <ModeFrame
      mode="normal"
      title={common.value.mode.normal_activity}
      page={words.page}
      surface="bd bd-calm"
      end={
        <>
          <SampleMark />
          <AgeMark link={live.link.value} heard_at={live.heard_at.value} seconds />
        </>
      }
    >
      <main class="calm">
        <p class="calm-date">{date(at)}</p>
        <p class="calm-clock">{clock_seconds(at)}</p>
        <h1>{head}</h1>
        <p>{words.calm.note}</p>
        <p class="calm-again">
          <Button kind="main" disabled={is_asking} onClick={() => void look_again()}>
            {words.calm.again}
          </Button>
          <span role="status" class="dim">
            {has_answer && last}
          </span>
        </p>
        <p>
          <a href="/">{words.door}</a>
        </p>
      </main>
    </ModeFrame>
  );
}
