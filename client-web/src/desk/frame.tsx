import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { common } from '../i18n';
import { live } from '../net/live';
import { may, session, sign_out } from '../net/session';
import { AgeMark, Button, Dialog, elapsed, href, ModeFrame, now, clock, StaleBanner } from '../ui';
import { letters_on, set_letters, use_key } from './keys';
import { choose, chosen_id, counts, incident, incidents, load_incidents, mode, topic_problem } from './scope';
import { w as device_words } from './devices/words';
import { t } from './words';

export type DeskPage = 'needs' | 'matching' | 'calls' | 'safety' | 'squad-work' | 'roster' | 'people' | 'admin';

/** Which activity this desk works on. The frame around the page follows it. */
function ScopeSwitch(): JSX.Element {
  const words = t.value.scope;
  const open = incidents.value.filter((one) => one.status === 'open' || one.id === chosen_id.value);
  return (
    <select
      class="scope"
      aria-label={words.label}
      value={chosen_id.value ?? ''}
      onFocus={() => void load_incidents()}
      onChange={(event) => choose(event.currentTarget.value === '' ? null : event.currentTarget.value)}
    >
      <option value="">{t.value.everyday}</option>
      {open.map((one) => (
        <option key={one.id} value={one.id}>
          {(one.is_drill ? words.drill : words.real)(one.name)}
          {one.status === 'closed' && words.closed}
        </option>
      ))}
    </select>
  );
}

function UserMenu(): JSX.Element | null {
  const account = session.value?.account;
  if (!account) return null;
  return (
    <details class="user">
      <summary>{common.value.sign_in.signed_in_as(account.name, common.value.role[account.role])}</summary>
      <div>
        <a class="btn btn-q btn-s" href="/board/">
          {common.value.sign_in.board}
        </a>
        <a class="btn btn-q btn-s" href={href('devices')}>
          {device_words.value.menu}
        </a>
        <Button kind="quiet" small onClick={() => void sign_out()}>
          {common.value.action.sign_out}
        </Button>
      </div>
    </details>
  );
}

/** While the link is cut, the rows stay and say how old they are. */
function CutBanner(): JSX.Element | null {
  const heard = live.heard_at.value;
  if (live.link.value !== 'offline' || heard === null) return null;
  return (
    <div class="banner" role="status">
      {common.value.age.stale_banner(clock(heard), elapsed(Math.max(0, now.value - heard)))}
    </div>
  );
}

const k_pages: readonly DeskPage[] = ['needs', 'matching', 'calls', 'safety', 'squad-work', 'roster', 'people', 'admin'];

export function DeskFrame(props: { here: DeskPage; page: string; more_keys?: Readonly<Record<string, string>>; children: ComponentChildren }): JSX.Element {
  const words = t.value;
  const [is_help, set_help] = useState(false);
  use_key('?', () => set_help(true));
  const pages = k_pages.filter((page) => (page !== 'admin' || may('admin')) && (page !== 'roster' || may('admin', 'staff')));
  const open_count = counts.value.intake + counts.value.survey + counts.value.match + counts.value.field + counts.value.hold;
  return (
    <ModeFrame
      mode={mode.value}
      title={incident.value?.name ?? words.everyday}
      note={words.center}
      page={props.page}
      surface="desk"
      end={
        <>
          <ScopeSwitch />
          <AgeMark link={live.link.value} heard_at={live.heard_at.value} seconds />
          <UserMenu />
        </>
      }
    >
      <a class="btn skip" href="#main" onClick={(event) => (event.preventDefault(), document.getElementById('main')?.focus())}>
        {words.skip}
      </a>
      <nav class="nav" aria-label={words.nav}>
        {pages.map((page) => (
          <a key={page} href={href(page)} aria-current={props.here === page ? 'page' : undefined}>
            {words.page[page]}
            {page === 'needs' && <span class="n">{open_count}</span>}
            {page === 'matching' && counts.value.match > 0 && <span class="n">{counts.value.match}</span>}
          </a>
        ))}
        <span class="push" />
        <button class="hide-narrow help" type="button" onClick={() => set_help(true)}>
          <kbd>?</kbd>
          {words.page.help}
        </button>
      </nav>
      <div class="banners">
        {live.link.value === 'offline' ? <CutBanner /> : <StaleBanner heard_at={live.heard_at.value} />}
        {topic_problem.value && <div class="banner">{words.refused_topic}</div>}
      </div>
      {props.children}
      {is_help && <KeyHelp more={props.more_keys ?? {}} onClose={() => set_help(false)} />}
    </ModeFrame>
  );
}

function KeyHelp(props: { more: Readonly<Record<string, string>>; onClose: () => void }): JSX.Element {
  const words = t.value.keys;
  return (
    <Dialog title={words.title} onClose={props.onClose} foot={<Button onClick={props.onClose}>{common.value.action.close}</Button>}>
      <label class="choice">
        <input type="checkbox" checked={letters_on.value} onChange={(event) => set_letters(event.currentTarget.checked)} />
        <span>{words.on}</span>
      </label>
      <dl class="keylist">
        {Object.entries({ ...words.list, ...props.more }).map(([key, does]) => (
          <div key={key}>
            <dt>
              {key.split(' ').map((one) => (
                <kbd key={one}>{one}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
