import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { learned, plain } from '../i18n';
import { api } from '../net/api';
import { Button, learned_words, ProblemNotice, toast, Words } from '../ui';
import type { Preference } from '../wire/offer_types';
import type { Problem } from '../wire/types';

/** One thing that was learned, and one tap to have it forgotten. */
export function LearnedRow(props: { preference: Preference; on_erased: () => void; until?: string }): JSX.Element {
  const { preference, until } = props;
  const words = learned.value;
  const [problem, set_problem] = useState<Problem | null>(null);
  const [is_busy, set_busy] = useState(false);
  const what = learned_words(preference);
  const erase = async (): Promise<void> => {
    set_busy(true);
    const reply = await api.delete(`/preferences/${preference.id}`);
    set_busy(false);
    // Gone already is gone: the other device was faster, or its time was over.
    if (!reply.ok && reply.problem.status !== 404) return set_problem(reply.problem);
    toast(plain(words.erased));
    props.on_erased();
  };
  return (
    <div class="learned">
      <span>
        <b>
          <Words text={what} />
        </b>
        {until && (
          <>
            <br />
            <span class="m">
              <Words text={until} />
            </span>
          </>
        )}
      </span>
      <Button kind="quiet" disabled={is_busy} label={plain(words.erase_of(what))} onClick={() => void erase()}>
        <Words text={words.erase} />
      </Button>
      <ProblemNotice problem={problem} />
    </div>
  );
}
