// The round on top: what runs, what runs beside it for some districts, and how to start or end one.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { common } from '../../i18n';
import { districts } from '../../net/districts';
import { may } from '../../net/session';
import { rounds_in_force } from '../../state/rounds';
import { Button, Dialog, moment, now, ProblemNotice, toast } from '../../ui';
import type { Incident, Progress, Round } from '../../wire/types';
import { use_send } from '../send';
import { t, word_of } from '../words';
import { StartRound } from './start_round';
import { safety } from './words';

export function RoundHead(props: { incident: Incident; round: Round | null; rounds: readonly Round[]; progress: readonly Progress[]; open: number; put: (round: Round) => void }): JSX.Element {
  const { incident: of, round, rounds, progress, open, put } = props;
  const more = safety.value;
  const beside = rounds_in_force(districts.value.keys(), rounds).filter((one) => one.closed_at === null && one.id !== round?.id);
  const words = t.value.safety;
  const [asked, set_asked] = useState<'start' | 'close' | null>(null);
  const send = use_send();
  const can = may('admin', 'staff') && of.status === 'open';
  const close = async (): Promise<void> => {
    if (!round) return;
    const reply = await send.patch<Round>(`/rounds/${round.id}`, { closed: true }, round.version);
    if (!reply.ok) return;
    put(reply.data);
    set_asked(null);
    toast(words.closed(reply.data.name));
  };
  return (
    <header class="round-head">
      <div>
        <h1 class="h">{round ? round.name || `${words.rounds} ${round.number}` : words.rounds}</h1>
        <p class="dim">
          {round ? (round.closed_at ? words.ended(moment(round.closed_at, now.value)) : words.running(moment(round.started_at, now.value))) : words.no_round}
          {round && !round.closed_at && <b>　{words.left(open)}</b>}
          　{word_of(words.kinds, of.kind)}
        </p>
      </div>
      {beside.length > 0 && (
        <p class="dim">
          {more.rounds_running}：{beside.map((one) => one.name).join('、')}
        </p>
      )}
      {can && (
        <p class="row-wrap push">
          {round && !round.closed_at && (
            <Button small kind="quiet" onClick={() => set_asked('close')}>
              {words.close}
            </Button>
          )}
          <Button small onClick={() => set_asked('start')}>
            {words.start}
          </Button>
        </p>
      )}
      {asked === 'start' && <StartRound incident_id={of.id} is_first={rounds.length === 0} progress={progress} put={put} onClose={() => set_asked(null)} />}
      {asked === 'close' && round && (
        <Dialog
          title={words.close_title(round.name)}
          onClose={() => set_asked(null)}
          foot={
            <>
              <Button kind="quiet" onClick={() => set_asked(null)}>
                {common.value.action.cancel}
              </Button>
              <Button kind="main" disabled={send.is_busy} onClick={() => void close()}>
                {words.close_yes}
              </Button>
            </>
          }
        >
          {open > 0 && <p>{words.close_note(open)}</p>}
          <ProblemNotice problem={send.problem} />
        </Dialog>
      )}
    </header>
  );
}
