// 「もし」: what a change would do, before and after, before anybody makes it. The line keeps its place when it is empty.
import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { common } from '../../i18n';
import { districts } from '../../net/districts';
import type { Board } from '../../state/plan';
import { Button, Dialog, distance, Icon } from '../../ui';
import { k_skills, type Id, type PlanChange, type Skill, type WhatIf } from '../../wire/types';
import { accept_supposition, can_accept, impossible_word } from './actions';
import { Working } from './head';
import { change_word, need_name, person_name, signed, warning_words } from './say';
import { drop_supposition, focus, plan, supposition, suppose, work } from './store';
import { m } from './words';

const k_needs_shown = 3;

export function WhatIfLine(props: { board: Board }): JSX.Element {
  const words = m.value.what_if;
  const now = supposition.value;
  const [is_whole, set_whole] = useState(false);
  const is_draft = plan.value?.status === 'draft';
  return (
    <section class={now ? 'm-if is-on' : 'm-if'} aria-label={words.label} data-region tabIndex={-1}>
      <b>{words.label}</b>
      {work.value ? <Working /> : now ? <Supposed board={props.board} changes={now.changes} result={now.result} /> : <p class="m-if-text dim">{words.hint}</p>}
      {now ? (
        <>
          <Button kind="quiet" disabled={!!work.value} onClick={drop_supposition}>
            {words.drop_it}
          </Button>
          {can_accept() && (
            <Button disabled={!!work.value} onClick={() => void accept_supposition()}>
              {words.accept}
            </Button>
          )}
        </>
      ) : (
        is_draft && (
          <Button small kind="quiet" disabled={!!work.value} onClick={() => set_whole(true)}>
            {words.whole}
          </Button>
        )
      )}
      {is_whole && <Whole board={props.board} onClose={() => set_whole(false)} />}
    </section>
  );
}

function Supposed(props: { board: Board; changes: readonly PlanChange[]; result: WhatIf }): JSX.Element {
  const { board, changes, result } = props;
  const words = m.value.what_if;
  const warnings = warning_words(board, result);
  const is_world = changes.some((one) => one.kind === 'add_people');
  return (
    <div class="m-if-text" role="status">
      <p>
        <b>{change_word(board, changes)}</b>
        {is_world && !result.impossible && <span class="dim">　{words.only_look}</span>}
      </p>
      {result.impossible ? (
        <p class="warn-text">
          <Icon name="i-warn" />
          {impossible_word(board, result.impossible.code, result.impossible)}
        </p>
      ) : (
        <p class="m-if-facts">
          {facts(board, changes, result).map((fact, i) => (
            <span key={i}>{fact}</span>
          ))}
          {warnings.map((text) => (
            <b key={text} class="warn-text">
              <Icon name="i-warn" />
              {text}
            </b>
          ))}
        </p>
      )}
    </div>
  );
}

/** Who else would move: the people whom the question itself does not name. */
function others(board: Board, changes: readonly PlanChange[], result: WhatIf): string[] {
  const words = m.value.what_if;
  const asked = new Set(changes.flatMap((one) => ('volunteer_id' in one ? [one.volunteer_id] : [])));
  return result.moves
    .filter((move) => move.volunteer_id !== null && !asked.has(move.volunteer_id))
    .map((move) => {
      const who = person_name(board, move.volunteer_id);
      return move.to_need_id ? words.comes(who, need_name(board, move.to_need_id)) : words.goes(who, need_name(board, move.from_need_id));
    });
}

const k_others_shown = 2;

function facts(board: Board, changes: readonly PlanChange[], result: WhatIf): ComponentChildren[] {
  const words = m.value.what_if;
  const { difference } = result;
  const changed = [...result.needs].sort((a, b) => b.short_after - a.short_after || 0);
  const list: ComponentChildren[] = changed.slice(0, k_needs_shown).map((one) => {
    const need = board.needs.get(one.need_id);
    const taken = need?.taken ?? 0;
    const number = need?.number ?? '';
    const before = taken + one.placed_before;
    const after = taken + one.placed_after;
    return <b>{one.short_after > 0 ? words.need_short(number, before, after, one.short_after) : words.need_full(number, before, after)}</b>;
  });
  if (changed.length > k_needs_shown) list.push(words.more_needs(changed.length - k_needs_shown));
  if (changed.length === 0 && result.moves.length > 0) list.push(words.same_counts);
  const moving = others(board, changes, result);
  if (moving.length <= k_others_shown) list.push(...moving);
  else list.push(words.moves(result.moves.length));
  if (difference.placed !== 0) list.push(words.placed(signed(difference.placed, String(Math.abs(difference.placed)))));
  if (difference.short !== 0) list.push(words.short(signed(difference.short, String(Math.abs(difference.short)))));
  if (difference.travel_m !== 0) list.push(words.travel(signed(difference.travel_m, distance(Math.abs(difference.travel_m)))));
  return list.length ? list : [words.no_change];
}

// ---- changes of the whole plan ------------------------------------------------------------------------------------------

type Kind = 'add_people' | 'drop_need' | 'add_seats';
const k_kinds: readonly Kind[] = ['add_people', 'drop_need', 'add_seats'];

/** Ten more people, a need less, one more bus: asked of the whole plan. */
function Whole(props: { board: Board; onClose: () => void }): JSX.Element {
  const { board } = props;
  const words = m.value.what_if;
  const [kind, set_kind] = useState<Kind>('add_people');
  const [count, set_count] = useState('10');
  const [seats, set_seats] = useState('20');
  const [skill, set_skill] = useState<Skill | ''>('');
  const [district, set_district] = useState<Id | ''>('');
  const [need_id, set_need] = useState<Id>(focus.value?.need_id ?? board.plan.needs[0]?.need_id ?? '');
  const names: Record<Kind, string> = { add_people: words.add_people(Number(count) || 10), drop_need: words.drop, add_seats: words.seats };
  const place = district === '' ? {} : { district_id: district };
  const change = (): PlanChange =>
    kind === 'drop_need'
      ? { kind, need_id }
      : kind === 'add_seats'
        ? { kind, seats: Number(seats), ...place }
        : { kind, count: Number(count), skills: skill === '' ? [] : [skill], ...place };
  const is_fine = kind === 'drop_need' ? need_id !== '' : in_bounds(kind === 'add_seats' ? seats : count);
  return (
    <Dialog title={words.whole_title} onClose={props.onClose}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          props.onClose();
          void suppose([change()]);
        }}
      >
        <div class="choices">
          {k_kinds.map((one) => (
            <label key={one} class="choice">
              <input type="radio" name="whole" checked={kind === one} onChange={() => set_kind(one)} />
              <span>{names[one]}</span>
            </label>
          ))}
        </div>
        {kind === 'drop_need' ? (
          <Labelled label={words.drop_which}>
            <select class="input" name="drop_need" value={need_id} onChange={(event) => set_need(event.currentTarget.value)}>
              {board.plan.needs.map((need) => (
                <option key={need.need_id} value={need.need_id}>
                  {need.number} {need.title}
                </option>
              ))}
            </select>
          </Labelled>
        ) : (
          <div class="pair">
            <Labelled label={kind === 'add_seats' ? words.seats_count : words.people_count}>
              <input class="input" name="count" type="number" min={1} max={200} value={kind === 'add_seats' ? seats : count} onInput={(event) => (kind === 'add_seats' ? set_seats : set_count)(event.currentTarget.value)} />
            </Labelled>
            {kind === 'add_people' && (
              <Labelled label={words.add_people_skill}>
                <select class="input" name="skill" value={skill} onChange={(event) => set_skill(event.currentTarget.value as Skill | '')}>
                  <option value="">{words.any_skill}</option>
                  {k_skills.map((one) => (
                    <option key={one} value={one}>
                      {common.value.skill[one]}
                    </option>
                  ))}
                </select>
              </Labelled>
            )}
            <Labelled label={m.value.district}>
              <select class="input" name="of_district" value={district} onChange={(event) => set_district(event.currentTarget.value)}>
                <option value="">{m.value.all_districts}</option>
                {[...districts.value.values()].map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name}
                  </option>
                ))}
              </select>
            </Labelled>
          </div>
        )}
        <div class="dialog-foot">
          <Button kind="quiet" onClick={props.onClose}>
            {common.value.action.cancel}
          </Button>
          <Button kind="main" type="submit" disabled={!is_fine}>
            {words.ask}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function in_bounds(text: string): boolean {
  const n = Number(text);
  return Number.isInteger(n) && n >= 1 && n <= 200;
}

function Labelled(props: { label: string; children: JSX.Element }): JSX.Element {
  return (
    <label class="field">
      <span class="field-label">{props.label}</span>
      {props.children}
    </label>
  );
}
