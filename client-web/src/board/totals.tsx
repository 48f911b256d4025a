import type { JSX } from 'preact';
import { district_name } from '../net/districts';
import { k_legend, known_percent, segments, shown_total, type BoardData, type BoardRow } from '../state/board';
import { Icon } from '../ui';
import { minute } from './minute';
import { ShareBar } from './share_bar';
import { figure, silence, t } from './words';

/** The number still unknown, huge; who has been unknown for longest; the shares with their legend. */
export function Totals(props: { data: BoardData; rows: readonly BoardRow[] }): JSX.Element {
  const { total, round } = props.data;
  const words = t.value;
  const all = shown_total(total);
  const first = props.rows.find((row) => row.since !== null);
  return (
    <div class="tot">
      <dl>
        <dt>{round ? words.total.open : words.no_round}</dt>
        <dd class="big">
          <span class="big-n" data-left>{figure(total.open)}</span>
          <small>
            {words.total.people}
            {round && words.total.of(figure(all), known_percent(total.open, all))}
          </small>
        </dd>
      </dl>
      <dl class="old">
        <dt>{words.total.longest}</dt>
        <dd>
          {first?.since != null ? (
            <>
              <b>{silence(minute.value - first.since)}</b> <span class="nb">{district_name(first.id)}</span>
            </>
          ) : (
            <b class="all-known">{round && all > 0 ? words.total.nobody : '－'}</b>
          )}
        </dd>
      </dl>
      <ShareBar class="sb" segments={segments(total)} />
      <ul class="lgd">
        {k_legend.map((status) => (
          <li key={status}>
            <span class={`st st-${status}`}>
              <Icon name={`st-${status}`} />
              {words.status[status]}
            </span>
            <b class="n">{figure(total.counts[status] ?? 0)}</b>
          </li>
        ))}
      </ul>
    </div>
  );
}
