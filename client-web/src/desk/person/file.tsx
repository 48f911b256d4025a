// One person's fields by class, as far as they may be seen; what is not shown says so, and why.
import type { ComponentChildren, JSX } from 'preact';
import { district_name } from '../../net/districts';
import { session } from '../../net/session';
import type { Registrant } from '../../wire/types';
import { access_words } from '../access/words';
import { support_reasons } from '../roster/support_reasons';

export function PersonFile(props: { one: Registrant }): JSX.Element {
  const { one } = props;
  const words = access_words.value.person;
  const plan = one.plan;
  return (
    <>
      <Part title={words.class_a}>
        <Fact label={words.kana}>{one.name_kana}</Fact>
        <Fact label={words.number}>{one.number}</Fact>
        <Fact label={words.birth}>{one.birth_date}</Fact>
        <Fact label={words.gender}>{one.gender}</Fact>
        <Fact label={words.address}>{one.address}</Fact>
        <Fact label={words.phone}>{one.phone && <a href={`tel:${one.phone}`}>{one.phone}</a>}</Fact>
        <Fact label={words.district}>{district_name(one.district_id)}</Fact>
        <Fact label={words.consent}>{one.consent?.normal_time ? words.consent_yes(one.consent.on ?? '') : words.consent_no}</Fact>
      </Part>
      <Part title={words.class_b} is_hidden={!one.support} why={words.why_hidden.consent}>
        <Fact label={words.level}>{one.support?.level}</Fact>
        <Fact label={words.reasons}>{support_reasons(one.support?.reasons)}</Fact>
        <Fact label={words.note}>{one.support?.note}</Fact>
      </Part>
      <Part title={words.class_c} is_hidden={!plan} why={words.why_hidden.consent}>
        <Fact label={words.supporters}>
          {plan?.supporters && plan.supporters.length > 0 && (
            <ul>
              {plan.supporters.map((who) => (
                <li key={who.name + who.phone}>
                  {who.name}　<a href={`tel:${who.phone}`}>{who.phone}</a>
                </li>
              ))}
            </ul>
          )}
        </Fact>
        <Fact label={words.shelter}>{plan?.shelter}</Fact>
        <Fact label={words.route}>{plan?.route}</Fact>
        <Fact label={words.keys}>{plan?.keys}</Fact>
      </Part>
      <Part title={words.class_d} is_hidden={!one.family} why={session.value?.account.role === 'coordinator' ? words.why_hidden.family_district : words.why_hidden.family}>
        <Fact label={words.family}>{one.family?.note}</Fact>
      </Part>
    </>
  );
}

function Part(props: { title: string; is_hidden?: boolean; why?: string; children: ComponentChildren }): JSX.Element {
  const words = access_words.value.person;
  return (
    <section class="sec">
      <h2 class="h">{props.title}</h2>
      {props.is_hidden ? (
        <p class="notice notice-info">
          <b>{words.hidden}</b>　{props.why}
        </p>
      ) : (
        <dl class="kv person-kv">{props.children}</dl>
      )}
    </section>
  );
}

function Fact(props: { label: string; children: ComponentChildren }): JSX.Element {
  const is_empty = props.children === null || props.children === undefined || props.children === '' || props.children === false;
  return (
    <>
      <dt>{props.label}</dt>
      <dd>{is_empty ? <span class="dim">{access_words.value.person.unknown}</span> : <span class="pre">{props.children}</span>}</dd>
    </>
  );
}
