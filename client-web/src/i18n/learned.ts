// What was learned from a decline, in words: the phone and the desk say the same.
import { catalogue, type SomeWords, type Words } from './locale';

export const learned_ja = {
  category: (name: string) => `「${name}」のお願いは少なめ`,
  slot: (weekday: string, part: string) => `${weekday}曜の${part}のお願いは少なめ`,
  distance: (distance: string) => `${distance}より遠いお願いは少なめ`,
  unknown: 'お願いを少なめ',
  until: (date: string) => `${date} までおぼえています`,
  times: (n: number) => `${n}回`,
  erase: '忘れてもらう',
  erase_of: (what: string) => `${what}：忘れてもらう`,
  erased: '忘れました。これまでどおりお願いします。',
};

export const learned_en: Words<typeof learned_ja> = {
  category: (name) => `Fewer requests of the kind “${name}”`,
  slot: (weekday, part) => `Fewer requests on ${weekday} (${part})`,
  distance: (distance) => `Fewer requests farther than ${distance}`,
  unknown: 'Fewer requests',
  until: (date) => `Remembered until ${date}`,
  times: (n) => `${n}×`,
  erase: 'Forget this',
  erase_of: (what) => `${what}: forget`,
  erased: 'Forgotten. You will be asked as before.',
};

export const learned_easy: SomeWords<typeof learned_ja> = {
  category: (name) => `「${name}」の おねがいを すくなく します`,
  slot: (weekday, part) => `${weekday}よう{日|び}の ${part}の おねがいを すくなく します`,
  distance: (distance) => `${distance}より とおい おねがいを すくなく します`,
  unknown: 'おねがいを すくなく します',
  until: (date) => `${date} まで おぼえています`,
  erase: 'わすれて ください',
  erased: 'わすれました。いままでと おなじです。',
};

export const learned = catalogue<typeof learned_ja>({ ja: learned_ja, en: learned_en, easy: learned_easy });
