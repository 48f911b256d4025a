import type { JSX } from 'preact';
import { common } from '../i18n';
import { district_name } from '../net/districts';
import { session } from '../net/session';
import { moment, now, span } from '../ui';
import type { Need } from '../wire/types';
import { incident, incidents } from './scope';
import { t } from './words';

/** One A4 page for the day the power is out: what is known, and blank lines for the pen. Only on paper. */
export function NeedSheet(props: { need: Need }): JSX.Element {
  const { need } = props;
  const words = t.value.detail;
  const sheet = t.value.sheet;
  const mode = need.is_drill ? 'drill' : need.incident_id ? 'real' : 'normal';
  const of = incidents.value.find((one) => one.id === need.incident_id) ?? incident.value;
  const rows: [string, string][] = [
    [words.household, need.requester ? `${words.sama(need.requester.name)}（${need.requester.name_kana ?? ''}）` : '—'],
    [words.contact, [need.requester?.phone, need.requester?.relation].filter(Boolean).join('　') || '—'],
    [words.place, [need.address ?? need.town, district_name(need.district_id)].filter(Boolean).join('　')],
    [words.wanted, need.starts_at ? span(need.starts_at, need.ends_at) : words.any_time],
    [words.category, common.value.category[need.category]],
    [words.work, need.detail ?? '—'],
    [words.people, common.value.count.people(need.people_needed)],
    [words.skills, need.skills.map((skill) => common.value.skill[skill]).join('・') || '—'],
    [words.bring, need.bring ?? '—'],
    [words.hazards, typeof need.hazards === 'string' ? need.hazards : '—'],
    [words.memo, need.survey_memo ?? '—'],
  ];
  return (
    <article class={`sheet sheet-${mode}`} aria-hidden="true">
      <header>
        <span class="sheet-mode">{common.value.mode[mode]}</span>
        <div>
          <h2>{sheet.title}</h2>
          <p>{of && need.incident_id ? of.name : t.value.everyday}</p>
        </div>
        <b class="sheet-no">{need.number}</b>
      </header>
      <p class="sheet-title">
        {need.priority !== 'normal' && `【${common.value.priority[need.priority]}】`}
        {need.title}
        {need.crisis_reason && <small>　{need.crisis_reason}</small>}
      </p>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <dl class="sheet-pen">
        {sheet.pen.split(',').map((name) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd />
          </div>
        ))}
      </dl>
      <footer>
        <span>{sheet.at(moment(now.value, now.value), session.value?.account.name ?? '')}</span>
        <span>{sheet.page}</span>
      </footer>
    </article>
  );
}
