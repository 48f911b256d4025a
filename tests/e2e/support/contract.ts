// The contract as the tests hold every answer against it.

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

export const k_home = resolve(fileURLToPath(import.meta.url), '../../../..');

export const k_all_roles = ['admin', 'staff', 'coordinator', 'volunteer', 'viewer'] as const;
export type Role = (typeof k_all_roles)[number];
export type Method = 'get' | 'post' | 'patch' | 'delete';
export type Json = unknown;

export interface Permission {
  public?: boolean;
  roles?: Role[];
  /** These roles only within their own districts. */
  district?: Role[];
  /** These roles only what is their own. */
  own?: Role[];
  /** What they get beyond that. */
  outside?: 403 | 404 | 'filtered';
}

type Media = Record<string, { schema: Record<string, unknown> }>;
interface Documented {
  $ref?: string;
  content?: Media;
}
export interface Operation {
  id: string;
  method: Method;
  path: string;
  tags: string[];
  permission: Permission;
  parameters: { name: string; in: string; required?: boolean; schema: Record<string, unknown> }[];
  body: Media | null;
  responses: Record<string, Documented>;
  problem_codes: Record<string, string[]>;
}

const AjvClass = (Ajv2020 as unknown as { default?: typeof Ajv2020 }).default ?? Ajv2020;
const formats = (addFormats as unknown as { default?: typeof addFormats }).default ?? addFormats;

// eslint-disable-next-line @typescript-eslint/no-explicit-any
export const contract: any = parse(readFileSync(join(k_home, 'schema/api/openapi.yaml'), 'utf8'));

const ajv = new AjvClass({ strict: false, allErrors: false });
(formats as unknown as (a: unknown) => void)(ajv);
ajv.addSchema({ $id: 'api', components: contract.components });

const compiled = new Map<string, ValidateFunction>();
function checker(schema: unknown): ValidateFunction {
  const text = JSON.stringify(schema);
  let found = compiled.get(text);
  if (!found) {
    found = ajv.compile(JSON.parse(text.replaceAll('"#/', '"api#/')));
    compiled.set(text, found);
  }
  return found;
}

/** null when the value fits, else the first complaint in words. */
export function complaint(schema: unknown, value: Json): string | null {
  const check = checker(schema);
  if (check(value)) return null;
  const at = check.errors?.[0];
  return `${at?.instancePath || '(root)'} ${at?.message} ${JSON.stringify(at?.params)}`;
}

/** The same for a schema by its name. A union is asked branch by branch, since its own complaint tells nothing. */
export function complaint_of(name: string, value: Json): string | null {
  const schema = contract.components.schemas[name];
  if (!schema) return `there is no schema ${name}`;
  const answer = complaint({ $ref: `#/components/schemas/${name}` }, value);
  if (!answer || !schema.anyOf) return answer;
  return schema.anyOf.map((branch: unknown) => complaint(branch, value)).join(' | ');
}

function resolved<T>(value: T & { $ref?: string }): T {
  if (!value.$ref) return value;
  return value.$ref
    .slice(2)
    .split('/')
    .reduce((node: Record<string, unknown>, part) => node[part] as Record<string, unknown>, contract) as T;
}

function read_operations(): Operation[] {
  const out: Operation[] = [];
  for (const [path, item] of Object.entries<Record<string, never>>(contract.paths)) {
    const shared = (item as { parameters?: [] }).parameters ?? [];
    for (const method of ['get', 'post', 'patch', 'delete'] as const) {
      const op = (item as Record<string, Record<string, unknown>>)[method];
      if (!op) continue;
      out.push({
        id: op.operationId as string,
        method,
        path,
        tags: op.tags as string[],
        permission: op['x-permission'] as Permission,
        parameters: [...shared, ...((op.parameters as []) ?? [])].map((p) => resolved(p)),
        body: (op.requestBody as { content: Media } | undefined)?.content ?? null,
        responses: op.responses as Record<string, Documented>,
        problem_codes: {
          ...(contract['x-common-problem-codes'] as Record<string, string[]>),
          ...((op['x-problem-codes'] as Record<string, string[]>) ?? {}),
        },
      });
    }
  }
  return out;
}

export const k_operations = read_operations();

export function operation(id: string): Operation {
  const found = k_operations.find((op) => op.id === id);
  if (!found) throw new Error(`the contract has no operation ${id}`);
  return found;
}

export const wants_key = (op: Operation) => op.parameters.some((p) => p.name === 'Idempotency-Key');
export const wants_if_match = (op: Operation) => op.parameters.some((p) => p.name === 'If-Match');

const patterns = k_operations
  .map((op) => ({
    op,
    literal: !op.path.includes('{'),
    pattern: new RegExp(`^${op.path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`),
  }))
  .sort((a, b) => Number(b.literal) - Number(a.literal));

export function operation_at(method: string, path: string): Operation | null {
  const bare = path.split('?')[0] ?? path;
  return patterns.find((p) => p.op.method === method.toLowerCase() && p.pattern.test(bare))?.op ?? null;
}

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  body: Json;
}

const k_undocumented_ok = new Set([404, 405, 408, 411, 413, 414, 431]);

/** What is wrong with an answer by the contract, or null. */
export function answer_complaint(method: string, path: string, answer: Answer): string | null {
  const type = String(answer.headers['content-type'] ?? '').split(';')[0] ?? '';
  const op = operation_at(method, path);
  const where = `${method.toUpperCase()} ${op?.path ?? path} → ${answer.status}`;
  if (answer.status >= 400 && !(op?.id === 'get_readyz' && answer.status === 503)) {
    if (type !== 'application/problem+json')
      return `${where}: ${type || 'no type'} instead of application/problem+json`;
    const problem = answer.body as { status?: number; code?: string };
    const schema = op?.id.startsWith('post_imports') && answer.status === 422 ? 'ImportProblem' : 'Problem';
    const words = complaint_of(schema, problem);
    if (words) return `${where}: ${words} in ${answer.text.slice(0, 400)}`;
    if (problem.status !== answer.status) return `${where}: the problem says status ${problem.status}`;
    if (!op) return null;
    const codes = op.problem_codes[String(answer.status)];
    if (!codes && !k_undocumented_ok.has(answer.status))
      return `${where} ${problem.code}: the status is not documented`;
    if (codes && !codes.includes(problem.code ?? '')) return `${where}: the code ${problem.code} is not documented`;
    if ([429, 503].includes(answer.status) && !/^\d+$/.test(String(answer.headers['retry-after'] ?? '')))
      return `${where}: Retry-After is missing`;
    return null;
  }
  if (!op) return `${where}: the contract has no such route`;
  const documented = op.responses[String(answer.status)];
  if (!documented) return `${where}: the status is not documented`;
  const media = resolved(documented).content;
  if (!media) return answer.text === '' ? null : `${where}: a body where none is documented`;
  const schema = media[type]?.schema;
  if (!schema) return `${where}: type ${type} is not documented`;
  if (type !== 'application/json') return null;
  const reference = String(schema.$ref ?? '').replace('#/components/schemas/', '');
  const words = reference ? complaint_of(reference, answer.body) : complaint(schema, answer.body);
  if (words) return `${where}: ${words} in ${answer.text.slice(0, 600)}`;
  const version = (answer.body as { version?: number }).version;
  const has_etag = (documented as { headers?: { ETag?: unknown } }).headers?.ETag;
  if (has_etag && version !== undefined && answer.headers.etag !== `"${version}"`)
    return `${where}: ETag ${answer.headers.etag} instead of "${version}"`;
  return null;
}
