// A round is started: over everybody, or over the districts that a later quake struck. The dialog says who is asked again.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { common } from '../../i18n';
import { districts } from '../../net/districts';
import { Button, Choice, Dialog, ProblemNotice, SelectField, TextField, toast } from '../../ui';
import { k_round_causes, type Id, type Progress, type Round, type RoundCause } from '../../wire/types';
import { use_send } from '../send';
import { t } from '../words';
import { safety } from './words';

export function StartRound(props: { incident_id: Id; is_first: boolean; progress: readonly Progress[]; put: (round: Round) => void; onClose: () => void }): JSX.Element {
  const words = t.value.safety;
  const more = safety.value;
  const send = use_send();
  const [name, set_name] = useState('');
  const [cause, set_cause] = useState<RoundCause | ''>(props.is_first ? 'first' : 'aftershock');
  const [ids, set_ids] = useState<readonly Id[]>([]);
  const people = props.progress.filter((row) => row.district_id !== null && ids.includes(row.district_id)).reduce((sum, row) => sum + row.total, 0);
  const start = async (event: Event): Promise<void> => {
    event.preventDefault();
    const body = { ...(name.trim() ? { name: name.trim() } : {}), ...(ids.length ? { district_ids: ids } : {}), ...(cause ? { cause } : {}) };
    const reply = await send.post<Round>(`/incidents/${props.incident_id}/rounds`, body);
    if (!reply.ok) return;
    props.put(reply.data);
    toast(words.started(reply.data.name));
    props.onClose();
  };
  return (
    <Dialog title={words.start_title} onClose={props.onClose}>
      <form class="form" onSubmit={(event) => void start(event)}>
        <SelectField label={more.cause} name="cause" value={cause} options={k_round_causes.map((value) => ({ value, label: more.causes[value] }))} onChange={set_cause} problem={send.problem} />
        <TextField label={words.round_name} name="name" value={name} onInput={set_name} problem={send.problem} max_length={100} />
        <fieldset class="field">
          <legend>{words.round_districts}</legend>
          <div class="choices many">
            {[...districts.value.values()].map((one) => (
              <Choice key={one.id} name={one.id} checked={ids.includes(one.id)} onChange={(on) => set_ids(on ? [...ids, one.id] : ids.filter((id) => id !== one.id))}>
                {one.name}
              </Choice>
            ))}
          </div>
        </fieldset>
        <p class="notice" role="status">
          {ids.length === 0 ? more.area_all : more.area_some(ids.length, people)} {!props.is_first && more.area_keeps}
        </p>
        <ProblemNotice problem={send.problem} />
        <div class="dialog-foot">
          <Button kind="quiet" onClick={props.onClose}>
            {common.value.action.cancel}
          </Button>
          <Button kind="main" type="submit" disabled={send.is_busy}>
            {words.start.replace('…', '')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
