import type { ComponentChildren, JSX } from 'preact';
import { common } from '../../i18n';
import { district_name } from '../../net/districts';
import { session } from '../../net/session';
import { clock, date, now } from '../../ui';
import type { EvacPlanSheet, PlanText } from '../../wire/roster_types';
import { mode } from '../scope';
import { day_words, w } from './words';

/** The plan on A4, in the order in which the form is typed. Only on paper. */
export function PlanPaper(props: { sheet: EvacPlanSheet }): JSX.Element {
  const { registrant, form } = props.sheet;
  const words = w.value.plans;
  const text = (name: PlanText): [string, ComponentChildren] => [words.text[name], form[name] || ' '];
  const people: [string, ComponentChildren][] = (form.supporters ?? []).map((one, at) => [
    words.supporter(at + 1),
    `${one.name}　${one.relation ?? ''}　${one.phone ?? ''}　${words.agreed_on} ${day_words(one.agreed_on)}`,
  ]);
  const has = (name: keyof typeof form): boolean => name in form;
  const yes_no = form.lives_alone == null ? ' ' : form.lives_alone ? words.yes : words.no;
  const parts: [string, [string, ComponentChildren][]][] = [
    ...(has('mobility')
      ? ([
          [words.parts.person, [[words.lives_alone, yes_no], ...(['living_with', 'mobility', 'hearing', 'sight', 'cognition', 'language'] as const).map(text)]],
          [words.parts.health, [text('medical_device'), [words.battery, form.device_battery_hours ?? ' '], ...(['medicine', 'dialysis', 'allergies', 'assistive_items'] as const).map(text)]],
        ] as [string, [string, ComponentChildren][]][])
      : []),
    ...(has('route')
      ? ([
          [words.parts.start, [[words.level, words.level_of(form.start_level ?? 3)], [words.minutes, form.evacuation_minutes ?? ' ']]],
          [words.parts.supporters, people.length > 0 ? people : [[words.supporter(1), ' '], [words.supporter(2), ' ']]],
          [words.parts.refuge, (['shelter_first', 'shelter_second', 'shelter_welfare', 'route', 'hazards', 'transport', 'bring', 'keys'] as const).map(text)],
        ] as [string, [string, ComponentChildren][]][])
      : []),
    ...(has('family_contact') ? ([[words.parts.family, (['family_contact', 'family_note', 'care_manager'] as const).map(text)]] as [string, [string, ComponentChildren][]][]) : []),
    [words.parts.consent, [[words.consent_on, day_words(form.consent_on)], text('consent_scope'), [words.reviewed_on, day_words(form.reviewed_on)], [words.next_review_on, day_words(form.next_review_on)]]],
  ];
  return (
    <article class={`sheet sheet-${mode.value} plan-paper`} aria-hidden="true">
      <header>
        <span class="sheet-mode">{common.value.mode[mode.value]}</span>
        <div>
          <h2>{words.paper_title}</h2>
          <p>
            {words.sama(registrant.name ?? '')}（{registrant.name_kana}）　{registrant.birth_date}　{registrant.address}　{registrant.phone}　{district_name(registrant.district_id)}
          </p>
        </div>
        <b class="sheet-no">{registrant.number}</b>
      </header>
      <p class="paper-duty">{w.value.no_duty}</p>
      {parts.map(([title, rows]) => (
        <section key={title}>
          <h3>{title}</h3>
          <dl>
            {rows.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <footer>
        <span>{w.value.prints.paper.printed(`${date(now.value)} ${clock(now.value)}`, session.value?.account.name ?? '')}</span>
        <span>{w.value.prints.paper.care}</span>
      </footer>
    </article>
  );
}
