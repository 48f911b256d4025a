// The front door: sign in, then the entrance that fits the role, or a choice where several fit.
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { common } from '../i18n';
import { sign_out, type Session } from '../net/session';
import { Button } from '../ui';
import { k_roles, type Role } from '../wire/types';
import { boot } from './boot';
import { LocaleChoice, Plain } from './sign_in';

type Door = 'desk' | 'phone' | 'board';

const k_doors: Record<Role, readonly Door[]> = {
  admin: ['desk', 'board', 'phone'],
  staff: ['desk', 'board', 'phone'],
  coordinator: ['phone', 'desk', 'board'],
  volunteer: ['phone'],
  viewer: ['board'],
};

function Choose(props: { session: Session }): JSX.Element {
  const { account, demo } = props.session;
  const words = common.value.sign_in;
  const doors = k_doors[account.role];
  const only = doors.length === 1 ? doors[0] : undefined;
  useEffect(() => {
    if (only) location.replace(`/${only}/`);
  }, [only]);
  return (
    <Plain title={words.choose}>
      <p>{words.signed_in_as(account.name, common.value.role[account.role])}</p>
      <nav class="doors" aria-label={words.choose}>
        {doors.map((door) => (
          <a key={door} class="door" href={`/${door}/`}>
            <b>{words[door]}</b>
            <span>{words[`${door}_note`]}</span>
          </a>
        ))}
      </nav>
      {demo && <p class="dim">{words.demo}</p>}
      <LocaleChoice />
      <p>
        <Button kind="quiet" onClick={() => void sign_out()}>
          {common.value.action.sign_out}
        </Button>
      </p>
    </Plain>
  );
}

boot({ roles: k_roles, has_easy: true, app: (session) => <Choose session={session} /> });
