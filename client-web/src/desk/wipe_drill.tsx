// The end of a drill: what it means, one act, and what went.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { common } from '../i18n';
import { Button, Dialog, ProblemNotice } from '../ui';
import type { Incident } from '../wire/types';
import { load_incidents, put_incident } from './scope';
import { use_send } from './send';
import { wipe_words } from './words_wipe';

interface Wiped {
  incident: Incident;
  removed: Record<string, number>;
}

export function WipeDrill(props: { one: Incident }): JSX.Element | null {
  const { one } = props;
  const words = wipe_words.value;
  const [is_asked, set_asked] = useState(false);
  const [removed, set_removed] = useState<Record<string, number> | null>(null);
  const send = use_send();
  if (!one.is_drill) return null;
  const wipe = async (): Promise<void> => {
    const reply = await send.post<Wiped>(`/incidents/${one.id}/wipe`, {});
    if (!reply.ok) return;
    set_removed(reply.data.removed);
    put_incident(reply.data.incident);
    void load_incidents();
  };
  const close = (): void => {
    set_asked(false);
    set_removed(null);
  };
  const gone = Object.entries(removed ?? {}).filter(([, n]) => n > 0);
  return (
    <>
      <Button small kind="quiet" onClick={() => set_asked(true)}>
        {words.button}
      </Button>
      {is_asked && (
        <Dialog
          title={words.title(one.name)}
          onClose={close}
          foot={
            <>
              <Button kind="quiet" onClick={close}>
                {removed ? common.value.action.close : common.value.action.cancel}
              </Button>
              {!removed && (
                <Button kind="danger" disabled={send.is_busy} onClick={() => void wipe()}>
                  {words.act}
                </Button>
              )}
            </>
          }
        >
          <ProblemNotice problem={send.problem} />
          {!removed && (
            <>
              <p>{words.what}</p>
              <p>{words.kept}</p>
            </>
          )}
          {removed && (
            <div role="status">
              <p>{gone.length > 0 ? words.done : words.nothing}</p>
              <ul>
                {gone.map(([kind, n]) => (
                  <li key={kind}>{words.count(words.kinds[kind] ?? kind, n)}</li>
                ))}
              </ul>
            </div>
          )}
        </Dialog>
      )}
    </>
  );
}
