// Numbered paper: made, printed, recovered or lost; a watch sheet is typed back in here.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { common } from '../../i18n';
import { api } from '../../net/api';
import { district_name, districts } from '../../net/districts';
import { Button, Choice, go, href, Icon, ProblemNotice, SelectField, TextField, toast } from '../../ui';
import { k_print_kinds, type Print, type PrintFull, type PrintKind } from '../../wire/roster_types';
import type { Id, List, Problem } from '../../wire/types';
import { chosen_id } from '../scope';
import { use_send } from '../send';
import { t } from '../words';
import { PrintPaper } from './print_paper';
import { TypeIn } from './type_in';
import { day_words, w } from './words';

export function PrintsPart(props: { tabs: JSX.Element; id: Id | undefined; more: string | undefined }): JSX.Element {
  const { id } = props;
  const words = w.value.prints;
  const [rows, set_rows] = useState<readonly Print[]>([]);
  const [cursor, set_cursor] = useState<string | null>(null);
  const [only_overdue, set_only] = useState(false);
  const [problem, set_problem] = useState<Problem | null>(null);
  const incident_id = chosen_id.value;
  const read = async (from: string | null): Promise<void> => {
    const query = ['limit=100', incident_id && `incident_id=${incident_id}`, only_overdue && 'overdue=true', from && `cursor=${encodeURIComponent(from)}`].filter(Boolean).join('&');
    const reply = await api.get<List<Print>>(`/prints?${query}`);
    set_problem(reply.ok ? null : reply.problem);
    if (!reply.ok) return;
    set_rows((known) => (from ? [...known, ...reply.data.items] : reply.data.items));
    set_cursor(reply.data.next_cursor);
  };
  useEffect(() => void read(null), [only_overdue, incident_id]);
  return (
    <>
      <section class="col list" aria-label={words.list} data-region tabIndex={-1}>
        {props.tabs}
        <div class="bar row-wrap">
          <a class="btn btn-s" href={href('roster', 'prints', 'new')}>
            <Icon name="i-plus" />
            {words.make}
          </a>
          <Choice name="overdue" checked={only_overdue} onChange={set_only}>
            {words.overdue_only}
          </Choice>
        </div>
        <div class="scroll" data-rows>
          {problem && (
            <div class="pad">
              <ProblemNotice problem={problem} />
            </div>
          )}
          {!problem && rows.length === 0 && <p class="pad">{words.empty}</p>}
          <ul>
            {rows.map((row) => (
              <li key={row.id}>
                <a class={row.id === id ? 'nrow sel' : 'nrow'} href={href('roster', 'prints', row.id)} aria-current={row.id === id ? 'true' : undefined} data-row>
                  <span class="nt">
                    <b>{words.number(row.number)}</b>　{words.kinds[row.kind]}
                    {row.is_drill && <span class="tag tag-drill">{common.value.mode.drill}</span>}
                    {row.overdue && <span class="tag overdue">{words.overdue}</span>}
                  </span>
                  <span class="num dim">{words.sheets(row.sheets.length)}</span>
                  <span class="np wide">
                    <span>
                      {district_name(row.district_id)}　{row.for_whom}　{words.status[row.status]}　{words.due(day_words(row.return_by))}
                    </span>
                  </span>
                </a>
              </li>
            ))}
          </ul>
          {cursor && (
            <p class="pad">
              <Button onClick={() => void read(cursor)}>{t.value.admin.more}</Button>
            </p>
          )}
        </div>
      </section>
      {id === 'new' && (
        <NewPrint
          done={(made) => {
            void read(null);
            go('roster', 'prints', made.id);
          }}
        />
      )}
      {id && id !== 'new' && <OnePrint key={id} id={id} is_typing={props.more === 'type'} changed={() => void read(null)} />}
      {!id && (
        <section class="col middle" aria-label={words.title} data-region tabIndex={-1}>
          <p class="pad dim">{w.value.no_duty}</p>
        </section>
      )}
    </>
  );
}

function NewPrint(props: { done: (made: Print) => void }): JSX.Element {
  const words = w.value.prints;
  const [kind, set_kind] = useState<PrintKind>('watch_sheet');
  const [district_id, set_district] = useState<Id | ''>('');
  const [purpose, set_purpose] = useState('');
  const [for_whom, set_for_whom] = useState('');
  const [return_by, set_return] = useState('');
  const send = use_send();
  const make = async (event: Event): Promise<void> => {
    event.preventDefault();
    const reply = await send.post<Print>('/prints', { kind, district_id, purpose, for_whom, ...(return_by ? { return_by } : {}), ...(chosen_id.value ? { incident_id: chosen_id.value } : {}) });
    if (!reply.ok) return;
    toast(words.made(reply.data.number));
    props.done(reply.data);
  };
  return (
    <section class="col middle" aria-label={words.make} data-region tabIndex={-1}>
      <form class="scroll pad form narrow" onSubmit={(event) => void make(event)}>
        <h1 class="form-title">{words.make}</h1>
        <p class="notice notice-info">{w.value.no_duty}</p>
        <SelectField label={words.kind} name="kind" value={kind} options={k_print_kinds.map((value) => ({ value, label: words.kinds[value] }))} onChange={(next) => next !== '' && set_kind(next)} />
        <SelectField
          label={w.value.district}
          name="district_id"
          value={district_id}
          empty="—"
          required
          problem={send.problem}
          options={[...districts.value.values()].map((one) => ({ value: one.id, label: one.name }))}
          onChange={set_district}
        />
        <TextField label={words.purpose} name="purpose" value={purpose} required max_length={200} problem={send.problem} onInput={set_purpose} />
        <TextField label={words.for_whom} name="for_whom" value={for_whom} required max_length={100} problem={send.problem} onInput={set_for_whom} />
        <TextField type="date" label={words.return_by} name="return_by" value={return_by} problem={send.problem} onInput={set_return} />
        <ProblemNotice problem={send.problem} />
        <p>
          <Button kind="main" type="submit" disabled={send.is_busy}>
            {words.create}
          </Button>
        </p>
      </form>
    </section>
  );
}

function OnePrint(props: { id: Id; is_typing: boolean; changed: () => void }): JSX.Element {
  const words = w.value.prints;
  const [pack, set_pack] = useState<PrintFull | null>(null);
  const [problem, set_problem] = useState<Problem | null>(null);
  const read = async (): Promise<void> => {
    const reply = await api.get<PrintFull>(`/prints/${props.id}`);
    set_problem(reply.ok ? null : reply.problem);
    if (reply.ok) set_pack(reply.data);
  };
  useEffect(() => void read(), [props.id]);
  return (
    <section class="col middle" aria-label={words.title} data-region tabIndex={-1}>
      {problem && (
        <div class="pad">
          <ProblemNotice problem={problem} />
        </div>
      )}
      {!pack && !problem && <p class="loading">{common.value.state.loading}</p>}
      {pack && (
        <div class="scroll pad pack">
          <header class="round-head">
            <a class="btn btn-q btn-s only-narrow" href={href('roster', 'prints')}>
              <Icon name="i-back" />
              {w.value.back}
            </a>
            <h1 class="h">
              {words.number(pack.number)}　{words.kinds[pack.kind]}
            </h1>
            <Button onClick={() => window.print()}>{words.print}</Button>
            {pack.kind === 'watch_sheet' && (
              <a class="btn" href={href('roster', 'prints', pack.id, 'type')}>
                {words.type_in}
              </a>
            )}
          </header>
          <p>
            {district_name(pack.district_id)}　{words.people(pack.people)}　{words.holder(pack.for_whom)}　{words.due(day_words(pack.return_by))}
            {pack.overdue && <span class="tag overdue">{words.overdue}</span>}
          </p>
          {props.is_typing ? <TypeIn pack={pack} /> : <Sheets pack={pack} changed={() => (void read(), props.changed())} />}
        </div>
      )}
      {pack && !props.is_typing && <PrintPaper pack={pack} />}
    </section>
  );
}

function Sheets(props: { pack: PrintFull; changed: () => void }): JSX.Element {
  const { pack } = props;
  const words = w.value.prints;
  const [chosen, set_chosen] = useState<ReadonlySet<number>>(new Set());
  const send = use_send();
  const mark = async (step: 'recover' | 'lost'): Promise<void> => {
    if (chosen.size === 0) return toast(words.choose_first);
    const reply = await send.post(`/prints/${pack.id}/${step}`, { sheets: [...chosen] });
    if (!reply.ok) return;
    toast(step === 'lost' ? words.lost : words.recovered);
    set_chosen(new Set());
    props.changed();
  };
  const flip = (sheet: number): void =>
    set_chosen((now) => new Set(now.has(sheet) ? [...now].filter((one) => one !== sheet) : [...now, sheet]));
  return (
    <fieldset class="part">
      <legend>{words.pick_sheets}</legend>
      <ul class="sheet-list">
        {pack.sheets.map((one) => (
          <li key={one.sheet}>
            <Choice name={`sheet-${one.sheet}`} checked={chosen.has(one.sheet)} onChange={() => flip(one.sheet)}>
              {words.paper.page(one.sheet, pack.sheets.length)}　{words.sheet_status[one.status]}
            </Choice>
          </li>
        ))}
      </ul>
      <ProblemNotice problem={send.problem} />
      {pack.status !== 'recovered' && (
        <p class="row-wrap">
          <Button kind="main" disabled={send.is_busy} onClick={() => void mark('recover')}>
            {words.recover}
          </Button>
          <Button disabled={send.is_busy} onClick={() => void mark('lost')}>
            {words.lose}
          </Button>
        </p>
      )}
    </fieldset>
  );
}
