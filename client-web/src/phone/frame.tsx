import type { ComponentChildren, JSX } from 'preact';
import { common, locale, plain, set_locale } from '../i18n';
import { session_lost } from '../net/api';
import { live } from '../net/live';
import { entries, flush } from '../net/outbox';
import { session } from '../net/session';
import { vault_state } from '../net/vault';
import { unsent } from '../state/outbox';
import { AgeMark, Button, clock, elapsed, href, Icon, ModeFrame, now, Words, type Mode } from '../ui';
import { f } from './field/words';
import { t } from './words';
import { notice_words } from './words_notices';

interface FrameProps {
  mode: Mode;
  /** Incident in the band; the phone's own words where it is not known. */
  band?: string | undefined;
  page: string;
  /** Where the arrow leads; absent on a home screen, which then shows the menu. */
  back?: string;
  end?: ComponentChildren;
  /** Screens of volunteers: the switch to やさしい日本語. */
  easy?: boolean;
  tabs?: ComponentChildren;
  children: ComponentChildren;
}

export function PhoneFrame(props: FrameProps): JSX.Element {
  const { mode } = props;
  const band =
    props.band ?? (mode === 'drill' ? t.value.band.drill : mode === 'real' ? t.value.band.real : common.value.app);
  return (
    <ModeFrame
      mode={mode}
      title={band}
      page={props.page}
      surface="ph"
      end={session.value && <AgeMark link={live.link.value} heard_at={live.heard_at.value} />}
    >
      <main class="page">
        <div class="bar">
          {props.back !== undefined && (
            <a class="btn btn-q back" href={props.back} aria-label={common.value.action.back}>
              <Icon name="i-back" />
            </a>
          )}
          <h1>
            <Words text={props.page} />
          </h1>
          {props.end}
          {props.easy && <EasySwitch />}
          {props.back === undefined && (
            <a class="btn btn-q menu" href={href('me')} aria-label={t.value.menu}>
              <Icon name="i-menu" />
            </a>
          )}
        </div>
        {props.tabs}
        {props.children}
      </main>
    </ModeFrame>
  );
}

function EasySwitch(): JSX.Element {
  const is_easy = locale.value === 'ja-easy';
  return (
    <Button kind="quiet" class="easy" onClick={() => set_locale(is_easy ? 'ja' : 'ja-easy')}>
      {is_easy ? t.value.easy_off : t.value.easy_on}
    </Button>
  );
}

/** Grey band under the bar while the link is cut: what is shown, how old, and that the phone can be used on. */
export function OfflineNote(): JSX.Element | null {
  const heard = live.heard_at.value;
  if (live.link.value !== 'offline' || heard === null) return null;
  const words = t.value.offline;
  return (
    <div class="state state-stale" role="status">
      <Icon name="i-off" />
      <p>
        <b>
          <Words text={words.title} />
        </b>
        <Words text={words.at(clock(heard), elapsed(Math.max(0, now.value - heard)))} />
      </p>
    </div>
  );
}

/** Number of own actions the server has not decided. */
export function unsent_count(): number {
  return unsent(entries.value).length;
}

/** The bar at the bottom while something is unsent; nothing otherwise. */
export function UnsentBar(): JSX.Element | null {
  const waiting = unsent(entries.value);
  if (waiting.length === 0) return null;
  const words = t.value.unsent;
  const is_sending = waiting.some((entry) => entry.state === 'sending');
  const needs_pin = vault_state.value === 'closed' && waiting.every((entry) => entry.sealed_note);
  const note = session_lost.value
    ? words.sign_in
    : needs_pin
      ? f.value.pin.note_waits
      : is_sending
        ? words.sending
        : words.auto;
  return (
    <div class="qbar" role="status">
      <Icon name="i-up" />
      <p>
        <b>
          <Words text={words.count(waiting.length)} />
        </b>
        <br />
        <span class="small">
          <Words text={note} />
        </span>
      </p>
      <Button onClick={() => void flush(true)}>
        <Words text={words.now} />
      </Button>
    </div>
  );
}

export function TabBar(props: {
  /** `count`: how many are left to do; `fresh`: how many have not been seen. */
  tabs: readonly { to: string; label: string; is_here: boolean; count?: number; fresh?: number }[];
}): JSX.Element | null {
  if (props.tabs.length < 2) return null;
  return (
    <nav class="tabs" aria-label={t.value.tabs.label}>
      {props.tabs.map((tab) => (
        <a key={tab.to} href={tab.to} aria-current={tab.is_here ? 'page' : undefined}>
          {tab.label}
          {tab.count ? <span class="n">{tab.count}</span> : null}
          {tab.fresh ? (
            <span class="fresh">
              <span class="sr">{plain(notice_words.value.new_count(tab.fresh))}</span>
              <span aria-hidden="true">{tab.fresh}</span>
            </span>
          ) : null}
        </a>
      ))}
    </nav>
  );
}
