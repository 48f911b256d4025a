// The coordinator's list as it is walked: who belongs under one roof, in which order, and who lives in one street.
import { is_open, type WatchLine } from './watch';
import { walking_order, type Spot } from './route';
import type { Id, Registrant } from '../wire/types';

export type Order = 'need' | 'walk';

/** People under one address; alone where the address is not known. */
export interface Home {
  key: string;
  lines: WatchLine[];
}

/** Homes in the order in which their first member stands in the list. */
export function homes_of(lines: readonly WatchLine[]): Home[] {
  const homes = new Map<string, Home>();
  for (const line of lines) {
    const key = line.row.household ?? line.row.registrant.id;
    const home = homes.get(key);
    if (home) home.lines.push(line);
    else homes.set(key, { key, lines: [line] });
  }
  return [...homes.values()];
}

/** Whom one tap 「全員無事」 would answer for: those of the home nobody has found yet. */
export function open_members(home: Home): WatchLine[] {
  return home.lines.filter((line) => is_open(line.status));
}

function spot_of(home: Home): Spot | null {
  for (const { row } of home.lines) {
    const { lat, lng } = row.registrant;
    if (typeof lat === 'number' && typeof lng === 'number') return { lat, lng };
  }
  return null;
}

/** The longest unknown first, the one who needs most before others of the same time; a retry that is due before all. */
export function by_need(lines: readonly WatchLine[], now_ms: number): WatchLine[] {
  const due = (line: WatchLine): number => (is_due(line, now_ms) ? 0 : 1);
  const since = (line: WatchLine): number => Math.floor(Date.parse(line.row.since ?? '1970-01-01') / 600_000);
  const level = (line: WatchLine): number => line.row.registrant.support?.level ?? 0;
  return [...lines].sort(
    (a, b) =>
      due(a) - due(b) ||
      since(a) - since(b) ||
      level(b) - level(a) ||
      (a.row.registrant.number < b.row.registrant.number ? -1 : 1),
  );
}

/** Somebody was not there and it is time to try again. */
export function is_due(line: WatchLine, now_ms: number): boolean {
  const next = (line.row as { next_check_at?: string | null }).next_check_at;
  return line.status === 'unreachable' && !!next && Date.parse(next) <= now_ms;
}

/** Home after home along the walk; those without a place on the map come last, in their old order. */
export function by_walk(lines: readonly WatchLine[], from: Spot | null): WatchLine[] {
  const homes = homes_of(lines);
  const placed = homes.filter((home) => spot_of(home) !== null);
  const order = walking_order(
    placed.map((home) => spot_of(home)!),
    from,
  );
  const rest = homes.filter((home) => spot_of(home) === null);
  return [...order.map((index) => placed[index]!), ...rest].flatMap((home) => home.lines);
}

/** 小田原市 is dropped and the house number: what is left is the town, and the koaza where there is one. */
export function town_of(registrant: Registrant): string {
  const address = (registrant.address ?? '').replace(/^(神奈川県)?小田原市/, '');
  return address.replace(/[\s　]*[\d０-９].*$/, '');
}

export interface Street {
  name: string;
  lines: WatchLine[];
}

/** Towns of the list with whom nobody has found yet, the fullest first: where a yellow cloth may hang at every door. */
export function streets_of(lines: readonly WatchLine[]): Street[] {
  const streets = new Map<string, WatchLine[]>();
  for (const line of lines) {
    const name = town_of(line.row.registrant);
    if (name === '' || !is_open(line.status)) continue;
    streets.set(name, [...(streets.get(name) ?? []), line]);
  }
  return [...streets]
    .map(([name, found]) => ({ name, lines: found }))
    .sort((a, b) => b.lines.length - a.lines.length || (a.name < b.name ? -1 : 1));
}

/** The neighbours from one to another along the list, both included, whichever was touched first. */
export function run_of(ids: readonly Id[], from: Id, to: Id): Id[] {
  const [a, b] = [ids.indexOf(from), ids.indexOf(to)];
  if (a < 0 || b < 0) return [];
  return ids.slice(Math.min(a, b), Math.max(a, b) + 1);
}

