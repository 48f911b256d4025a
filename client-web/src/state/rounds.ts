// Which round counts where: of a district the newest that covers it (the same rule as shared/domain/safety.hpp).
import type { Id, Round } from '../wire/types';

export function covers(round: Round, district_id: Id): boolean {
  return round.district_ids.length === 0 || round.district_ids.includes(district_id);
}

export function round_of(district_id: Id, rounds: readonly Round[]): Round | null {
  let newest: Round | null = null;
  for (const round of rounds) if (covers(round, district_id) && round.number > (newest?.number ?? 0)) newest = round;
  return newest;
}

/** The rounds that count for at least one of the districts, newest first. */
export function rounds_in_force(districts: Iterable<Id>, rounds: readonly Round[]): Round[] {
  const found = new Set<Round>();
  for (const id of districts) {
    const round = round_of(id, rounds);
    if (round) found.add(round);
  }
  return [...found].sort((a, b) => b.number - a.number);
}
