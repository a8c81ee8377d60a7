// Asks the service about records of people (/v1/vastleggingen), and has it record, change and withdraw them.
import type { CopyTaken, RecordChoices, RecordDeed, RecordField, RecordForm, RecordForms } from '../records/records.ts';
import { why, written } from '../records/written.ts';
import { ask, postOf } from './ask.ts';
import { fields, flag, listOf, number, orNull, recordEntry, text } from './decode.ts';
import type { Outcome, RecordEntry } from './types.ts';

export function forms(language: string): Promise<Outcome<RecordForms>> {
  return ask(`/v1/vastleggingen?taal=${language}`, (json) => {
    const at = fields(json, 'vastleggingen');
    return { keeps: at('bewaart', flag), forms: at('soorten', listOf(form)) };
  });
}

export function records(kind: string, language: string): Promise<Outcome<readonly RecordEntry[]>> {
  return ask(`${addressOf(kind)}?taal=${language}`, (json) => fields(json, kind)('vastleggingen', listOf(recordEntry)));
}

export function versions(kind: string, id: string): Promise<Outcome<readonly RecordEntry[]>> {
  return ask(addressOf(kind, id, '/versies'), (json) => fields(json, kind)('versies', listOf(recordEntry)));
}

/** The service has done it and tells what it is now, or says why not. */
export function done(deed: RecordDeed, language: string): Promise<Outcome<RecordEntry>> {
  const read = (json: unknown): RecordEntry => recordEntry(json, deed.form.kind);
  switch (deed.kind) {
    case 'record': {
      const body = { inhoud: written(deed.form, deed.filled), waarom: (deed.filled[why] ?? '').trim() };
      if (deed.of === null) return ask(`${addressOf(deed.form.kind)}?taal=${language}`, read, postOf(body));
      return ask(`${addressOf(deed.form.kind, deed.of.id)}?taal=${language}`, read, { ...postOf({ ...body, versie: deed.of.version }), method: 'PUT' });
    }
    case 'withdraw': {
      const said = new URLSearchParams({ versie: String(deed.of.version), waarom: deed.why, taal: language });
      return ask(`${addressOf(deed.form.kind, deed.of.id)}?${said}`, read, { method: 'DELETE' });
    }
  }
}

/** Where all records are had as one file. */
export const copyAddress = '/v1/vastleggingen/kopie';

/** Has a copy taken in, whole or not at all. */
export function takeIn(file: File, language: string): Promise<Outcome<CopyTaken>> {
  const headers = { 'accept': 'application/json', 'content-type': 'application/x-ndjson' };
  return ask(`${copyAddress}?taal=${language}`, (json) => {
    const at = fields(json, 'kopie');
    return { fresh: at('nieuw', number), all: at('versies', number) };
  }, { method: 'POST', body: file, headers });
}

/** Facilities and school buildings by name. */
export async function choices(): Promise<Outcome<RecordChoices>> {
  const [facilities, buildings] = await Promise.all([named('voorzieningen'), named('kandidaten_buurtschool')]);
  if (facilities.kind === 'failure') return facilities;
  // A study without buildings has no such layer.
  return { kind: 'value', value: { facilities: facilities.value, buildings: buildings.kind === 'value' ? buildings.value : [] } };
}

function named(collection: string): Promise<Outcome<RecordChoices['facilities']>> {
  return ask(`/v1/collections/${collection}/items?f=json&limit=10000`, (json) => {
    const all = fields(json, collection)('features', listOf((value, path) => {
      const properties = fields(value, path)('properties', fields);
      const id = properties('id', text);
      return { id, name: properties('naam', orNull(text)) ?? id };
    }));
    const once = new Map(all.map((each) => [each.id, each]));
    return [...once.values()].toSorted((one, other) => one.name.localeCompare(other.name));
  });
}

function addressOf(kind: string, id = '', part = ''): string {
  return `/v1/vastleggingen/${encodeURIComponent(kind)}${id === '' ? '' : `/${encodeURIComponent(id)}`}${part}`;
}

function form(value: unknown, path: string): RecordForm {
  const at = fields(value, path);
  return { kind: at('soort', text), title: at('titel', text), about: at('uitleg', text), fields: at('velden', listOf(field)), oneOf: at('precies_een_van', listOf(text)) };
}

function field(value: unknown, path: string): RecordField {
  const at = fields(value, path);
  const names = at('keuze_namen', listOf(text));
  return {
    name: at('naam', text), title: at('titel', text), required: at('verplicht', flag), content: at('inhoud', text),
    choices: at('keuzes', listOf(text)).map((value, index) => ({ value, words: names[index] ?? value })),
    expected: at('verwacht', text),
  };
}
