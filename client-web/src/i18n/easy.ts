import type { SomeWords } from './locale';
import type { Msg } from './ja';

/** The days of a month are read irregularly: 1日 ついたち, 14日 じゅうよっか, 20日 はつか. */
function day_reading(day: number): string {
  if (day === 1) return '{1日|ついたち}';
  if (day === 20) return '{20日|はつか}';
  const is_ka = (day >= 2 && day <= 10) || day === 14 || day === 24;
  return `${day}{日|${is_ka ? 'か' : 'にち'}}`;
}

/** やさしい日本語: short words, spaces between them, {漢字|かんじ} for furigana. What is absent falls back to ja. */
export const easy: SomeWords<Msg> = {
  age: { stale: (age) => `${age} まえ`, off: (age) => `{電波|でんぱ}が ありません ${age}` },
  time: {
    minutes: (n) => `${n}{分|ふん}`,
    hours: (n) => `${n}{時間|じかん}`,
    hours_minutes: (h, m) => `${h}{時間|じかん} ${m}{分|ふん}`,
    weekdays: '{日|にち},{月|げつ},{火|か},{水|すい},{木|もく},{金|きん},{土|ど}',
    date: (month, day) => `${month}{月|がつ}${day_reading(day)}`,
    date_weekday: (month, day, weekday) => `${month}{月|がつ}${day_reading(day)}（${weekday}よう{日|び}）`,
    at: (date, clock) => `${date} ${clock}`,
    range: (from, to) => `${from} から ${to} まで`,
  },
  offer_status: {
    open: 'こたえてください',
    accepted: 'やります',
    declined: 'ことわりました',
    expired: 'じかんが すぎました',
    withdrawn: 'なくなりました',
    waitlisted: 'まっています',
    provisional: 'まだ きまっていません',
  },
  waitlist: (position) => `${position}ばんめに まっています`,
  category: {
    mud_removal: '{家|いえ}の どろを 出す',
    furniture: 'かぐを うごかす',
    cleaning: 'そうじ',
    garden: '{庭|にわ}の しごと',
    shopping: '{買|か}いもの',
    escort: 'いっしょに {行|い}く',
    waste: 'ごみを {出|だ}す',
    repair: '{小|ちい}さな しゅうり',
    visit: '{話|はな}を する・{家|いえ}に {行|い}く',
    watch: 'みまもり',
    other: 'ほかの こと',
  },
  action: { back: 'もどる', again: 'もう いちど', send: 'おくる', sign_in: 'ログイン', sign_out: 'ログアウト' },
  reason: {
    near: (value) => `{近|ちか}い（${value}）`,
    same_district: 'おなじ ところに {住|す}んでいます',
    skill: (value) => `できること：${value}`,
    available: 'この {日|ひ}は できると {書|か}きました',
    past_helper: (value) => `${value}かい やりました`,
    rested: 'しばらく やすみました',
  },
  problem: {
    unreachable: 'つながりません。{書|か}いたものは のこっています。もう いちど おしてください。',
    place_taken: 'ほかの {人|ひと}に きまりました。ありがとうございます。',
    offer_expired: 'こたえる じかんが すぎました。',
    offer_withdrawn: 'この おねがいは なくなりました。',
  },
};
