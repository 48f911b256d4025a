// What the desk does besides the districts: rescues first, then what is disputed, due, raised; shelter lists, callers.
import type { JSX } from 'preact';
import { may } from '../../net/session';
import { href } from '../../ui';
import type { Incident, Round } from '../../wire/types';
import { Arrivals } from './arrivals';
import { CallIn } from './call_in';
import { Conflicts, Open } from './conflicts';
import { use_rescues, use_watched } from './data';
import { Rescues } from './rescues';
import { Timers } from './timers';
import { safety } from './words';

const k_works = ['rescues', 'conflicts', 'due', 'raised', 'arrivals', 'call_in'] as const;
export type WorkName = (typeof k_works)[number];

export function is_work(here: string | undefined): here is WorkName {
  return k_works.some((one) => one === here);
}

interface Props {
  incident: Incident;
  rounds: readonly Round[];
}

/** The numbers of what waits: rescues that nobody handed over, reports that disagree. */
export function WorkTabs(props: Props & { here: string | undefined }): JSX.Element | null {
  const { incident, rounds, here } = props;
  const words = safety.value;
  const is_desk = may('admin', 'staff');
  const rescues = use_rescues(incident.id, is_desk);
  const conflicts = use_watched(rounds, 'conflict', is_desk);
  if (!is_desk || rounds.length === 0) return null;
  const counts: Partial<Record<WorkName, number>> = {
    rescues: rescues.items?.filter((one) => one.status === 'open').length ?? 0,
    conflicts: conflicts.items?.length ?? 0,
  };
  return (
    <nav class="work-tabs" aria-label={words.tabs}>
      {k_works.map((one) => (
        <a key={one} href={href('safety', one)} aria-current={here === one ? 'page' : undefined} class={one === 'rescues' && counts.rescues ? 'is-rescue' : undefined}>
          {words[one]}
          {counts[one] ? <b class="count">{counts[one]}</b> : null}
        </a>
      ))}
    </nav>
  );
}

export function Work(props: Props & { here: WorkName }): JSX.Element {
  const { here, incident, rounds } = props;
  switch (here) {
    case 'rescues':
      return <OfRescues incident={incident} />;
    case 'conflicts':
      return <OfConflicts rounds={rounds} />;
    case 'due':
    case 'raised':
      return <OfOpen incident={incident} rounds={rounds} kind={here} />;
    case 'arrivals':
      return <Arrivals incident_id={incident.id} is_open={incident.status === 'open'} />;
    case 'call_in':
      return <CallIn rounds={rounds} />;
  }
}

function OfRescues(props: { incident: Incident }): JSX.Element {
  const list = use_rescues(props.incident.id, true);
  return <Rescues rescues={list.items} problem={list.problem} reload={list.reload} />;
}

function OfConflicts(props: { rounds: readonly Round[] }): JSX.Element {
  return <Conflicts {...use_watched(props.rounds, 'conflict', true)} />;
}

function OfOpen(props: Props & { kind: 'due' | 'raised' }): JSX.Element {
  const list = use_watched(props.rounds, props.kind === 'due' ? 'retry_due' : 'escalated', true);
  const timers = props.kind === 'raised' ? { before: <Timers incident_id={props.incident.id} /> } : {};
  return <Open {...list} {...timers} kind={props.kind} />;
}
