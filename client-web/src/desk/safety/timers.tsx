// After how many minutes of silence whose turn it is: data of the incident, by level of support need.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { api } from '../../net/api';
import { Button, ProblemNotice, toast } from '../../ui';
import type { EscalationMinutes, Id } from '../../wire/types';
import { use_send } from '../send';
import { safety } from './words';

const k_levels = [0, 1, 2, 3, 4, 5];
const k_steps = ['to_coordinator', 'to_center', 'to_hq'] as const;

export function Timers(props: { incident_id: Id }): JSX.Element {
  const words = safety.value;
  const send = use_send();
  const path = `/incidents/${props.incident_id}/escalation-timers`;
  const [lines, set_lines] = useState<readonly EscalationMinutes[]>([]);
  const [changed, set_changed] = useState<ReadonlyMap<number, EscalationMinutes>>(new Map());
  useEffect(() => {
    void api.get<{ items: EscalationMinutes[] }>(path).then((reply) => reply.ok && set_lines(reply.data.items));
  }, [path]);
  const line_of = (level: number): EscalationMinutes | undefined => changed.get(level) ?? lines.find((one) => one.level === level);
  const usual = line_of(0);
  if (!usual) return <></>;
  const put = (level: number, step: (typeof k_steps)[number], text: string): void =>
    set_changed(new Map(changed).set(level, { ...(line_of(level) ?? usual), level, [step]: Math.min(1440, Math.max(1, Math.trunc(Number(text)) || 1)) }));
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    // These lines have no version: the last word counts.
    const reply = await send.patch<{ items: EscalationMinutes[] }>(path, { items: [...changed.values()] }, 0);
    if (!reply.ok) return;
    set_lines(reply.data.items);
    set_changed(new Map());
    toast(words.timers_saved);
  };
  return (
    <details class="pad position">
      <summary>
        <b>{words.timers}</b>
      </summary>
      <form class="form" onSubmit={(event) => void save(event)}>
        <table class="tbl timers">
          <thead>
            <tr>
              <th scope="col">{words.level}</th>
              {k_steps.map((step) => (
                <th key={step} scope="col">
                  {words.steps[step]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {k_levels.map((level) => (
              <tr key={level}>
                <th scope="row">{level === 0 ? words.level_all : words.level_of(level)}</th>
                {k_steps.map((step) => (
                  <td key={step}>
                    <input
                      class="input"
                      type="number"
                      min={1}
                      max={1440}
                      aria-label={`${level === 0 ? words.level_all : words.level_of(level)} ${words.steps[step]}`}
                      value={line_of(level)?.[step] ?? ''}
                      placeholder={String(usual[step])}
                      onChange={(event) => put(level, step, event.currentTarget.value)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        <ProblemNotice problem={send.problem} />
        <p>
          <Button type="submit" disabled={send.is_busy || changed.size === 0}>
            {words.save}
          </Button>
        </p>
      </form>
    </details>
  );
}
