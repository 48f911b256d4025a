import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { common } from '../i18n';
import { api } from '../net/api';
import { districts, load_districts } from '../net/districts';
import { sign_in } from '../net/session';
import { uuid7 } from '../net/uuid';
import {
  k_empty_registration,
  registration_body,
  taken_login,
  wrong_phone,
  type Registration,
} from '../state/registration';
import { LocaleChoice } from '../shell/sign_in';
import {
  Button,
  Choice,
  go,
  Group,
  href,
  Icon,
  ProblemNotice,
  SelectField,
  TextField,
  ThumbBar,
  toast,
  weekday_name,
} from '../ui';
import { k_day_parts, k_skills, type Problem } from '../wire/types';
import { PhoneFrame } from './frame';
import { t } from './words';

/** Brings what has to be corrected into view, after the next drawing: the first of the selectors that is there. */
function reveal(...selectors: string[]): void {
  setTimeout(() => {
    const found = selectors.map((selector) => document.querySelector(selector)).find((element) => element !== null);
    found?.scrollIntoView({ block: 'center' });
  }, 60);
}

/** Registration without an account: plain words on what happens with the data, then sign-in by itself. */
export function RegisterPage(): JSX.Element {
  const words = t.value.register;
  const [form, set_form] = useState<Registration>(k_empty_registration);
  const [problem, set_problem] = useState<Problem | null>(null);
  const [is_busy, set_busy] = useState(false);
  const [is_consent_missing, set_consent_missing] = useState(false);
  const sent = useRef({ key: '', body: '' });
  const change = (part: Partial<Registration>): void => set_form((before) => ({ ...before, ...part }));
  const toggle = <T extends string>(list: readonly T[], one: T): T[] =>
    list.includes(one) ? list.filter((other) => other !== one) : [...list, one];

  useEffect(() => void load_districts(), []);

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (is_busy) return;
    set_consent_missing(!form.consent);
    if (!form.consent) return reveal('.consent');
    const slip = wrong_phone(form.phone, words.phone_wrong);
    set_problem(slip);
    if (slip) return reveal('[aria-invalid="true"]');
    const body = JSON.stringify(registration_body(form));
    // The same form pressed again after silence keeps its key: one press, one registration.
    if (sent.current.body !== body) sent.current = { key: uuid7(), body };
    set_busy(true);
    const reply = await api.post('/registrations', registration_body(form), { key: sent.current.key });
    if (!reply.ok) {
      set_busy(false);
      set_problem(taken_login(reply.problem, words.taken));
      reveal('[aria-invalid="true"]', '.notice-error');
      return;
    }
    await sign_in(form.login.trim(), form.password);
    toast(words.done);
    go();
  };

  const field = { problem };
  return (
    <PhoneFrame mode="normal" page={words.title} back={href()}>
      <form class="page-form" onSubmit={(event) => void submit(event)}>
        <div class="body form">
          <p>{words.lead}</p>
          <LocaleChoice />
          <ProblemNotice problem={problem} />
          <TextField
            {...field}
            label={words.name}
            name="name"
            value={form.name}
            onInput={(name) => change({ name })}
            autocomplete="name"
            required
            max_length={60}
          />
          <TextField
            {...field}
            label={words.kana}
            name="name_kana"
            value={form.name_kana}
            onInput={(name_kana) => change({ name_kana })}
            required
            max_length={60}
          />
          <TextField
            {...field}
            label={words.phone}
            name="phone"
            hint={words.phone_hint}
            type="tel"
            value={form.phone}
            onInput={(phone) => change({ phone })}
            autocomplete="tel"
            required
            max_length={20}
          />
          <TextField
            {...field}
            label={words.email}
            name="email"
            type="email"
            value={form.email}
            onInput={(email) => change({ email })}
            autocomplete="email"
            max_length={120}
          />
          <TextField
            {...field}
            label={words.birth_year}
            name="birth_year"
            inputmode="numeric"
            value={form.birth_year}
            onInput={(birth_year) => change({ birth_year })}
            max_length={4}
          />
          <SelectField
            {...field}
            label={words.district}
            name="district_id"
            value={form.district_id}
            options={[...districts.value.values()].map((one) => ({ value: one.id, label: one.name }))}
            empty={words.district_empty}
            onChange={(district_id) => change({ district_id })}
          />
          <Group legend={words.skills}>
            {k_skills.map((skill) => (
              <Choice
                key={skill}
                name={`skill-${skill}`}
                checked={form.skills.includes(skill)}
                onChange={() => change({ skills: toggle(form.skills, skill) })}
              >
                {common.value.skill[skill]}
              </Choice>
            ))}
          </Group>
          <Times chosen={form.times} toggle={(key) => change({ times: toggle(form.times, key) })} />
          <h2 class="t2">{words.account}</h2>
          <TextField
            {...field}
            label={words.login}
            name="login"
            value={form.login}
            onInput={(login) => change({ login })}
            autocomplete="username"
            required
            max_length={40}
          />
          <TextField
            {...field}
            label={words.password}
            name="password"
            hint={words.password_hint}
            type="password"
            value={form.password}
            onInput={(password) => change({ password })}
            autocomplete="new-password"
            required
          />
          <section class="consent">
            <h2 class="t2">{words.consent_title}</h2>
            <ul>
              {[words.consent_1, words.consent_2, words.consent_3, words.consent_4].map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
            <Choice name="consent" checked={form.consent} onChange={(consent) => change({ consent })}>
              {words.consent}
            </Choice>
            {is_consent_missing && !form.consent && (
              <p class="field-error" role="alert">
                <Icon name="i-warn" />
                {words.consent_missing}
              </p>
            )}
          </section>
          <p>
            <a href={href()}>{words.have}</a>
          </p>
        </div>
        <ThumbBar>
          <Button kind="main" type="submit" disabled={is_busy}>
            {words.send}
          </Button>
        </ThumbBar>
      </form>
    </PhoneFrame>
  );
}

function Times(props: { chosen: readonly string[]; toggle: (key: string) => void }): JSX.Element {
  const words = t.value.register;
  return (
    <fieldset class="field">
      <legend>{words.times}</legend>
      <span class="hint">{words.times_hint}</span>
      <table class="times">
        <thead>
          <tr>
            <td />
            {k_day_parts.map((part) => (
              <th key={part} scope="col">
                {common.value.part[part]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[1, 2, 3, 4, 5, 6, 0].map((weekday) => (
            <tr key={weekday}>
              <th scope="row">{words.weekday(weekday_name(weekday))}</th>
              {k_day_parts.map((part) => (
                <td key={part}>
                  <label class="choice">
                    <input
                      type="checkbox"
                      checked={props.chosen.includes(`${weekday}-${part}`)}
                      onChange={() => props.toggle(`${weekday}-${part}`)}
                      aria-label={`${words.weekday(weekday_name(weekday))} ${common.value.part[part]}`}
                    />
                  </label>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </fieldset>
  );
}
