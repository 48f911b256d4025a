import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { common } from '../../i18n';
import { api } from '../../net/api';
import { may } from '../../net/session';
import { Button, ProblemNotice, TextField, toast, wall, now } from '../../ui';
import type { SupportCalendar } from '../../wire/types';
import { use_send } from '../send';
import { day_words, w } from './words';

const k_holidays_shown = 4;

/** How far ahead needs are made, the centre's closed days, the public holidays to come. The admin may change it. */
export function CalendarForm(): JSX.Element | null {
  const words = w.value.policy;
  const send = use_send();
  const [calendar, set_calendar] = useState<SupportCalendar | null>(null);
  const [horizon, set_horizon] = useState('');
  const [closed, set_closed] = useState('');
  const take = (fresh: SupportCalendar): void => {
    set_calendar(fresh);
    set_horizon(String(fresh.horizon_days));
    set_closed(fresh.closed_days.join('\n'));
  };
  useEffect(() => {
    void api.get<SupportCalendar>('/support-calendar').then((reply) => {
      if (reply.ok) take(reply.data);
    });
  }, []);
  if (!calendar) return null;
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const closed_days = closed.split('\n').map((line) => line.trim()).filter(Boolean);
    const reply = await send.patch<SupportCalendar>('/support-calendar', { horizon_days: Number(horizon), closed_days }, calendar.version);
    if (!reply.ok) return;
    take(reply.data);
    toast(words.calendar_saved);
  };
  const { year, month, day } = wall(now.value);
  const today = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const holidays = calendar.holidays.filter((one) => one.day >= today).slice(0, k_holidays_shown);
  return (
    <fieldset class="part">
      <legend>{words.calendar}</legend>
      <p>
        {words.holidays}：{holidays.map((one) => `${day_words(one.day)} ${one.name}`).join('、')}
      </p>
      {may('admin') ? (
        <form class="form narrow" noValidate onSubmit={(event) => void submit(event)}>
          <ProblemNotice problem={send.problem} />
          <TextField label={words.horizon} name="horizon_days" inputmode="numeric" value={horizon} onInput={set_horizon} problem={send.problem} />
          <TextField label={words.closed} hint={words.closed_hint} name="closed_days" lines={4} value={closed} onInput={set_closed} problem={send.problem} />
          <p>
            <Button type="submit" disabled={send.is_busy}>
              {common.value.action.save}
            </Button>
          </p>
        </form>
      ) : (
        <p>
          {words.closed}：{calendar.closed_days.map(day_words).join('、') || '—'}
        </p>
      )}
    </fieldset>
  );
}
