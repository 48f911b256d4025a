import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { common } from '../../i18n';
import { Button, Choice, Dialog, Group, href, moment, now, ProblemNotice, TextField, toast } from '../../ui';
import { k_referral_results, type Referral, type ReferralResult } from '../../wire/types';
import { use_send } from '../send';
import { put_referral } from './data';
import { BackLink } from './back';
import { district_name, w } from './words';

export function ReferralDetail(props: { referral: Referral }): JSX.Element {
  const { referral } = props;
  const words = w.value.referrals;
  const send = use_send();
  const [is_closing, set_closing] = useState(false);
  const take = async (): Promise<void> => {
    const reply = await send.post<Referral>(`/referrals/${referral.id}/take`, {});
    if (!reply.ok) return;
    put_referral(reply.data);
    toast(words.taken_done);
  };
  const person = referral.person ? words.person(referral.person) : words.no_person;
  return (
    <section class="col middle" aria-label={person} data-region tabIndex={-1}>
      <div class="scroll form pad">
        <BackLink part="referrals" />
        <h1 class="form-title">{person}</h1>
        <p class="concern-text">{referral.text}</p>
        <dl class="kv">
          <dt>{w.value.district}</dt>
          <dd>{district_name(referral.district_id)}</dd>
          <dt>{words.from}</dt>
          <dd>
            <a href={href('needs', referral.need_id)}>
              {referral.need_number}　{referral.need_title}
            </a>
          </dd>
          <dt>{words.opened}</dt>
          <dd>{moment(referral.opened_at, now.value)}</dd>
        </dl>
        {referral.taken_at && <p>{words.taken(referral.taken_by_name ?? '', moment(referral.taken_at, now.value))}</p>}
        {referral.result && (
          <p>
            <b>{words.result[referral.result]}</b>
            {referral.closed_at && `　${moment(referral.closed_at, now.value)}`}
          </p>
        )}
        {referral.note && <p class="pre">{referral.note}</p>}
        {referral.service_user_id && (
          <p>
            <a href={href('squad-work', 'users', referral.service_user_id)}>{words.user}</a>
          </p>
        )}
        <ProblemNotice problem={is_closing ? null : send.problem} />
      </div>
      {referral.status !== 'closed' && (
        <div class="foot">
          {referral.status === 'open' && (
            <Button kind="main" disabled={send.is_busy} onClick={() => void take()}>
              {words.take}
            </Button>
          )}
          <Button kind={referral.status === 'taken' ? 'main' : 'plain'} onClick={() => set_closing(true)}>
            {words.close}
          </Button>
        </div>
      )}
      {is_closing && <CloseDialog referral={referral} onClose={() => set_closing(false)} />}
    </section>
  );
}

function CloseDialog(props: { referral: Referral; onClose: () => void }): JSX.Element {
  const words = w.value.referrals;
  const send = use_send();
  const [result, set_result] = useState<ReferralResult | null>(null);
  const [note, set_note] = useState('');
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const reply = await send.post<Referral>(`/referrals/${props.referral.id}/close`, { result, ...(note.trim() ? { note: note.trim() } : {}) });
    if (!reply.ok) return;
    put_referral(reply.data);
    toast(words.closed_done);
    props.onClose();
  };
  return (
    <Dialog title={words.close_title} onClose={props.onClose}>
      <form class="form" onSubmit={(event) => void submit(event)}>
        <Group legend={words.result_label}>
          {k_referral_results.map((one) => (
            <Choice key={one} type="radio" name="result" checked={result === one} onChange={() => set_result(one)}>
              {words.result[one]}
            </Choice>
          ))}
        </Group>
        <TextField label={words.note} name="note" lines={3} value={note} onInput={set_note} problem={send.problem} max_length={4000} />
        <ProblemNotice problem={send.problem} />
        <div class="dialog-foot">
          <Button kind="quiet" onClick={props.onClose}>
            {common.value.action.cancel}
          </Button>
          <Button kind="main" type="submit" disabled={send.is_busy || result === null}>
            {common.value.action.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
