import { signal } from '@preact/signals';
import { api } from '../../net/api';
import type { RosterCounted } from '../../wire/roster_types';

export const counted = signal<RosterCounted | null>(null);

export async function load_counted(): Promise<void> {
  const reply = await api.get<RosterCounted>('/roster');
  if (reply.ok) counted.value = reply.data;
}

/** Hands a text to the browser as a file; the mark in front is what office programs need to see UTF-8. */
export function save_text(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob(['\ufeff', text], { type: 'text/csv' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
