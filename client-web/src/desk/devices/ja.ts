// Words of the desk's page of field phones. Plain Japanese.
export const ja = {
  title: '名簿を持つ電話',
  lead: '担当の人の名簿を入れた電話の一覧です。なくした電話は、ここから使えなくします。',
  empty: '名簿を入れた電話はありません。',
  device: '電話',
  who: '持つ人',
  people: '人数',
  taken: '入れた時刻',
  expires: '消える時刻',
  seen: '最後の連絡',
  state: 'いま',
  states: {
    live: '使用中',
    expired: '期限が来た',
    locked: '止めた',
    returned: '消したと連絡あり',
    withdrawn: '使えない',
  },
  lock: '止める…',
  lock_title: (device: string) => `「${device}」の名簿を止めますか`,
  lock_note: 'その電話は次に電波がつながったときに名簿を消し、ログアウトします。暗証番号がないと名簿は開きません。送信待ちの記録は残ります。',
  lock_yes: 'なくした電話として止める',
  locked: (device: string) => `「${device}」の名簿を止めました`,
  again: '読み直す',
  menu: '名簿を持つ電話',
};
export type DeviceWords = typeof ja;
