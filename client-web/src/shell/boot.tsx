import { render, type ComponentChildren, type JSX } from 'preact';
import '@digital-go-jp/design-tokens/dist/tokens.css';
import '../ui/tokens.css';
import '../ui/base.css';
import './shell.css';
import { common, locale, set_locale } from '../i18n';
import { session_lost } from '../net/api';
import { live, start_live } from '../net/live';
import { start_outbox } from '../net/outbox';
import { load_session, session, type Session } from '../net/session';
import { Button, Sprite, start_clock, Toasts } from '../ui';
import type { Role } from '../wire/types';
import { Plain, SignInPage, SignInForm } from './sign_in';
import { start_worker, update_ready, use_update } from './worker';

interface Entrance {
  /** Roles that may open this entrance; others are told whose it is. */
  roles: readonly Role[];
  /** Surface without session: the phone's registration page. Returns null when sign-in is wanted. */
  open_page?: () => JSX.Element | null;
  app: (session: Session) => JSX.Element;
  /** Its words exist in やさしい日本語 and are drawn with ruby. Elsewhere that choice shows plain Japanese. */
  has_easy?: boolean;
}

/** Starts a page: words, clock, session, live socket, outbox, service worker; then draws the entrance. */
export function boot(entrance: Entrance): void {
  if (locale.value === 'ja-easy' && !entrance.has_easy) locale.value = 'ja';
  else set_locale(locale.value);
  start_clock();
  start_worker();
  void start();

  async function start(): Promise<void> {
    await start_outbox();
    session.subscribe((now) => {
      if (now) start_live_once();
      else live.stop();
    });
    render(<Root entrance={entrance} />, document.getElementById('app')!);
    await load_session();
  }
}

let is_live_started = false;
function start_live_once(): void {
  if (is_live_started) live.start();
  else start_live();
  is_live_started = true;
}

function Root(props: { entrance: Entrance }): JSX.Element {
  return (
    <>
      <Sprite />
      {update_ready.value && <UpdateBar />}
      <Gate entrance={props.entrance} />
      {session.value && (session_lost.value || live.revoked.value) && <SignInAgain />}
      <Toasts />
    </>
  );
}

function Gate(props: { entrance: Entrance }): ComponentChildren {
  const now = session.value;
  const open = props.entrance.open_page?.();
  if (open) return open;
  if (now === undefined) return <p class="loading" role="status">{common.value.state.loading}</p>;
  if (now === null) return <SignInPage />;
  if (!props.entrance.roles.includes(now.account.role)) return <WrongRole session={now} />;
  return props.entrance.app(now);
}

function WrongRole(props: { session: Session }): JSX.Element {
  const words = common.value;
  return (
    <Plain title={words.sign_in.choose}>
      <p>{words.sign_in.wrong_role(words.role[props.session.account.role])}</p>
      <p>
        <a class="btn btn-1" href="/">
          {words.sign_in.choose}
        </a>
      </p>
    </Plain>
  );
}

/** The session ended while a page was open: the page stays behind, with all that was typed. */
function SignInAgain(): JSX.Element {
  const words = common.value.sign_in;
  return (
    <div class="again" role="alertdialog" aria-modal="true" aria-label={words.title}>
      <div class="again-box">
        <p>{live.revoked.value ? words.revoked : words.lost}</p>
        <SignInForm
          done={() => {
            session_lost.value = false;
            live.start();
          }}
        />
      </div>
    </div>
  );
}

function UpdateBar(): JSX.Element {
  const words = common.value;
  return (
    <div class="banner banner-plain" role="status">
      <span>{words.state.update}</span>
      <Button small onClick={use_update}>
        {words.action.reload}
      </Button>
    </div>
  );
}
