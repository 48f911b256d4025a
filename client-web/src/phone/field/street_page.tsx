import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { common } from '../../i18n';
import { by_walk, run_of, streets_of, type Street } from '../../state/visit';
import { is_open, type WatchLine } from '../../state/watch';
import { Button, Choice, Dialog, go, href, mode_of, SelectField, toast } from '../../ui';
import type { Id } from '../../wire/types';
import { PhoneFrame, UnsentBar } from '../frame';
import { Empty } from '../offers_page';
import { incident, record_all, watch_view } from '../watch';
import { undo_all } from './home';
import { name_of } from './names';
import { f } from './words';

const k_whole = '*';

/** Yellow cloths at the doors of a street: a town, or a run of neighbours, in one confirmed press, one check each. */
export function StreetPage(): JSX.Element {
  const words = f.value.street;
  const todo = watch_view.value.todo.filter((line) => is_open(line.status));
  const streets = streets_of(todo);
  const [name, set_name] = useState<string>('');
  const chosen: Street | undefined = name === k_whole ? { name, lines: todo } : streets.find((one) => one.name === name);
  return (
    <PhoneFrame mode={mode_of(incident.value)} band={incident.value?.name} page={words.title} back={href('watch')}>
      {todo.length === 0 ? (
        <Empty text={words.none} />
      ) : (
        <div class="body form">
          <p>{words.lead}</p>
          <SelectField
            label={words.choose}
            name="street"
            value={name}
            empty=""
            options={[
              ...streets.map((one) => ({ value: one.name, label: `${one.name}　${words.people(one.lines.length)}` })),
              { value: k_whole, label: words.whole_list },
            ]}
            onChange={set_name}
          />
          {chosen && <Run key={name} lines={by_walk(chosen.lines, null)} />}
        </div>
      )}
      <UnsentBar />
    </PhoneFrame>
  );
}

function Run(props: { lines: readonly WatchLine[] }): JSX.Element {
  const words = f.value.street;
  const [ids] = useState(() => props.lines.map((line) => line.row.registrant.id));
  const [from, set_from] = useState<Id>(ids[0] ?? '');
  const [to, set_to] = useState<Id>(ids.at(-1) ?? '');
  const [without, set_without] = useState<ReadonlySet<Id>>(new Set());
  const [is_asking, set_asking] = useState(false);
  const lines = new Map(props.lines.map((line) => [line.row.registrant.id, line]));
  const run = run_of(ids, from, to).filter((id) => lines.has(id));
  const seen = run.filter((id) => !without.has(id));
  const options = ids.flatMap((id) => {
    const line = lines.get(id);
    return line ? [{ value: id, label: name_of(line.row.registrant) }] : [];
  });
  const record = (): void => {
    set_asking(false);
    const kept = record_all(seen, 'safe_home', 'cloth');
    toast(f.value.list.recorded(seen.length), { undo: () => void undo_all(kept, seen, lines) });
    go('watch');
  };
  const toggle = (id: Id, has_cloth: boolean): void => {
    const next = new Set(without);
    if (has_cloth) next.delete(id);
    else next.add(id);
    set_without(next);
  };
  return (
    <>
      <div class="from-to">
        <SelectField label={words.from} name="from" value={from} options={options} onChange={(id) => id && set_from(id)} />
        <SelectField label={words.to} name="to" value={to} options={options} onChange={(id) => id && set_to(id)} />
      </div>
      <fieldset class="part cloths">
        <legend>{words.leave_out}</legend>
        {run.map((id) => (
          <Choice key={id} name={`cloth-${id}`} checked={!without.has(id)} onChange={(on) => toggle(id, on)}>
            <b>{name_of(lines.get(id)!.row.registrant)}</b> <span class="m">{lines.get(id)!.row.registrant.address}</span>
          </Choice>
        ))}
      </fieldset>
      <p>
        <Button kind="main" class="wide" disabled={seen.length === 0} onClick={() => set_asking(true)}>
          {words.record(seen.length)}
        </Button>
      </p>
      {is_asking && (
        <Dialog
          title={words.confirm(seen.length)}
          onClose={() => set_asking(false)}
          foot={
            <>
              <Button kind="quiet" onClick={() => set_asking(false)}>
                {common.value.action.cancel}
              </Button>
              <Button kind="main" onClick={record}>
                {words.record(seen.length)}
              </Button>
            </>
          }
        />
      )}
    </>
  );
}
