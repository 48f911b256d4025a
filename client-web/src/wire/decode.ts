import type { FieldError, LiveEvent, LiveMessage, PlanMoved, Problem } from './types';

type Json = Record<string, unknown>;

function is_object(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads one frame of the live socket. Anything we do not know is null: a newer server may say more than we understand. */
export function decode_live(text: string): LiveMessage | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!is_object(value)) return null;
  const topic = value['topic'];
  const seq = value['seq'];
  switch (value['type']) {
    case 'snapshot':
      if (typeof topic !== 'string' || typeof seq !== 'number') return null;
      return { type: 'snapshot', topic, seq, data: value['data'] };
    case 'events': {
      const events = value['events'];
      if (typeof topic !== 'string' || typeof seq !== 'number' || !Array.isArray(events)) return null;
      return { type: 'events', topic, seq, events: events.filter(is_event) };
    }
    case 'resync':
      return typeof topic === 'string' ? { type: 'resync', topic, reason: String(value['reason'] ?? '') } : null;
    case 'ping':
      return { type: 'ping', seq: typeof seq === 'number' ? seq : 0, now: String(value['now'] ?? '') };
    case 'problem': {
      const base = {
        type: 'problem' as const,
        code: String(value['code'] ?? 'broken'),
        title: String(value['title'] ?? ''),
      };
      return typeof topic === 'string' ? { ...base, topic } : base;
    }
    default:
      return null;
  }
}

function is_event(value: unknown): value is LiveEvent {
  return is_object(value) && typeof value['seq'] === 'number' && typeof value['type'] === 'string';
}

/** A refusal always becomes a Problem, also when a proxy answered with something else than our JSON. */
export function decode_problem(status: number, body: unknown): Problem {
  const given = is_object(body) ? body : {};
  const errors = Array.isArray(given['errors']) ? given['errors'].filter(is_object) : [];
  const next = Array.isArray(given['next'])
    ? given['next'].filter((step): step is string => typeof step === 'string')
    : [];
  const text = (name: string): string | undefined =>
    typeof given[name] === 'string' ? (given[name] as string) : undefined;
  return {
    type: text('type') ?? '/problems/broken',
    code: text('code') ?? code_of_status(status),
    status,
    title: text('title') ?? '',
    ...(text('title_en') !== undefined && { title_en: text('title_en')! }),
    ...(text('detail') !== undefined && { detail: text('detail')! }),
    ...(text('detail_en') !== undefined && { detail_en: text('detail_en')! }),
    errors: errors.map(
      (error): FieldError => ({
        field: String(error['field'] ?? ''),
        code: String(error['code'] ?? ''),
        message: String(error['message'] ?? ''),
      }),
    ),
    next,
    ...('current' in given && { current: given['current'] }),
    ...(Array.isArray(given['rejected']) && { rejected: given['rejected'], rows: Number(given['rows'] ?? 0) }),
    ...(Array.isArray(given['moved']) && { moved: given['moved'].filter(is_object) as unknown as PlanMoved[] }),
  };
}

function code_of_status(status: number): string {
  if (status === 401) return 'not_signed_in';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not_found';
  if (status === 413) return 'too_large';
  if (status === 429) return 'too_many';
  if (status === 503) return 'busy';
  return 'broken';
}
