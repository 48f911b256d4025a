// Words for the codes of plans: gates, reasons, causes, next steps. Japanese is the source.
export const codes = {
  gate: {
    already_offered: 'もう頼んである', not_active: '活動を休んでいる', no_consent: '同意がまだ', asked_enough: '返事待ちがもう多い',
    stop_order: '活動中止の指示が出ている', placard: '応急危険度判定で入れない', minor_without_consent: '保護者の同意がまだ',
    excluded_pair: '組み合わせない約束がある', busy_then: '同じ時間に別の活動', not_available: '時間が合わない', hours_limit: '週の時間の上限',
    no_rest: '前の活動から休みがたりない', no_licence: '必要な資格がない', gender_wish: '希望の性別と合わない', too_heavy: '荷が重すぎる',
    too_far: '遠い', no_transport: '行く足がない', no_insurance: '保険が有効でない', two_needs: 'もう別のニーズに固定', above_max: '最大人数をこえる',
    no_seat: '座席がたりない', party_apart: '一緒の組が分かれる', not_in_plan: 'この案にいない', need_dropped: 'この日は行わない', need_closed: 'いま人をさがしていない',
  },
  letter: {
    already_offered: '頼', not_active: '休', no_consent: '同', asked_enough: '多', stop_order: '止', placard: '判', minor_without_consent: '親',
    excluded_pair: '組', busy_then: '重', not_available: '時', hours_limit: '限', no_rest: '憩', no_licence: '資', gender_wish: '性', too_heavy: '荷',
    too_far: '離', no_transport: '足', no_insurance: '保', two_needs: '固', above_max: '満', no_seat: '席', party_apart: '分', not_in_plan: '外', need_dropped: '済', need_closed: '終',
  },
  letter_word: {
    already_offered: '依頼ずみ', not_active: '休止', no_consent: '同意', asked_enough: '頼みすぎ', stop_order: '中止', placard: '判定', minor_without_consent: '親の同意',
    excluded_pair: '組合せ', busy_then: '重なり', not_available: '時間', hours_limit: '時間の上限', no_rest: '休み', no_licence: '資格', gender_wish: '性別', too_heavy: '荷の重さ',
    too_far: '遠い', no_transport: '移動手段', no_insurance: '保険', two_needs: '固定', above_max: '最大人数', no_seat: '座席', party_apart: '分かれる', not_in_plan: '案の外', need_dropped: '行わない', need_closed: '終わり',
  },
  reason: {
    place: 'このニーズに人が入る', cover: 'このニーズに人が入る', waiting: (value: string) => `受付から ${value}日 待っている`, vulnerable: '配慮のいる家', extra_place: '必要より多い人数',
    told: '前に伝えた先のまま', role: (value: string) => `必要な役：${value}`, near: (value: string) => `近い（${value}）`, distance: (value: string) => `家から ${value}`,
    same_district: '同じ地区', skill: (value: string) => `できること：${value}`, skill_missing: (value: string) => `「${value}」はできない`, available: 'この日時は「できる」と登録',
    past_helper: (value: string) => `前にも手伝った（${value}回）`, recent_jobs: (value: string) => `この4週間に ${value}回 活動`, rested: 'しばらく活動していない', prefers_not: 'あまり望んでいない内容',
  },
  unmet_code: {
    min_above_max: '最少人数が最大人数より多い', window_contradictory: '終わりの時刻がはじめより前', already_started: 'はじまりの時刻を過ぎている',
    stop_order: '活動中止の指示が出ている', placard: '応急危険度判定で入れない', no_candidates: '入れる人がひとりもいない',
    role_missing: (role: string, n: number) => `${role}の人が ${n}人 たりない`, locked_below_min: (n: number) => `固定した人だけでは最少人数に ${n}人 たりない`,
    transport_full: (n: number) => `座席があれば ${n}人 行ける`, no_insurance: (n: number) => `保険が有効でない人が ${n}人`, busy: (n: number) => `同じ時間に別の活動の人が ${n}人`,
    not_available: (n: number) => `時間が合わない人が ${n}人`, too_far: (n: number) => `遠くて行けない人が ${n}人`, people_short: (n: number) => `空いている人が ${n}人 たりない`,
    not_worth: '遠すぎるなど、空いている人を送る利点がない', dropped: 'この日は行わないことにした', gate: (why: string, n: number) => `${why}（${n}人）`,
  },
  idle_code: {
    taken_out: '人が外した', no_needs: 'この日に入れるニーズがない', party_too_large: (n: number) => `一緒の組（${n}人）がどのニーズよりも大きい`, party_apart: '一緒の組に、組み合わせない人がいる',
    not_needed: '入れるニーズの人数がそろっている', roles_missing: '入れるニーズが、リーダーか資格の人を待っている', gate: (why: string) => why,
  },
  next: {
    edit_people: '人数を直す', edit_times: '時刻を直す', see_stop_order: '中止の内容を見る', see_placard: '判定を見る', ask_volunteers: '人をさがす', ask_role: (role: string) => `${role}の人をさがす`,
    add_or_unlock: '固定を見なおす', add_seats: '座席をふやしてみる', enter_insurance: '加入を案内する', change_time: '日時を変える', ask_wider: '広くさがす', see_excluded: '外れた人を見る',
    assign_by_hand: '人の手で決める', take_need: 'この日に戻す', open_need: 'ニーズをひらく',
  },
  moved_code: {
    need_closed: (need: string) => `${need} は、いま人をさがしていません`, places_changed: (need: string) => `${need} の決まった人数が変わりました`,
    need_changed: (need: string) => `${need} の内容（人数・日時・優先度）が変わりました`, volunteer_gone: (who: string) => `${who}さんは、いま活動できません`,
    volunteer_busy: (who: string) => `${who}さんは、同じ時間に別の活動が決まりました`, already_answered: (who: string, need: string) => `${who}さんは、もう ${need} に返事をしました`,
    declined: (who: string, need: string) => `${who}さんが ${need} を断りました`,
  },
  what_if_warning: {
    crisis: '危機介入の人数が減ります', gate: (who: string, why: string) => `${who}さん：${why}`, need: (need: string, why: string) => `${need}：${why}`,
  },
};
