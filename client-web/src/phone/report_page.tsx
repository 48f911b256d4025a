import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { common, plain } from '../i18n';
import { act, forget } from '../net/outbox';
import { propose_fee } from '../state/support';
import { Button, Choice, go, Group, href, ProblemNotice, TextField, ThumbBar, toast, Words } from '../ui';
import type { Problem } from '../wire/types';
import { PhoneFrame } from './frame';
import { incident_name } from './incident_names';
import { my_offers } from './mine';
import { Empty, mode_of_offer } from './offers_page';
import { t } from './words';

type Result = 'done' | 'continuing' | 'unworked';
const k_results: readonly Result[] = ['done', 'continuing', 'unworked'];

/** The short report that ends a job. Injuries are asked first, as on the paper form. */
export function ReportPage(props: { id: string }): JSX.Element {
  const offer = my_offers.value.get(props.id);
  const words = t.value.report;
  const [is_injured, set_injured] = useState(false);
  const [outcome, set_outcome] = useState<Result>('done');
  const [minutes, set_minutes] = useState('');
  const [note, set_note] = useState('');
  const [concern, set_concern] = useState('');
  const [fee, set_fee] = useState<string | null>(null);
  const [problem, set_problem] = useState<Problem | null>(null);
  const [is_busy, set_busy] = useState(false);
  const back = href('offers', props.id);
  if (!offer) {
    return (
      <PhoneFrame mode="normal" page={words.title} back={href()}>
        <Empty text={common.value.problem.not_found} />
      </PhoneFrame>
    );
  }

  const support = offer.need?.support;
  const spent = Number.parseInt(minutes, 10);
  const fee_field = support?.fee_kind === 'ticket' ? 'tickets' : 'fee_yen';
  const fee_now = fee ?? String(support ? (propose_fee(support.fee_kind, support.fee_yen, spent, 1)[fee_field] ?? '') : '');
  const has_fee = support !== undefined && support.fee_kind !== 'free' && outcome === 'done';

  const send = async (): Promise<void> => {
    if (is_busy) return;
    set_busy(true);
    const report = {
      outcome,
      injuries: is_injured,
      ...(spent > 0 && { minutes: spent }),
      ...(has_fee && fee_now.trim() && { people: 1, [fee_field]: Number(fee_now) }),
      ...(note.trim() && { note: note.trim() }),
      ...(concern.trim() && { concern: concern.trim() }),
    };
    const entry = await act({
      word: 'complete',
      subject: offer.id,
      path: `/needs/${offer.need_id}/complete`,
      body: { report },
    });
    set_busy(false);
    if (entry.state === 'answered' && entry.problem) {
      set_problem(entry.problem);
      void forget(entry.key);
      return;
    }
    if (is_injured) toast(plain(words.injury_note), { kind: 'error' });
    go('offers', offer.id);
  };

  return (
    <PhoneFrame mode={mode_of_offer(offer)} band={incident_name([offer])} page={words.title} back={back} easy>
      <div class="body form">
        <ProblemNotice problem={problem} />
        <Group legend={<Words text={words.injuries} />}>
          <Choice type="radio" name="injuries" checked={!is_injured} onChange={() => set_injured(false)}>
            <Words text={words.no_injury} />
          </Choice>
          <Choice type="radio" name="injuries" checked={is_injured} onChange={() => set_injured(true)}>
            <Words text={words.injury} />
          </Choice>
        </Group>
        <Group legend={<Words text={words.outcome} />}>
          {k_results.map((one) => (
            <Choice key={one} type="radio" name="outcome" checked={outcome === one} onChange={() => set_outcome(one)}>
              <Words text={words[one]} />
            </Choice>
          ))}
        </Group>
        <TextField
          label={<Words text={words.minutes} />}
          name="report.minutes"
          value={minutes}
          onInput={set_minutes}
          inputmode="numeric"
          problem={problem}
        />
        {has_fee && (
          <TextField
            label={<Words text={words[fee_field]} />}
            name={`report.${fee_field}`}
            hint={<Words text={words.fee_hint} />}
            value={fee_now}
            onInput={set_fee}
            inputmode="numeric"
            problem={problem}
          />
        )}
        <TextField
          label={<Words text={words.note} />}
          name="report.note"
          hint={<Words text={words.note_hint} />}
          value={note}
          onInput={set_note}
          lines={3}
          max_length={1000}
          problem={problem}
        />
        <TextField
          label={<Words text={words.concern} />}
          name="report.concern"
          hint={<Words text={words.concern_hint} />}
          value={concern}
          onInput={set_concern}
          lines={3}
          max_length={1000}
          problem={problem}
        />
      </div>
      <ThumbBar note={<Words text={t.value.job.keep_note} />}>
        <Button kind="main" disabled={is_busy} onClick={() => void send()}>
          <Words text={words.send} />
        </Button>
      </ThumbBar>
    </PhoneFrame>
  );
}
