import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyRecordsDesk, type RecordField, type RecordForm } from './records.ts';
import { draftOf, keepDraft, keptDraft } from './drafts.ts';

const field = (name: string): RecordField => ({ name, title: name, required: false, content: 'regel', choices: [], expected: '' });
const wish: RecordForm = { kind: 'wens', title: 'Wens', about: '', oneOf: [], fields: [field('gebied'), field('gewicht')] };
const typed = { ...emptyRecordsDesk, typed: true, filled: { gewicht: '7', waarom: 'na de wijkavond', niveau: '3' } };

describe('a form that somebody is busy with', () => {
  const kept = new Map<string, string>();

  beforeEach(() => {
    kept.clear();
    vi.stubGlobal('sessionStorage', {
      getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => kept.set(key, value), removeItem: (key: string) => kept.delete(key),
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  it('is kept for its study and its form, with the fields of that form', () => {
    const draft = draftOf(typed, wish);
    keepDraft('Utrecht', wish, draft);
    expect(keptDraft('Utrecht', wish)).toEqual({ filled: { gewicht: '7', waarom: 'na de wijkavond' }, typed: true, editing: null, aside: null });
    expect(keptDraft('Voorbeeldstad', wish)).toBeNull();
    expect(keptDraft('Utrecht', { ...wish, kind: 'ambitie' })).toBeNull();
    keepDraft('Utrecht', wish, null);
    expect([...kept.keys()]).toEqual([]);
  });

  it('is nothing before somebody typed, and is what was set aside while a record is changed', () => {
    expect(draftOf({ ...typed, typed: false }, wish)).toBeNull();
    const aside = { filled: { gewicht: '9', niveau: '1' }, typed: true };
    expect(draftOf({ ...typed, typed: false, aside }, wish)).toMatchObject({ typed: false, aside: { filled: { gewicht: '9' }, typed: true } });
  });

  it('is nothing when what is there cannot be read, or when this browser keeps nothing', () => {
    for (const content of ['{', '[]', '{"filled":{"gewicht":7},"typed":true}']) {
      kept.set('nabij-vastlegging/Utrecht/wens', content);
      expect(keptDraft('Utrecht', wish)).toBeNull();
    }
    vi.stubGlobal('sessionStorage', { getItem: () => { throw new Error('not allowed'); }, setItem: () => { throw new Error('not allowed'); } });
    keepDraft('Utrecht', wish, draftOf(typed, wish));
    expect(keptDraft('Utrecht', wish)).toBeNull();
  });
});
