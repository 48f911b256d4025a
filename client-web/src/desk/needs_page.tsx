import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { api } from '../net/api';
import { Button, go, Icon, ProblemNotice } from '../ui';
import type { Need, Problem } from '../wire/types';
import { DeskFrame } from './frame';
import { use_key } from './keys';
import { NeedDetail } from './need_detail';
import { NeedForm } from './need_form';
import { NeedList } from './need_list';
import { NeedPeople } from './need_people';
import { find_need, put_need, started } from './scope';
import { t } from './words';

/** The need as it is now: live where it is live, read where it is not (finished, of another scope). */
export function use_need(id: string | undefined): { need: Need | undefined; problem: Problem | null } {
  const [problem, set_problem] = useState<Problem | null>(null);
  const start = started.value;
  const need = id ? find_need(id) : undefined;
  // A redacted or list-only row lacks the steps: the noun itself is read once.
  const is_short = !!id && (!need || need.next_steps === undefined);
  useEffect(() => {
    if (!is_short) return;
    let is_here = true;
    set_problem(null);
    void api.get<Need>(`/needs/${id}`).then((reply) => {
      if (!is_here) return;
      if (reply.ok) put_need({ next_steps: [], ...reply.data });
      else set_problem(reply.problem);
    });
    return () => {
      is_here = false;
    };
  }, [id, start, is_short]);
  return { need, problem: need ? null : problem };
}

export function NeedsPage(props: { id: string | undefined; is_edit: boolean }): JSX.Element {
  const { id, is_edit } = props;
  const is_new = id === 'new';
  const { need, problem } = use_need(is_new ? undefined : id);
  const is_open = id !== undefined;
  use_key('Escape', is_open && !is_new && !is_edit ? () => go('needs') : null);
  const words = t.value;
  return (
    <DeskFrame here="needs" page={need && id ? `${need.number} ${words.page.needs}` : words.page.needs}>
      <main class={`cols c1${is_open ? ' is-open' : ''}`} id="main" tabIndex={-1}>
        <NeedList selected={id} />
        {is_new || (is_edit && need) ? (
          <NeedForm key={is_new ? 'new' : need!.id} need={is_new ? null : need!} />
        ) : need ? (
          <>
            <NeedDetail key={need.id} need={need} />
            <NeedPeople key={`people ${need.id}`} need={need} />
          </>
        ) : (
          <NothingOpen problem={id ? problem : null} />
        )}
      </main>
    </DeskFrame>
  );
}

function NothingOpen(props: { problem: Problem | null }): JSX.Element {
  const words = t.value;
  return (
    <section class="col wide-2 middle" aria-label={words.detail.label} data-region tabIndex={-1}>
      {props.problem ? (
        <div class="pad">
          <ProblemNotice problem={props.problem}>
            <p>{words.detail.gone}</p>
            <Button small onClick={() => go('needs')}>
              {words.list.back}
            </Button>
          </ProblemNotice>
        </div>
      ) : (
        <p class="pad dim">
          <Icon name="i-info" /> {words.detail.none}
        </p>
      )}
    </section>
  );
}
