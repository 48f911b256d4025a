import type { JSX } from 'preact';
import { common } from '../i18n';
import type { NeedStatus, OfferStatus, SafetyStatus } from '../wire/types';
import { Icon, type IconName } from './icons';
import { Words, plain } from './words';

/** One of the nine safety statuses: colour + shape + word. `only_glyph` is for rings and legends; the word stays for readers. */
export function StatusMark(props: { status: SafetyStatus; only_glyph?: boolean }): JSX.Element {
  const word = common.value.status[props.status];
  return (
    <span class={`st st-${props.status}`}>
      <Icon name={`st-${props.status}`} />
      {props.only_glyph ? <span class="sr">{word}</span> : word}
    </span>
  );
}

interface NeedLook {
  icon: IconName;
  turn: 'ours' | 'field' | 'rest';
}

const k_need_looks: Record<NeedStatus, NeedLook> = {
  received: { icon: 'ns-1', turn: 'ours' },
  triaged: { icon: 'ns-1', turn: 'ours' },
  survey_waiting: { icon: 'ns-2', turn: 'ours' },
  surveyed: { icon: 'ns-2', turn: 'ours' },
  match_waiting: { icon: 'ns-3', turn: 'ours' },
  assigned: { icon: 'ns-3', turn: 'ours' },
  dispatched: { icon: 'ns-4', turn: 'field' },
  working: { icon: 'ns-4', turn: 'field' },
  reported: { icon: 'ns-5', turn: 'ours' },
  done: { icon: 'ns-done', turn: 'rest' },
  on_hold: { icon: 'ns-hold', turn: 'rest' },
  cancelled: { icon: 'ns-cancelled', turn: 'rest' },
  declined: { icon: 'ns-declined', turn: 'rest' },
  merged: { icon: 'ns-merged', turn: 'rest' },
};

/** Five-step bar + word: blue is the centre's turn, cyan is in the field, grey rests. */
export function NeedState(props: { status: NeedStatus; only_glyph?: boolean }): JSX.Element {
  const look = k_need_looks[props.status];
  const word = common.value.need_status[props.status];
  const square = look.icon.length > 4 ? 'sq' : undefined;
  return (
    <span class={look.turn === 'ours' ? 'ns' : `ns ns-${look.turn}`}>
      {square ? <Icon name={look.icon} class={square} /> : <Icon name={look.icon} />}
      {props.only_glyph ? <span class="sr">{word}</span> : word}
    </span>
  );
}

const k_offer_icons: Record<OfferStatus | 'provisional', IconName> = {
  open: 'i-clock',
  accepted: 'i-yes',
  declined: 'i-no',
  expired: 'i-clock',
  withdrawn: 'i-undo',
  waitlisted: 'i-wait',
  provisional: 'i-up',
};

/** 返事待ち, 引き受け … and 仮受付, which is an answer the server has not decided. */
export function OfferState(props: { status: OfferStatus | 'provisional'; position?: number | null }): JSX.Element {
  const words = common.value;
  const is_ranked = props.status === 'waitlisted' && props.position != null;
  const text = is_ranked ? words.waitlist(props.position!) : words.offer_status[props.status];
  return (
    <span class={`of of-${props.status}`}>
      <Icon name={k_offer_icons[props.status]} />
      <Words text={text} />
    </span>
  );
}

export function offer_state_word(status: OfferStatus): string {
  return plain(common.value.offer_status[status]);
}
