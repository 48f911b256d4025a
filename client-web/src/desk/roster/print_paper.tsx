import type { JSX } from 'preact';
import { common } from '../../i18n';
import { district_name } from '../../net/districts';
import { k_sheet_marks } from '../../state/roster';
import { clock, date } from '../../ui';
import type { PrintFull } from '../../wire/roster_types';
import { incidents } from '../scope';
import { support_reasons } from './support_reasons';
import { day_words, w } from './words';

/** The pack on A4: every sheet by itself says its number, who holds it, and until when. Only on paper. */
export function PrintPaper(props: { pack: PrintFull }): JSX.Element {
  const { pack } = props;
  return (
    <div class="pack-paper" aria-hidden="true">
      {pack.sheets.map((one) => (
        <Page key={one.sheet} pack={pack} sheet={one.sheet} />
      ))}
    </div>
  );
}

function Page(props: { pack: PrintFull; sheet: number }): JSX.Element {
  const { pack, sheet } = props;
  const words = w.value.prints;
  const paper = words.paper;
  const mode = pack.is_drill ? 'drill' : pack.incident_id ? 'real' : 'normal';
  const incident = incidents.value.find((one) => one.id === pack.incident_id);
  const is_watch = pack.kind === 'watch_sheet';
  return (
    <article class={`sheet sheet-${mode} pack-sheet`}>
      <header>
        <span class="sheet-mode">{common.value.mode[mode]}</span>
        <div>
          <h2>{paper[pack.kind]}</h2>
          <p>
            {district_name(pack.district_id)}　{incident?.name ?? ''}　{paper.printed(`${date(pack.printed_at)} ${clock(pack.printed_at)}`, pack.printed_by_name ?? '')}
          </p>
          <p>{paper.holder(pack.for_whom, pack.purpose)}</p>
        </div>
        <b class="sheet-no">
          {words.number(pack.number)}
          <small>{paper.page(sheet, pack.sheets.length)}</small>
        </b>
      </header>
      <p class="paper-duty">
        <b>{paper.care}</b>　<b>{paper.back_by(day_words(pack.return_by))}</b>
        <br />
        {w.value.no_duty}
      </p>
      <table>
        <thead>
          <tr>
            <th class="paper-n">{paper.number}</th>
            <th>{paper.name}</th>
            <th>{paper.where}</th>
            <th>{paper.need}</th>
            {is_watch ? <th class="paper-found">{paper.found}</th> : <th>{paper.plan}</th>}
            {is_watch && <th class="paper-when">{paper.when}</th>}
          </tr>
        </thead>
        <tbody>
          {pack.rows
            .filter((row) => row.sheet === sheet)
            .map((row) => (
              <tr key={row.line}>
                <td class="paper-n">
                  <b>{row.line}</b>
                </td>
                {row.registrant ? (
                  <>
                    <td>
                      <b>{row.registrant.name}</b>
                      <br />
                      {row.registrant.name_kana}
                    </td>
                    <td>
                      {row.registrant.address}
                      <br />
                      {row.registrant.phone}
                    </td>
                    <td>{[support_reasons(row.registrant.support?.reasons), row.registrant.support?.note].filter(Boolean).join('　')}</td>
                    {!is_watch && (
                      <td>
                        {row.registrant.plan?.shelter}
                        {row.registrant.plan?.supporters?.map((one) => (
                          <div key={one.name}>
                            {one.name}　{one.phone}
                          </div>
                        ))}
                      </td>
                    )}
                  </>
                ) : (
                  <td colSpan={is_watch ? 3 : 4}>{words.blank_person}</td>
                )}
                {is_watch && (
                  <td class="paper-found">
                    {k_sheet_marks.map((status, at) => (
                      <span key={status} class="paper-box">
                        {at + 1} {common.value.status[status]}
                      </span>
                    ))}
                  </td>
                )}
                {is_watch && <td class="paper-when">　:　</td>}
              </tr>
            ))}
        </tbody>
      </table>
      <footer>
        <span>{paper.written_by}　＿＿＿＿＿＿＿＿</span>
        <span>
          {words.number(pack.number)}　{paper.page(sheet, pack.sheets.length)}
        </span>
      </footer>
    </article>
  );
}
