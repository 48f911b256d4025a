// The roster: the city's list coming in, what it left in doubt, 個別避難計画, and numbered paper.
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { may } from '../../net/session';
import { go, href } from '../../ui';
import { DeskFrame } from '../frame';
import { use_key } from '../keys';
import { Counted } from './counted';
import { counted, load_counted } from './data';
import { ImportPart } from './import_part';
import { PlansPart } from './plans_part';
import { PrintsPart } from './prints_part';
import { ReviewsPart } from './reviews_part';
import { w } from './words';
import './roster.css';

const k_parts = ['import', 'reviews', 'plans', 'prints'] as const;
type Part = (typeof k_parts)[number];

export function RosterPage(props: { part: string | undefined; id: string | undefined; more: string | undefined }): JSX.Element {
  const words = w.value;
  const part: Part = k_parts.find((one) => one === props.part) ?? 'import';
  const { id, more } = props;
  useEffect(() => void load_counted(), []);
  use_key('Escape', id ? () => go('roster', part) : null);
  const tabs = <Tabs here={part} />;
  return (
    <DeskFrame here="roster" page={`${words.title} ${words.tab[part]}`}>
      {part === 'import' && (
        <main class="cols c-one" id="main" tabIndex={-1}>
          {may('admin') ? <ImportPart tabs={tabs} /> : <OnlyCounted tabs={tabs} />}
        </main>
      )}
      {part === 'reviews' && (
        <main class="cols c-one" id="main" tabIndex={-1}>
          <ReviewsPart tabs={tabs} />
        </main>
      )}
      {part === 'plans' && (
        <main class={`cols c2${id ? ' is-open' : ''}`} id="main" tabIndex={-1}>
          <PlansPart tabs={tabs} id={id} />
        </main>
      )}
      {part === 'prints' && (
        <main class={`cols c2${id ? ' is-open' : ''}`} id="main" tabIndex={-1}>
          <PrintsPart tabs={tabs} id={id} more={more} />
        </main>
      )}
    </DeskFrame>
  );
}

function Tabs(props: { here: Part }): JSX.Element {
  const words = w.value;
  const waiting = counted.value?.open_reviews ?? 0;
  return (
    <nav class="chips" aria-label={words.tabs}>
      {k_parts.map((part) => (
        <a key={part} href={href('roster', part)} aria-current={props.here === part ? 'true' : undefined}>
          {words.tab[part]}
          {part === 'reviews' && waiting > 0 && <span class="waiting">{waiting}</span>}
        </a>
      ))}
    </nav>
  );
}

function OnlyCounted(props: { tabs: JSX.Element }): JSX.Element {
  return (
    <section class="col middle" aria-label={w.value.tab.import} data-region tabIndex={-1}>
      {props.tabs}
      <div class="scroll pad admin">
        <Counted />
        <p>{w.value.import.only_admin}</p>
      </div>
    </section>
  );
}
