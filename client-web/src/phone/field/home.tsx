import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { common } from '../../i18n';
import { open_members, type Home } from '../../state/visit';
import type { WatchLine } from '../../state/watch';
import { Button, Dialog, toast } from '../../ui';
import type { Id } from '../../wire/types';
import { last_method, record_all, undo } from '../watch';
import { name_of } from './names';
import { f } from './words';

/** People under one roof: together, with one answer for all of them. */
export function HomeHead(props: { home: Home }): JSX.Element | null {
  const [is_asking, set_asking] = useState(false);
  const words = f.value.list;
  const open = open_members(props.home);
  if (props.home.lines.length < 2) return null;
  const ids = open.map((line) => line.row.registrant.id);
  const all_safe = (): void => {
    set_asking(false);
    const before = new Map(open.map((line) => [line.row.registrant.id, line]));
    const kept = record_all(ids, 'safe_home', last_method.value);
    toast(words.recorded(ids.length), { undo: () => void undo_all(kept, ids, before) });
  };
  return (
    <div class="home">
      <span>{words.home(props.home.lines.length)}</span>
      {open.length > 0 && <Button onClick={() => set_asking(true)}>{words.all_safe}</Button>}
      {is_asking && (
        <Dialog
          title={words.all_safe_title(open.length)}
          onClose={() => set_asking(false)}
          foot={
            <>
              <Button kind="quiet" onClick={() => set_asking(false)}>
                {common.value.action.cancel}
              </Button>
              <Button kind="main" onClick={all_safe}>
                {words.all_safe}
              </Button>
            </>
          }
        >
          <p>{open.map((line) => name_of(line.row.registrant)).join('、')}</p>
        </Dialog>
      )}
    </div>
  );
}

/** Out of the queue while they are here; what has left is put right by a further report with the earlier status. */
export async function undo_all(keys: readonly Id[], ids: readonly Id[], before: ReadonlyMap<Id, WatchLine>): Promise<void> {
  for (const [index, key] of keys.entries()) {
    const id = ids[index]!;
    await undo(key, id, before.get(id)?.row.status ?? 'unconfirmed', last_method.value);
  }
}
