import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { locale } from '../i18n';
import { api } from '../net/api';
import { Button, href, ProblemNotice, SelectField, toast } from '../ui';
import type { Problem } from '../wire/types';
import { t } from './words';

const k_kinds = ['places', 'shelters', 'districts', 'volunteers', 'registrants'] as const;
type Kind = (typeof k_kinds)[number];

interface Rejected {
  line: number;
  column: string | null;
  reason: string;
  reason_en?: string;
  code: string;
}
interface Result {
  dry_run: boolean;
  rows: number;
  accepted: number;
  rejected: readonly Rejected[];
}

/** The same import as the command line: tried first, all or nothing, every bad line named. */
export function ImportPart(): JSX.Element {
  const words = t.value.admin;
  const [kind, set_kind] = useState<Kind | ''>('volunteers');
  const [file, set_file] = useState<File | null>(null);
  const [result, set_result] = useState<Result | null>(null);
  const [problem, set_problem] = useState<Problem | null>(null);
  const [is_busy, set_busy] = useState(false);

  const run = async (dry_run: boolean): Promise<void> => {
    if (!file || kind === '') return;
    set_busy(true);
    set_problem(null);
    const bytes = await file.arrayBuffer().catch(() => null);
    if (bytes === null) {
      set_busy(false);
      toast(words.unreadable, { kind: 'error' });
      return;
    }
    const content_type = file.name.toLowerCase().endsWith('.json') ? 'application/json' : 'text/csv';
    const reply = await api.post<Result>(`/imports/${kind}?dry_run=${dry_run}`, new Blob([bytes]), { content_type, timeout_ms: 120_000 });
    set_busy(false);
    if (reply.ok) {
      set_result(reply.data);
      if (!dry_run) toast(words.run_ok(reply.data.accepted));
      return;
    }
    const { rejected, rows = 0 } = reply.problem;
    if (rejected) set_result({ dry_run, rows, accepted: 0, rejected: rejected as Rejected[] });
    else {
      set_result(null);
      set_problem(reply.problem);
    }
  };

  const is_tried = result !== null && result.dry_run && result.rejected.length === 0;
  return (
    <>
      <h1 class="form-title">{words.imports}</h1>
      <p>{words.dry_note}</p>
      <div class="form narrow">
        <SelectField
          label={words.kind}
          name="kind"
          value={kind}
          options={k_kinds.map((value) => ({ value, label: words.kinds[value] }))}
          onChange={(next) => {
            set_kind(next);
            set_result(null);
          }}
        />
        <label class="field">
          <span class="field-label">{words.file}</span>
          <input
            class="input"
            type="file"
            accept=".csv,.json,text/csv,application/json"
            onChange={(event) => {
              set_file(event.currentTarget.files?.[0] ?? null);
              set_result(null);
            }}
          />
        </label>
        <p class="row-wrap">
          <Button kind={is_tried ? 'plain' : 'main'} disabled={!file || is_busy} onClick={() => void run(true)}>
            {words.dry}
          </Button>
          <Button kind={is_tried ? 'main' : 'plain'} disabled={!file || is_busy || !is_tried} onClick={() => void run(false)}>
            {words.run}
          </Button>
        </p>
      </div>
      {kind === 'registrants' && (
        <p>
          <a class="btn" href={href('roster', 'import')}>
            {words.big_roster}
          </a>
        </p>
      )}
      <ProblemNotice problem={problem} />
      <div role="status">{result && <Outcome result={result} />}</div>
    </>
  );
}

function Outcome(props: { result: Result }): JSX.Element {
  const { result } = props;
  const words = t.value.admin;
  if (result.rejected.length === 0) return <p class="notice notice-info">{result.dry_run ? words.dry_ok(result.rows) : words.run_ok(result.accepted)}</p>;
  return (
    <>
      <p class="notice">{words.refused(result.rejected.length, result.rows)}</p>
      <div class="wide-table" tabIndex={0} role="region" aria-label={words.reason}>
        <table class="tbl">
          <thead>
            <tr>
              <th scope="col" class="num">
                {words.line}
              </th>
              <th scope="col">{words.column}</th>
              <th scope="col">{words.reason}</th>
            </tr>
          </thead>
          <tbody>
            {result.rejected.map((one, i) => (
              <tr key={i}>
                <td class="num">{one.line}</td>
                <td>{one.column}</td>
                <td>{locale.value === 'en' ? (one.reason_en ?? one.reason) : one.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
