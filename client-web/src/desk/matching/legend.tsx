// What the marks of the table mean; only the gates that stand in it.
import type { JSX } from 'preact';
import { gates_in_use, type Board } from '../../state/plan';
import { Button, Icon } from '../../ui';
import { is_order_old, settle_order } from './store';
import { m } from './words';

export function Legend(props: { board: Board }): JSX.Element {
  const words = m.value.legend;
  const gates = gates_in_use(props.board);
  const letters = gates.map((gate) => `${m.value.letter[gate]}＝${m.value.letter_word[gate]}`).join(' ');
  return (
    <div class="m-legend" role="group" aria-label={words.label}>
      <span>
        <i class="c-lock">
          <Icon name="i-lock" />
        </i>
        {words.lock}
      </span>
      <span>
        <i class="c-plan">1.2</i>
        {words.plan}
      </span>
      <span>
        <i class="c-in">＋</i>
        {words.in}
      </span>
      <span>
        <i class="c-out">
          <s>1</s>
        </i>
        {words.out}
      </span>
      <span>
        <i>1.8</i>
        {words.km}
      </span>
      {gates[0] && (
        <span>
          <i class="c-gate">{m.value.letter[gates[0]]}</i>
          {words.gate}　{letters}
        </span>
      )}
      <span>{words.people}</span>
      {is_order_old.value && (
        <Button small kind="quiet" onClick={settle_order}>
          {m.value.grid.resettle}
        </Button>
      )}
    </div>
  );
}
