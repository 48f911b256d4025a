import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { common } from '../../i18n';
import { open_list, vault_head, wipe_vault } from '../../net/vault';
import { Button, Dialog, Icon, moment, now, TextField } from '../../ui';
import { PhoneFrame, UnsentBar } from '../frame';
import { f } from './words';

/** The list on this phone is closed: nothing of it is on the page until the PIN was given. */
export function PinGate(): JSX.Element {
  const [pin, set_pin] = useState('');
  const [is_busy, set_busy] = useState(false);
  const [is_wrong, set_wrong] = useState(false);
  const [is_asking, set_asking] = useState(false);
  const words = f.value.pin;
  const head = vault_head.value;
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (is_busy || pin === '') return;
    set_busy(true);
    set_wrong(false);
    set_pin('');
    set_wrong((await open_list(pin)) === 'wrong');
    set_busy(false);
  };
  return (
    <PhoneFrame mode={head?.is_drill ? 'drill' : 'real'} page={words.title}>
      <form class="body form" onSubmit={(event) => void submit(event)}>
        <p class="big">
          <Icon name="i-lock" /> {words.lead}
        </p>
        <TextField label={words.label} name="pin" type="password" inputmode="numeric" value={pin} onInput={set_pin} max_length={12} disabled={is_busy} />
        {is_wrong && head && (
          <p class="bad" role="alert">
            <b>{words.wrong(head.tries_left)}</b>
          </p>
        )}
        <p>
          <Button type="submit" kind="main" class="wide" disabled={is_busy || pin === ''}>
            {is_busy ? words.opening : words.open}
          </Button>
        </p>
        {head && <p class="small">{words.until(moment(head.expires_at_ms, now.value))}</p>}
        <p>
          <Button kind="quiet" onClick={() => set_asking(true)}>
            {words.forgot}
          </Button>
        </p>
      </form>
      <UnsentBar />
      {is_asking && (
        <Dialog
          title={words.forget_title}
          onClose={() => set_asking(false)}
          foot={
            <>
              <Button kind="quiet" onClick={() => set_asking(false)}>
                {common.value.action.cancel}
              </Button>
              <Button kind="danger" onClick={() => void wipe_vault('forgotten')}>
                {words.forget}
              </Button>
            </>
          }
        >
          <p>{words.forget_note}</p>
        </Dialog>
      )}
    </PhoneFrame>
  );
}
