import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { common } from '../i18n';
import { Button, Dialog, moment, now, ProblemNotice, toast } from '../ui';
import type { Incident } from '../wire/types';
import { PhaseDialog } from './access/phase_dialog';
import { PhaseHistory } from './access/phase_history';
import { access_words } from './access/words';
import { OpenIncident } from './safety_page';
import { incidents, load_incidents, put_incident } from './scope';
import { use_send } from './send';
import { WipeDrill } from './wipe_drill';
import { t, word_of } from './words';

export function IncidentsPart(): JSX.Element {
  const words = t.value.admin;
  useEffect(() => void load_incidents(), []);
  return (
    <>
      <h1 class="form-title">{words.incidents}</h1>
      <ul class="cards">
        {[...incidents.value]
          .sort((a, b) => (a.status === b.status ? Date.parse(b.opened_at) - Date.parse(a.opened_at) : a.status === 'open' ? -1 : 1))
          .map((one) => (
            <IncidentCard key={one.id} one={one} />
          ))}
      </ul>
      <OpenIncident />
    </>
  );
}

function IncidentCard(props: { one: Incident }): JSX.Element {
  const { one } = props;
  const words = t.value.admin;
  const [asked, set_asked] = useState<'phase' | 'close' | null>(null);
  const send = use_send();
  const patch = async (body: object): Promise<void> => {
    const reply = await send.patch<Incident>(`/incidents/${one.id}`, body, one.version);
    if (reply.ok) {
      put_incident(reply.data);
      set_asked(null);
      toast(reply.data.name);
    } else if (reply.problem.status === 412) void load_incidents();
  };
  return (
    <li class={one.status === 'closed' ? 'card dim' : 'card'}>
      <div>
        <p>
          <span class={one.is_drill ? 'tag tag-drill' : 'tag tag-inv'}>{one.is_drill ? common.value.mode.drill : common.value.mode.real}</span>　<b>{one.name}</b>{'　'}
          <span class="dim">
            {word_of(t.value.safety.kinds, one.kind)}　{one.status === 'open' ? words.open : words.closed}　{moment(one.opened_at, now.value)}
          </span>
        </p>
        <p>
          {words.phase}：<b>{words.phases[one.legal_phase]}</b>
          {one.phase_decision?.until && one.legal_phase !== 'normal' && <span>　{access_words.value.decide.stands(moment(one.phase_decision.until, now.value))}</span>}
          {one.phase_decision && <span class="dim">　{words.decision(moment(one.phase_decision.decided_at, now.value), one.phase_decision.reason)}</span>}
        </p>
        <PhaseHistory one={one} />
        {!asked && <ProblemNotice problem={send.problem} />}
      </div>
      <p class="row-wrap">
        {one.status === 'open' && (
          <Button small onClick={() => set_asked('phase')}>
            {words.change_phase}
          </Button>
        )}
        {one.status === 'open' ? (
          <Button small kind="quiet" onClick={() => set_asked('close')}>
            {words.close_incident}
          </Button>
        ) : (
          <Button small kind="quiet" disabled={send.is_busy} onClick={() => void patch({ status: 'open' })}>
            {words.reopen_incident}
          </Button>
        )}
        <WipeDrill one={one} />
      </p>
      {asked === 'phase' && <PhaseDialog one={one} send={send} patch={(body) => void patch(body)} onClose={() => set_asked(null)} />}
      {asked === 'close' && (
        <Dialog
          title={words.close_confirm(one.name)}
          onClose={() => set_asked(null)}
          foot={
            <>
              <Button kind="quiet" onClick={() => set_asked(null)}>
                {common.value.action.cancel}
              </Button>
              <Button kind="danger" disabled={send.is_busy} onClick={() => void patch({ status: 'closed' })}>
                {words.close_incident.replace('…', '')}
              </Button>
            </>
          }
        >
          <ProblemNotice problem={send.problem} />
        </Dialog>
      )}
    </li>
  );
}
