import type { JSX } from 'preact';
import { common } from '../../i18n';
import type { Board } from '../../state/plan';
import { Button, Dialog } from '../../ui';
import { assign, type Doubt } from './actions';
import { gate_word, need_name, person_name } from './say';
import { cell_key } from './store';
import { m } from './words';

/** Asked once: a gate that a person may override, another team that loses somebody, more people than the most. */
export function DoubtDialog(props: { board: Board; doubts: readonly Doubt[]; onClose: () => void }): JSX.Element {
  const { board, doubts } = props;
  const words = m.value.ask_assign;
  const one = doubts[0]!.cell;
  const title = doubts.length > 1 ? m.value.what_if.several(doubts.length) : words.title(person_name(board, one.volunteer_id), need_name(board, one.need_id));
  const yes = (): void => {
    props.onClose();
    void assign(doubts.map((doubt) => doubt.cell));
  };
  return (
    <Dialog
      title={title}
      onClose={props.onClose}
      foot={
        <>
          <Button kind="quiet" onClick={props.onClose}>
            {common.value.action.cancel}
          </Button>
          <Button kind="main" onClick={yes}>
            {words.yes}
          </Button>
        </>
      }
    >
      <ul class="m-moved">
        {doubts.flatMap(({ cell, gate, leaves, over }) => {
          const who = doubts.length > 1 ? `${person_name(board, cell.volunteer_id)}　` : '';
          const lines = [gate && words.gate(gate_word(gate)), leaves && words.leaves(leaves), over !== null && words.over(over)].filter(Boolean);
          return lines.map((line) => (
            <li key={`${cell_key(cell)} ${line}`}>
              {who}
              {line}
            </li>
          ));
        })}
      </ul>
    </Dialog>
  );
}
