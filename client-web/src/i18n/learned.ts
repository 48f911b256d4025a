// What was learned from a decline, in words: the phone and the desk say the same.
import { catalogue, type SomeWords, type Words } from './locale';

export const learned_ja = {
  category: (name: string) => `「${name}」のお願いは少なめにします`,
  slot: (weekday: string, part: string) => `${weekday}曜の${part}のお願いは少なめにします`,
  distance: (distance: string) => `${distance}より遠いお願いは少なめにします`,
  unknown: 'お願いを少なめにします',
  until: (date: string) => `${date} までおぼえています`,
  times: (n: number) => `${n}回`,
  erase: '元にもどす',
  erase_of: (what: string) => `${what}：元にもどす`,
  erased: '元にもどしました。これまでどおりお願いします。',
};

export const learned_en: Words<typeof learned_ja> = {
  category: (name) => `Fewer requests of the kind “${name}”`,
  slot: (weekday, part) => `Fewer requests on ${weekday} (${part})`,
  distance: (distance) => `Fewer requests farther than ${distance}`,
  unknown: 'Fewer requests',
  until: (date) => `Remembered until ${date}`,
  times: (n) => `${n}×`,
  erase: 'Undo',
  erase_of: (what) => `${what}: undo`,
  erased: 'Undone. You will be asked as before.',
};

export const learned_easy: SomeWords<typeof learned_ja> = {
  category: (name) => `「${name}」の おねがいを すくなく します`,
  slot: (weekday, part) => `${weekday}よう{日|び}の ${part}の おねがいを すくなく します`,
  distance: (distance) => `${distance}より とおい おねがいを すくなく します`,
  unknown: 'おねがいを すくなく します',
  until: (date) => `${date} まで おぼえています`,
  erase: 'もとに もどす',
  erased: 'もとに もどしました。いままでと おなじです。',
};

export const learned = catalogue<typeof learned_ja>({ ja: learned_ja, en: learned_en, easy: learned_easy });
