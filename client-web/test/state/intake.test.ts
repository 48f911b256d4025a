import { describe, expect, it } from 'vitest';
import { conflict_lines, district_of_address, draft_of, has_crew, k_empty_draft, keep_mine, new_need_of, patch_of, prefill, to_instant, to_local, type Draft } from '../../src/state/intake';
import type { Need } from '../../src/wire/types';

const draft: Draft = { ...k_empty_draft, title: '庭の草取り', name: '例示 一郎', name_kana: 'レイジ イチロウ', phone: '0465-00-0003', address: '小田原市鴨宮999', district_id: 'd', people_needed: '3' };

describe('a new need', () => {
  it('carries what the paper holds; without a position the town decides, so none is sent', () => {
    const body = new_need_of(draft, null);
    expect(body).toMatchObject({ title: '庭の草取り', people_needed: 3, channel: 'phone', requester: { phone: '0465-00-0003', relation: null } });
    expect(body).not.toHaveProperty('lat');
    expect(body).not.toHaveProperty('incident_id');
    expect(new_need_of({ ...draft, lat: '35.28', lng: '139.17' }, 'i')).toMatchObject({ lat: 35.28, lng: 139.17, incident_id: 'i' });
  });

  it('gives a crisis its reason, and drops a reason that no longer belongs', () => {
    expect(new_need_of({ ...draft, priority: 'crisis', crisis_reason: '断水' }, null)).toMatchObject({ crisis_reason: '断水' });
    expect(new_need_of({ ...draft, priority: 'normal', crisis_reason: '断水' }, null)).not.toHaveProperty('crisis_reason');
  });

  it('says who may go only where it differs from the plain case, and then its part of the form stands open', () => {
    expect(new_need_of(draft, null)).toMatchObject({ people_min: 1, people_max: null, leader_needed: false, roles: [], gender_wish: null, load: 'normal', placard: null });
    expect(has_crew(draft)).toBe(false);
    const chosen: Draft = { ...draft, people_min: '2', people_max: '5', leader_needed: true, roles: [{ role: 'chainsaw', count: 1 }], gender_wish: 'female', load: 'heavy', placard: 'yellow' };
    expect(new_need_of(chosen, null)).toMatchObject({ people_min: 2, people_max: 5, leader_needed: true, roles: [{ role: 'chainsaw', count: 1 }], gender_wish: 'female', load: 'heavy', placard: 'yellow' });
    expect(has_crew(chosen)).toBe(true);
    expect(patch_of(draft, { ...draft, roles: [{ role: 'chainsaw', count: 2 }] })).toEqual({ roles: [{ role: 'chainsaw', count: 2 }] });
    expect(conflict_lines(draft, chosen, draft).find((line) => line.field === 'roles')!.mine).toBe('chainsaw 1');
  });

  it('sends a number that is none as it was typed, so that the complaint lands on the field', () => {
    expect(new_need_of({ ...draft, people_needed: '三' }, null)['people_needed']).toBe('三');
  });
});

describe('an edit', () => {
  it('sends only what I changed, and a position always whole', () => {
    expect(patch_of(draft, { ...draft, title: '草取り' })).toEqual({ title: '草取り' });
    expect(patch_of({ ...draft, lat: '35', lng: '139' }, { ...draft, lat: '36', lng: '139' })).toEqual({ lat: 36, lng: 139 });
    expect(patch_of(draft, draft)).toEqual({});
  });

  it('shows a conflict by field and keeps my changes on top of the other version', () => {
    const mine = { ...draft, title: '私の題', bring: '軍手' };
    const theirs = { ...draft, title: '相手の題', people_needed: '8' };
    const lines = conflict_lines(draft, mine, theirs);
    expect(lines.filter((line) => line.is_both).map((line) => line.field)).toEqual(['title']);
    expect(lines.map((line) => line.field).sort()).toEqual(['bring', 'people_needed', 'title']);
    expect(keep_mine(draft, mine, theirs)).toMatchObject({ title: '私の題', bring: '軍手', people_needed: '8' });
  });

  it('does not claim as given a position that only came from the town', () => {
    const need = { title: 'a', lat: 35, lng: 139, position_source: 'town', skills: [], people_needed: 1, waitlist_max: 0 } as unknown as Need;
    expect(draft_of(need).lat).toBe('');
    expect(draft_of({ ...need, position_source: 'given' }).lat).toBe('35');
  });
});

describe('small helpers of the form', () => {
  it('times are Japanese times on every PC', () => {
    expect(to_instant('2026-11-24T09:30')).toBe('2026-11-24T09:30:00.000+09:00');
    expect(to_local('2026-11-24T00:30:00.000Z')).toBe('2026-11-24T09:30');
    expect(to_instant('')).toBeNull();
  });

  it('what was searched for is written into the right field', () => {
    expect(prefill('0465-00-0003')).toEqual({ phone: '0465-00-0003' });
    expect(prefill('スギモト フミコ')).toEqual({ name_kana: 'スギモト フミコ' });
    expect(prefill('酒匂三丁目12')).toEqual({ address: '酒匂三丁目12' });
    expect(prefill('杉本')).toEqual({ name: '杉本' });
  });

  it('the longest town in the address names the district', () => {
    const districts = [{ id: 'a', towns: ['鴨宮'] }, { id: 'b', towns: ['南鴨宮'] }];
    expect(district_of_address('小田原市南鴨宮1-2', districts)).toBe('b');
    expect(district_of_address('箱根町', districts)).toBeNull();
  });
});
