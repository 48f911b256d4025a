// The weights of matching: numbers with bounds, in words that say what each does. Changes count for the next plan.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { api } from '../../net/api';
import { Button, Icon, ProblemNotice, toast } from '../../ui';
import type { MatchingPolicy, PolicyValue, Problem } from '../../wire/types';
import { use_send } from '../send';
import { word_of } from '../words';
import { policy_words } from './words';

type Group = 'reward' | 'pair' | 'limit';
const k_reward = new Set(['place', 'step_priority', 'step_crisis', 'age_day', 'age_days_max', 'vulnerable', 'extra_percent']);
const k_limit = new Set(['asked_max', 'rest_minutes', 'job_minutes', 'distance_max_m', 'ride_beyond_m', 'yellow_allowed']);
const group_of = (name: string): Group => (k_reward.has(name) ? 'reward' : k_limit.has(name) ? 'limit' : 'pair');

const is_fine = (text: string, of: PolicyValue): boolean => /^-?\d+$/.test(text.trim()) && Number(text) >= of.min && Number(text) <= of.max;

export function MatchingPart(): JSX.Element {
  const words = policy_words.value;
  const [policy, set_policy] = useState<MatchingPolicy | null>(null);
  const [mine, set_mine] = useState<Readonly<Record<string, string>>>({});
  const [problem, set_problem] = useState<Problem | null>(null);
  const send = use_send();
  const take = (next: MatchingPolicy): void => {
    set_policy(next);
    set_mine({});
  };
  const read = async (): Promise<void> => {
    const reply = await api.get<MatchingPolicy>('/policies/matching');
    set_problem(reply.ok ? null : reply.problem);
    if (reply.ok) take(reply.data);
  };
  useEffect(() => void read(), []);

  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!policy || send.is_busy) return;
    const changed = policy.items.filter((one) => mine[one.name] !== undefined && mine[one.name]!.trim() !== String(one.value));
    if (changed.length === 0) return toast(words.nothing);
    if (changed.some((one) => !is_fine(mine[one.name]!, one))) return;
    const values = Object.fromEntries(changed.map((one) => [one.name, Number(mine[one.name])]));
    const reply = await send.patch<MatchingPolicy>('/policies/matching', { values }, policy.version);
    if (reply.ok) {
      take(reply.data);
      toast(words.saved);
    } else if (reply.problem.status === 412) {
      send.set_problem(null);
      await read();
      toast(words.stale, { kind: 'error' });
    }
  };

  return (
    <>
      <h1 class="form-title">{words.title}</h1>
      <p class="dim">{words.note}</p>
      <ProblemNotice problem={problem ?? send.problem} />
      {policy && (
        <form class="form" noValidate onSubmit={(event) => void save(event)}>
          {(['reward', 'pair', 'limit'] as const).map((group) => (
            <WeightTable key={group} group={group} items={policy.items.filter((one) => group_of(one.name) === group)} mine={mine} problem={send.problem} set={(name, text) => set_mine({ ...mine, [name]: text })} />
          ))}
          <p>
            <Button kind="main" type="submit" disabled={send.is_busy}>
              {words.save}
            </Button>
          </p>
        </form>
      )}
    </>
  );
}

interface TableProps {
  group: Group;
  items: readonly PolicyValue[];
  mine: Readonly<Record<string, string>>;
  problem: Problem | null;
  set: (name: string, text: string) => void;
}

function WeightTable(props: TableProps): JSX.Element | null {
  const words = policy_words.value;
  if (props.items.length === 0) return null;
  return (
    <table class="tbl weights">
      <caption class="h">{words.groups[props.group]}</caption>
      <thead>
        <tr>
          <th scope="col">{words.name}</th>
          <th scope="col">{words.value}</th>
          <th scope="col">{words.range}</th>
          <th scope="col">{words.usual}</th>
        </tr>
      </thead>
      <tbody>
        {props.items.map((one) => (
          <WeightRow key={one.name} one={one} text={props.mine[one.name] ?? String(one.value)} is_refused={!!props.problem?.errors?.some((error) => error.field.endsWith(`/${one.name}`) || error.field.endsWith(`.${one.name}`))} set={(text) => props.set(one.name, text)} />
        ))}
      </tbody>
    </table>
  );
}

function WeightRow(props: { one: PolicyValue; text: string; is_refused: boolean; set: (text: string) => void }): JSX.Element {
  const { one, text, set } = props;
  const words = policy_words.value;
  const id = `weight-${one.name}`;
  const is_bad = props.is_refused || !is_fine(text, one);
  return (
    <tr>
      <th scope="row">
        <label for={id}>{word_of(words.weight, one.name)}</label>
      </th>
      <td class={is_bad ? 'field-bad' : undefined}>
        <input class="input" id={id} name={one.name} type="number" min={one.min} max={one.max} step={1} value={text} aria-invalid={is_bad} aria-describedby={is_bad ? `${id}-bad` : undefined} onInput={(event) => set(event.currentTarget.value)} />
        {is_bad && (
          <span class="field-error" id={`${id}-bad`}>
            <Icon name="i-warn" />
            {words.out_of_range(one.min, one.max)}
          </span>
        )}
      </td>
      <td class="dim nb">{words.bounds(one.min, one.max)}</td>
      <td class="nb">
        {one.default}
        {text !== String(one.default) && (
          <Button small kind="quiet" onClick={() => set(String(one.default))}>
            {words.to_usual}
          </Button>
        )}
      </td>
    </tr>
  );
}
