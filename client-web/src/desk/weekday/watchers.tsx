// Who looks in on a person: the boxes of the form, and the same in words.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { common } from '../../i18n';
import { api } from '../../net/api';
import { Button, Choice, error_words, Icon, ProblemNotice } from '../../ui';
import { k_watchers_max, type Id, type List, type Problem, type Watcher } from '../../wire/types';
import { w } from './words';

interface Known {
  /** null until they are read. */
  list: readonly Watcher[] | null;
  problem: Problem | null;
  again: () => void;
}

/** Those who may look in on people of the district. */
function use_watchers(district_id: Id | null): Known {
  const [list, set_list] = useState<readonly Watcher[] | null>(null);
  const [problem, set_problem] = useState<Problem | null>(null);
  const [tries, set_tries] = useState(0);
  useEffect(() => {
    if (!district_id) return;
    let is_here = true;
    void api.get<List<Watcher>>(`/districts/${district_id}/watchers`).then((reply) => {
      if (!is_here) return;
      set_problem(reply.ok ? null : reply.problem);
      if (reply.ok) set_list(reply.data.items);
    });
    return () => {
      is_here = false;
    };
  }, [district_id, tries]);
  return { list, problem, again: () => set_tries((n) => n + 1) };
}

export function same_watchers(a: readonly Watcher[], b: readonly Watcher[]): boolean {
  return a.length === b.length && a.every((one) => b.some((other) => other.id === one.id));
}

export function WatcherBoxes(props: {
  district_id: Id | null;
  chosen: readonly Watcher[];
  /** Those of the watch as it is kept: one who may not look in any more stays in sight until it is saved. */
  kept: readonly Watcher[];
  onChange: (chosen: readonly Watcher[]) => void;
  /** The server's answer to the form. */
  problem: Problem | null;
}): JSX.Element {
  const { chosen, kept } = props;
  const words = w.value;
  const known = use_watchers(props.district_id);
  const error = props.problem?.errors?.find((one) => /^\/?watcher_ids/.test(one.field));
  const is_gone = error?.code === 'unknown_reference';
  // Somebody stopped being a watcher meanwhile: the boxes say who.
  useEffect(() => {
    if (is_gone) known.again();
  }, [is_gone]);
  const flip = (one: Watcher, is_on: boolean): void =>
    props.onChange(is_on ? [...chosen, one] : chosen.filter((other) => other.id !== one.id));
  const list = known.list ?? [];
  const is_in = (one: Watcher, some: readonly Watcher[]): boolean => some.some((other) => other.id === one.id);
  const gone = [...kept, ...chosen.filter((one) => !is_in(one, kept))].filter((one) => !is_in(one, list));
  return (
    <fieldset class={error ? 'field field-bad' : 'field'}>
      <legend>{words.watchers}</legend>
      <span class="hint">{words.watchers_hint(k_watchers_max)}</span>
      {known.problem && (
        <ProblemNotice problem={known.problem}>
          <Button small onClick={known.again}>
            {common.value.action.again}
          </Button>
        </ProblemNotice>
      )}
      {!known.list && !known.problem && <p role="status">{common.value.state.loading}</p>}
      {known.list && (
        <div class="choices many">
          {[...gone, ...list].map((one) => (
            <Choice key={one.id} name="watcher_ids" checked={is_in(one, chosen)} onChange={(is_on) => flip(one, is_on)}>
              {one.name}
              {gone.includes(one) && <b class="warn-text">（{words.watcher_gone}）</b>}
            </Choice>
          ))}
        </div>
      )}
      {error && (
        <span class="field-error" role="alert">
          <Icon name="i-warn" />
          {is_gone ? words.watchers_refused : error_words(error)}
        </span>
      )}
      <p role="status">
        <b>{looks_in_words(chosen)}</b>
      </p>
    </fieldset>
  );
}

/** Nobody chosen: the district's coordinator. */
export function names_words(watchers: readonly Watcher[]): string {
  const words = w.value;
  return watchers.map((one) => words.person(one.name)).join(words.between) || words.coordinator;
}

export function looks_in_words(watchers: readonly Watcher[]): string {
  return w.value.looks_in(names_words(watchers));
}
