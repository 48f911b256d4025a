// Small helpers on lists of people that deserve a test.
import type { Availability, DayPart, Id } from '../wire/types';

/** Ticks or unticks one cell of the grid of weekdays and parts of the day. */
export function toggle_slot(slots: readonly Availability[], weekday: number, part: DayPart): Availability[] {
  const has = slots.some((slot) => slot.weekday === weekday && slot.part === part);
  if (has) return slots.filter((slot) => slot.weekday !== weekday || slot.part !== part);
  return [...slots, { weekday, part }].sort((a, b) => a.weekday - b.weekday || a.part.localeCompare(b.part));
}

export function toggle_id(ids: readonly Id[], id: Id): Id[] {
  return ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id];
}
