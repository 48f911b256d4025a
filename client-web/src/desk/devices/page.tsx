import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { common } from '../../i18n';
import { api } from '../../net/api';
import { may } from '../../net/session';
import { Button, Dialog, moment, now, ProblemNotice, toast } from '../../ui';
import type { List, Pack, Problem } from '../../wire/types';
import { DeskFrame } from '../frame';
import { use_send } from '../send';
import { w } from './words';

/** Which phones carry a list of people, and the way to lock out a lost one. */
export function DevicesPage(): JSX.Element {
  const words = w.value;
  const [packs, set_packs] = useState<readonly Pack[] | null>(null);
  const [problem, set_problem] = useState<Problem | null>(null);
  const [asked, set_asked] = useState<Pack | null>(null);
  const read = async (): Promise<void> => {
    const reply = await api.get<List<Pack>>('/packs?limit=1000');
    set_problem(reply.ok ? null : reply.problem);
    if (reply.ok) set_packs(reply.data.items);
  };
  useEffect(() => void read(), []);
  return (
    <DeskFrame here="safety" page={words.title}>
      <main class="cols c-one" id="main" tabIndex={-1}>
        <section class="col middle" aria-label={words.title} data-region tabIndex={-1}>
          <div class="scroll pad form">
            <h1 class="form-title">{words.title}</h1>
            <p>{words.lead}</p>
            <ProblemNotice problem={problem} />
            <p>
              <Button small kind="quiet" onClick={() => void read()}>
                {words.again}
              </Button>
            </p>
            {packs?.length === 0 && <p>{words.empty}</p>}
            {packs && packs.length > 0 && <Devices packs={packs} lock={set_asked} />}
          </div>
        </section>
      </main>
      {asked && (
        <LockDialog
          pack={asked}
          onClose={() => set_asked(null)}
          done={() => {
            set_asked(null);
            void read();
          }}
        />
      )}
    </DeskFrame>
  );
}

function Devices(props: { packs: readonly Pack[]; lock: (pack: Pack) => void }): JSX.Element {
  const words = w.value;
  const columns = ['device', 'who', 'people', 'taken', 'expires', 'seen', 'state'] as const;
  return (
    <table class="tbl">
      <caption class="sr">{words.title}</caption>
      <thead>
        <tr>
          {columns.map((one) => (
            <th key={one} scope="col" class={one === 'people' ? 'num' : undefined}>
              {words[one]}
            </th>
          ))}
          <td />
        </tr>
      </thead>
      <tbody>
        {props.packs.map((pack) => (
          <tr key={pack.id} data-row>
            <td>{pack.device_name}</td>
            <td>{pack.account_name}</td>
            <td class="num">{pack.people}</td>
            <td>{moment(pack.taken_at, now.value)}</td>
            <td>{moment(pack.expires_at, now.value)}</td>
            <td>{moment(pack.seen_at, now.value)}</td>
            <td>
              {pack.state === 'live' ? <b>{words.states.live}</b> : words.states[pack.state]}
              {pack.locked_at && `（${moment(pack.locked_at, now.value)}）`}
            </td>
            <td>
              {may('admin', 'staff') && !pack.locked_at && (
                <Button small onClick={() => props.lock(pack)}>
                  {words.lock}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function LockDialog(props: { pack: Pack; onClose: () => void; done: () => void }): JSX.Element {
  const { pack } = props;
  const words = w.value;
  const send = use_send();
  const lock = async (): Promise<void> => {
    const reply = await send.post<Pack>(`/packs/${pack.id}/lock`, {});
    if (!reply.ok) return;
    toast(words.locked(pack.device_name));
    props.done();
  };
  return (
    <Dialog
      title={words.lock_title(pack.device_name)}
      onClose={props.onClose}
      foot={
        <>
          <Button kind="quiet" onClick={props.onClose}>
            {common.value.action.cancel}
          </Button>
          <Button kind="danger" disabled={send.is_busy} onClick={() => void lock()}>
            {words.lock_yes}
          </Button>
        </>
      }
    >
      <p>{words.lock_note}</p>
      <ProblemNotice problem={send.problem} />
    </Dialog>
  );
}
