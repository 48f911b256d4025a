// Bottom left: needs that stay short, with the condition that binds and a next step; and who is idle, and why.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { idle_groups, unmet_needs, type Board } from '../../state/plan';
import { Button, href } from '../../ui';
import type { Id, PlanNeed } from '../../wire/types';
import { set_dropped } from './actions';
import { idle_word, skill_word, unmet_word } from './say';
import { cols, focus, suppose, work } from './store';
import { m } from './words';

export function BottomLeft(props: { board: Board; show: (need_id: Id, volunteer_id: Id) => void }): JSX.Element {
  const { board } = props;
  const words = m.value.unmet;
  const [tab, set_tab] = useState<'unmet' | 'idle'>('unmet');
  const unmet = unmet_needs(board.plan);
  const dropped = board.plan.needs.filter((need) => need.dropped);
  const idle = board.plan.people.filter((person) => person.idle);
  return (
    <section class="m-left" aria-label={words.note} data-region tabIndex={-1}>
      <header>
        <button type="button" class="m-chip" aria-pressed={tab === 'unmet'} onClick={() => set_tab('unmet')}>
          {words.tab(unmet.length)}
        </button>
        <button type="button" class="m-chip" aria-pressed={tab === 'idle'} onClick={() => set_tab('idle')}>
          {words.idle_tab(idle.length)}
        </button>
        <span class="dim hide-narrow">{words.note}</span>
      </header>
      <div class="scroll" tabIndex={0} role="region" aria-label={tab === 'unmet' ? words.tab(unmet.length) : words.idle_tab(idle.length)}>
        {tab === 'unmet' ? (
          <>
            <ul class="m-unmet">
              {[...unmet, ...dropped].map((need) => (
                <UnmetRow key={need.need_id} need={need} board={board} show={props.show} />
              ))}
            </ul>
            {unmet.length + dropped.length === 0 && <p class="pad-s">{words.all_met}</p>}
          </>
        ) : (
          <IdleList board={board} show={props.show} />
        )}
      </div>
    </section>
  );
}

function UnmetRow(props: { need: PlanNeed; board: Board; show: (need_id: Id, volunteer_id: Id) => void }): JSX.Element {
  const { need } = props;
  const words = m.value;
  const show = (): void => props.show(need.need_id, focus.value?.volunteer_id ?? cols.value[0] ?? '');
  return (
    <li>
      <button type="button" class="linkish m-need" onClick={show} title={words.unmet.show}>
        <b>{need.number}</b> {need.title}
      </button>
      <b class="nb">{need.dropped ? words.grid.dropped : words.grid.short(need.short)}</b>
      <span>{need.dropped ? '' : unmet_word(need)}</span>
      <NextStep need={need} is_draft={props.board.plan.status === 'draft'} show={show} />
    </li>
  );
}

const k_edits = new Set(['edit_people', 'edit_times', 'change_time', 'see_placard']);

/** Every need that stays short has a way on: a page to open, or a what-if to look at. */
function NextStep(props: { need: PlanNeed; is_draft: boolean; show: () => void }): JSX.Element {
  const { need, is_draft } = props;
  const words = m.value.next;
  const step = need.dropped ? 'take_need' : need.next;
  if (step === 'take_need' && is_draft) {
    return (
      <Button small disabled={!!work.value} onClick={() => void set_dropped(need.need_id, false)}>
        {words.take_need}
      </Button>
    );
  }
  if (step === 'add_seats' && is_draft) {
    return (
      <Button small disabled={!!work.value} onClick={() => void suppose([{ kind: 'add_seats', seats: 20 }])}>
        {words.add_seats}
      </Button>
    );
  }
  if (step === 'add_or_unlock' || step === 'assign_by_hand') {
    return (
      <Button small onClick={props.show}>
        {words[step]}
      </Button>
    );
  }
  const role = skill_word(need.unmet?.role ?? null);
  const names: Readonly<Record<string, string>> = { ...words, ask_role: words.ask_role(role) };
  return (
    <a class="btn btn-s" href={k_edits.has(step ?? '') ? href('needs', need.need_id, 'edit') : href('needs', need.need_id)}>
      {(step !== null && names[step]) || words.open_need}
    </a>
  );
}

function IdleList(props: { board: Board; show: (need_id: Id, volunteer_id: Id) => void }): JSX.Element {
  const { board } = props;
  const groups = idle_groups(board.plan);
  const first = (): Id => focus.value?.need_id ?? board.plan.needs[0]?.need_id ?? '';
  if (groups.length === 0) return <p class="pad-s">{m.value.unmet.nobody_idle}</p>;
  return (
    <ul class="m-idle">
      {groups.map((group) => (
        <li key={group.code}>
          <b>{idle_word(group.code, group.people[0]?.idle?.value ?? null)}</b>　{m.value.grid.people(group.people.length)}
          <span class="m-names">
            {group.people.map((person) => (
              <button key={person.volunteer_id} type="button" class="linkish" onClick={() => props.show(first(), person.volunteer_id)}>
                {person.name}
              </button>
            ))}
          </span>
        </li>
      ))}
    </ul>
  );
}
