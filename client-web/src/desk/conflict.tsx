import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Button, Icon } from '../ui';
import { crew } from './crew/words';
import { t } from './words';

export interface Line {
  field: string;
  mine: string;
  theirs: string;
  is_both: boolean;
}

interface ConflictProps {
  lines: readonly Line[];
  who: string | null;
  when: string | null;
  keep_mine: () => void;
  take_theirs: () => void;
}

/** Somebody saved first: my input beside the other version, by field, and two buttons. Nothing typed is lost. */
export function ConflictView(props: ConflictProps): JSX.Element {
  const words = t.value.conflict;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' });
    box.current?.focus();
  }, []);
  const form = t.value.form;
  const { title, category, detail, relation, address, channel, priority, crisis_reason, watch_after, bring, skills } = form;
  const names: Readonly<Record<string, string>> = {
    ...{ title, category, detail, relation, address, channel, priority, crisis_reason, watch_after, bring, skills },
    ...t.value.conflict_field,
    ...crew.value.field,
  };
  return (
    <div ref={box} class="notice conflict" role="alert" tabIndex={-1}>
      <p class="notice-h">
        <Icon name="i-warn" />
        {props.who && props.when ? words.title(props.who, props.when) : words.title_unknown}
      </p>
      <p>{words.kept}</p>
      <div class="wide-table">
        <table class="tbl compare">
          <thead>
            <tr>
              <th scope="col">{words.field}</th>
              <th scope="col">{words.mine}</th>
              <th scope="col">{words.theirs}</th>
            </tr>
          </thead>
          <tbody>
            {props.lines.map((line) => (
              <tr key={line.field} class={line.is_both ? 'differs' : undefined}>
                <th scope="row">
                  {names[line.field] ?? line.field}
                  {line.is_both && <span class="tag">{words.both}</span>}
                </th>
                <td>{line.mine || '—'}</td>
                <td>{line.theirs || '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="row-wrap">
        <Button kind="main" onClick={props.keep_mine}>
          {words.keep_mine}
        </Button>
        <Button onClick={props.take_theirs}>{words.take_theirs}</Button>
      </p>
    </div>
  );
}
