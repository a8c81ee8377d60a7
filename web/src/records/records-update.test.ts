import { describe, expect, it } from 'vitest';
import type { RecordEntry, Study } from '../api/types.ts';
import { stateAt, type Message, type State } from '../state.ts';
import { linkFrom } from '../url.ts';
import type { RecordForm } from './records.ts';
import { recordsStep } from './records-update.ts';

const form: RecordForm = { kind: 'wens', title: 'Wens', about: '', oneOf: [], fields: [] };
const entry: RecordEntry = {
  id: 'r1', version: 2, holds: true, action: 'gewijzigd', who: 'dit apparaat', when: '2026-03-01T10:00:00Z', why: '', content: { gewicht: 4 }, inStudy: true, notInStudy: null,
};
const town: Study = {
  name: 'Voorbeeldstad', system: 'EPSG:28992', date: '2026-01-01', version: '0.1.0', bounds: [5, 52, 6, 53], distanceLevelText: '', normSet: { name: '', label: '' },
  profiles: [], kinds: [], ages: [], areas: [], sources: [], basemapLayers: [], backgroundMap: null,
};
const deed = { kind: 'record', form, filled: { gewicht: '7' }, of: { id: 'r1', version: 1 } } as const;

function send(state: State, ...messages: readonly Message[]): State {
  return messages.reduce(recordsStep, state);
}

function filledIn(): State {
  return send(stateAt(linkFrom('?weergave=vastleggen&vastlegging=wens&gebied=BU1')),
    { kind: 'record-filled', name: 'gewicht', typed: '7' }, { kind: 'record-filled', name: 'rol', typed: 'wijkadviseur' });
}

describe('what is filled in', () => {
  it('stays when it is refused, when the server is gone and when somebody else was first', () => {
    for (const failure of [
      { kind: 'unreachable' }, { kind: 'refused', status: 400, title: '', detail: 'gevonden niets', parameter: 'soort' },
      { kind: 'refused', status: 409, title: '', detail: '', parameter: 'versie', inForce: entry },
    ] as const) {
      const state = send(filledIn(), { kind: 'record-asked', deed }, { kind: 'record-refused', deed, failure });
      expect(state.records).toMatchObject({ deed: null, filled: { gewicht: '7' }, refused: { failure } });
      expect(state.records.conflict).toBe('inForce' in failure ? entry : null);
      // Who was to change what another recorded still is, when that is refused.
      expect(state.records.editing).toEqual('inForce' in failure ? null : deed.of);
    }
  });

  it('gives way to a new form once it is recorded, but for what is true of the next one too', () => {
    const state = send(filledIn(), { kind: 'record-asked', deed }, { kind: 'record-done', deed, told: entry });
    expect(state.records).toMatchObject({ filled: { rol: 'wijkadviseur' }, told: entry, editing: null });
    expect(state.records.filled['gewicht']).toBeUndefined();
  });

  it('comes back as it was left, unless somebody types again already, and can be thrown away', () => {
    const draft = { filled: { gewicht: '4' }, typed: true, editing: { id: 'r1', version: 2 }, aside: { filled: { gewicht: '9' }, typed: true } };
    const known = { ...stateAt(linkFrom('?weergave=vastleggen&vastlegging=wens')) };
    const open: State = { ...known, records: { ...known.records, forms: { kind: 'known', request: 'nl', value: { keeps: true, forms: [form] } } } };
    const found = { kind: 'record-draft-found', record: 'wens', draft, area: 'BU2' } as const;
    const back = send(open, found);
    expect(back.records).toMatchObject({ cameBack: true, typed: true, filled: { gewicht: '4', gebied: 'BU2' }, editing: { id: 'r1', version: 2 } });
    expect(send(back, { kind: 'record-edited', entry: null }).records).toMatchObject({ filled: { gewicht: '9' }, typed: true, editing: null });
    expect(send(open, { kind: 'record-filled', name: 'gewicht', typed: '1' }, found).records).toMatchObject({ filled: { gewicht: '1' }, cameBack: false });
    expect(send(open, { ...found, record: 'ambitie' }).records.filled).toEqual({});
    expect(send(back, { kind: 'record-thrown-away' }).records).toMatchObject({ cameBack: false, typed: false, filled: {}, editing: null, aside: null });
    expect(send(back, { kind: 'record-done', deed, told: entry }).records).toMatchObject({ cameBack: false, filled: { gewicht: '9' } });
  });

  it('is not touched by a file that is taken in, after which the list is asked again', () => {
    const file = new File(['{}'], 'vastleggingen.jsonl');
    const known = filledIn();
    const before: State = { ...known, records: { ...known.records, list: { kind: 'known', request: { kind: 'wens', language: 'nl' }, value: [entry] } } };
    const asks = send(before, { kind: 'record-copy-chosen', file });
    expect(asks.records.copy).toMatchObject({ kind: 'asked', request: file });
    const taken = send(asks, { kind: 'record-copy-arrived', request: file, taken: { fresh: 1, all: 2 } });
    expect(taken.records).toMatchObject({ copy: { kind: 'known' }, list: { kind: 'asked', previous: [entry] }, filled: { gewicht: '7' } });
    const failure = { kind: 'refused', status: 409, title: '', detail: '', parameter: '', problems: ['besluit/a: ...'] } as const;
    expect(send(asks, { kind: 'record-copy-failed', request: file, failure }).records.copy).toMatchObject({ kind: 'failed', failure });
  });

  it('stands beside a list that is asked again in another language, and then is the same form', () => {
    const known = filledIn();
    const list = { kind: 'known', request: { kind: 'wens', language: 'nl' }, value: [entry] } as const;
    const study = { kind: 'known', request: 'nl', value: town } as const;
    const forms = { kind: 'known', request: 'en', value: { keeps: true, forms: [form] } } as const;
    const english = recordsStep({ ...known, language: 'en', study, records: { ...known.records, list, forms } }, { kind: 'language-chosen', language: 'en' });
    expect(english.records.list).toMatchObject({ kind: 'asked', request: { kind: 'wens', language: 'en' }, previous: [entry] });
    expect(english.records).toMatchObject({ typed: true, filled: { gewicht: '7' } });
  });

  it('begins with the area of the link, and with the record that is changed', () => {
    const asks = send(filledIn(), { kind: 'record-edited', entry });
    expect(asks.records).toMatchObject({ filled: { gewicht: '4' }, editing: { id: 'r1', version: 2 } });
    // What was being filled in comes back.
    expect(send(asks, { kind: 'record-edited', entry: null }).records).toMatchObject({ filled: { gewicht: '7' }, editing: null });
    const withdrawn = send(filledIn(), { kind: 'record-done', deed: { kind: 'withdraw', form, of: entry, why: 'x' }, told: { ...entry, holds: false } });
    expect(withdrawn.records.filled).toMatchObject({ gewicht: '7' });
    const opened = stateAt(linkFrom('?weergave=vastleggen&gebied=BU1'));
    const waiting: State = { ...opened, records: { ...opened.records, forms: { kind: 'asked', request: 'nl', previous: null } } };
    expect(send(waiting, { kind: 'record-forms-arrived', request: 'nl', forms: { keeps: true, forms: [form] } }).records.filled).toMatchObject({ gebied: 'BU1' });
  });
});
