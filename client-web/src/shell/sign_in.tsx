import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { common, locale, set_locale, type Locale } from '../i18n';
import { sign_in } from '../net/session';
import { Button, Choice, ModeFrame, ProblemNotice, TextField } from '../ui';
import type { Problem } from '../wire/types';

const k_locale_names: Record<Locale, string> = { ja: '日本語', en: 'English', 'ja-easy': 'やさしい日本語' };

export function LocaleChoice(): JSX.Element {
  return (
    <p class="locales">
      {(Object.keys(k_locale_names) as Locale[]).map((one) => (
        <Button key={one} small kind="quiet" pressed={locale.value === one} onClick={() => set_locale(one)}>
          {k_locale_names[one]}
        </Button>
      ))}
    </p>
  );
}

/** A page before any incident is known: 平常 frame, one column. */
export function Plain(props: { title: string; children: ComponentChildren }): JSX.Element {
  const words = common.value;
  return (
    <ModeFrame mode="normal" title={words.app} note={words.mode.normal_activity} page={props.title} surface="plain">
      <main class="plain-main">
        <h1>{props.title}</h1>
        {props.children}
      </main>
    </ModeFrame>
  );
}

export function SignInForm(props: { done?: () => void }): JSX.Element {
  const words = common.value.sign_in;
  const [login, set_login] = useState('');
  const [password, set_password] = useState('');
  const [is_shown, set_shown] = useState(false);
  const [is_busy, set_busy] = useState(false);
  const [problem, set_problem] = useState<Problem | null>(null);

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (is_busy) return;
    set_busy(true);
    const refused = await sign_in(login.trim(), password);
    set_busy(false);
    set_problem(refused);
    if (!refused) props.done?.();
  };

  return (
    <form class="sign-in" onSubmit={(event) => void submit(event)}>
      <ProblemNotice problem={problem} />
      <TextField
        label={words.login}
        name="login"
        value={login}
        onInput={set_login}
        autocomplete="username"
        required
        problem={problem}
      />
      <TextField
        label={words.password}
        name="password"
        type={is_shown ? 'text' : 'password'}
        value={password}
        onInput={set_password}
        autocomplete="current-password"
        required
        problem={problem}
      />
      <Choice name="show" checked={is_shown} onChange={set_shown}>
        {words.show}
      </Choice>
      <Button kind="main" type="submit" disabled={is_busy}>
        {common.value.action.sign_in}
      </Button>
    </form>
  );
}

export function SignInPage(): JSX.Element {
  const words = common.value.sign_in;
  return (
    <Plain title={words.title}>
      <SignInForm />
      <p>
        <a class="btn" href="/phone/#/register">
          {words.register}
        </a>
      </p>
      <LocaleChoice />
    </Plain>
  );
}
