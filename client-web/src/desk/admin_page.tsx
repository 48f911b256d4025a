import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { common } from '../i18n';
import { api } from '../net/api';
import { Button, href, moment, now, ProblemNotice } from '../ui';
import type { Instant, List, Problem } from '../wire/types';
import { GlassPart } from './access/glass_part';
import { access_words } from './access/words';
import { AccountsPart } from './admin_accounts';
import { ImportPart } from './admin_import';
import { IncidentsPart } from './admin_incidents';
import { OfferPolicyPart } from './admin_policy';
import { DeskFrame } from './frame';
import { MapAreasPart } from './map_areas/part';
import { map_areas_words } from './map_areas/words';
import { MatchingPart } from './policy/part';
import { policy_words } from './policy/words';
import { t } from './words';

const k_parts = ['accounts', 'incidents', 'offers', 'matching', 'imports', 'map', 'glass', 'audit'] as const;
type Part = (typeof k_parts)[number];

const name_of = (part: Part): string => {
  if (part === 'map') return map_areas_words.value.tab;
  if (part === 'glass') return access_words.value.glass.title;
  return part === 'matching' ? policy_words.value.tab : t.value.admin[part];
};

export function AdminPage(props: { part: string | undefined }): JSX.Element {
  const words = t.value.admin;
  const part: Part = k_parts.find((one) => one === props.part) ?? 'accounts';
  return (
    <DeskFrame here="admin" page={`${t.value.page.admin} ${name_of(part)}`}>
      <main class="cols c-one" id="main" tabIndex={-1}>
        <section class="col middle" aria-label={name_of(part)} data-region tabIndex={-1}>
          <nav class="chips" aria-label={words.tabs}>
            {k_parts.map((one) => (
              <a key={one} href={href('admin', one)} aria-current={one === part ? 'true' : undefined}>
                {name_of(one)}
              </a>
            ))}
          </nav>
          <div class="scroll pad admin">
            {part === 'accounts' && <AccountsPart />}
            {part === 'incidents' && <IncidentsPart />}
            {part === 'offers' && <OfferPolicyPart />}
            {part === 'imports' && <ImportPart />}
            {part === 'map' && <MapAreasPart />}
            {part === 'matching' && <MatchingPart />}
            {part === 'glass' && <GlassPart />}
            {part === 'audit' && <AuditPart />}
          </div>
        </section>
      </main>
    </DeskFrame>
  );
}

interface AuditLine {
  id: string;
  at: Instant;
  actor_name?: string | null;
  action: string;
  subject_kind: string;
  subject_id: string | null;
  subjects: number;
}

function AuditPart(): JSX.Element {
  const words = t.value.admin;
  const [lines, set_lines] = useState<readonly AuditLine[]>([]);
  const [cursor, set_cursor] = useState<string | null>(null);
  const [problem, set_problem] = useState<Problem | null>(null);
  const read = async (from: string | null): Promise<void> => {
    const reply = await api.get<List<AuditLine>>(`/audit?limit=100${from ? `&cursor=${encodeURIComponent(from)}` : ''}`);
    set_problem(reply.ok ? null : reply.problem);
    if (!reply.ok) return;
    set_lines((known) => (from ? [...known, ...reply.data.items] : reply.data.items));
    set_cursor(reply.data.next_cursor);
  };
  useEffect(() => void read(null), []);
  return (
    <>
      <h1 class="form-title">{words.audit}</h1>
      <p class="dim">{words.audit_note}</p>
      <ProblemNotice problem={problem} />
      <div class="wide-table" tabIndex={0} role="region" aria-label={words.audit}>
        <table class="tbl">
          <thead>
            <tr>
              <th scope="col">{words.at}</th>
              <th scope="col">{words.who}</th>
              <th scope="col">{words.what}</th>
              <th scope="col">{words.subject}</th>
              <th scope="col" class="num">
                {words.count}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.id}>
                <td class="nb">{moment(line.at, now.value)}</td>
                <td>{line.actor_name ?? words.nobody}</td>
                <td>{line.action}</td>
                <td>
                  {line.subject_kind} <span class="dim">{line.subject_id?.slice(-8)}</span>
                </td>
                <td class="num">{line.subjects}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {cursor && (
        <p>
          <Button onClick={() => void read(cursor)}>{words.more}</Button>
        </p>
      )}
      {lines.length === 0 && !problem && <p>{common.value.state.empty}</p>}
    </>
  );
}
