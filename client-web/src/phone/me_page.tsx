import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { common } from '../i18n';
import { entries } from '../net/outbox';
import { session, sign_out } from '../net/session';
import { LocaleChoice } from '../shell/sign_in';
import { unsent } from '../state/outbox';
import { Button, clock, Dialog, href, Icon, Words } from '../ui';
import { PhoneFrame, UnsentBar } from './frame';
import { t } from './words';
import { wish_words } from './words_notices';

export function MePage(): JSX.Element {
  const words = t.value.me;
  const account = session.value?.account;
  const [is_asking, set_asking] = useState(false);
  const waiting = unsent(entries.value);
  const is_office = account?.role === 'admin' || account?.role === 'staff' || account?.role === 'coordinator';
  return (
    <PhoneFrame mode="normal" page={words.title} back={href()}>
      <div class="body form">
        <section>
          <h2 class="t2">{words.signed_in}</h2>
          <p>{account && common.value.sign_in.signed_in_as(account.name, common.value.role[account.role])}</p>
        </section>
        {account?.volunteer_id != null && (
          <a class="pp" href={href('me', 'wishes')}>
            <span>
              <b>
                <Words text={wish_words.value.title} />
              </b>
              <br />
              <span class="m">
                <Words text={wish_words.value.link_note} />
              </span>
            </span>
            <Icon name="i-forward" />
          </a>
        )}
        <section>
          <h2 class="t2">{words.words}</h2>
          <LocaleChoice />
        </section>
        <section>
          <h2 class="t2">
            <Words text={t.value.unsent.list} />
          </h2>
          {waiting.length === 0 && <p class="dim">{t.value.unsent.none}</p>}
          <ul class="q">
            {waiting.map((entry) => (
              <li key={entry.key}>
                <Words text={t.value.unsent.words[entry.word as keyof typeof t.value.unsent.words] ?? entry.word} />
                <span class="nb">{clock(entry.made_at)}</span>
              </li>
            ))}
          </ul>
        </section>
        {is_office && (
          <p>
            <a class="btn" href="/">
              {words.other}
            </a>
          </p>
        )}
        <p>
          <Button kind="quiet" icon="i-door" onClick={() => set_asking(true)}>
            {words.sign_out}
          </Button>
        </p>
      </div>
      <UnsentBar />
      {is_asking && (
        <Dialog title={words.sign_out} onClose={() => set_asking(false)}>
          {waiting.length > 0 && <p class="bad">{words.sign_out_unsent(waiting.length)}</p>}
          <p>{words.sign_out_note}</p>
          <Button kind="danger" onClick={() => void sign_out()}>
            {words.sign_out}
          </Button>
          <Button kind="quiet" onClick={() => set_asking(false)}>
            {common.value.action.cancel}
          </Button>
        </Dialog>
      )}
    </PhoneFrame>
  );
}
