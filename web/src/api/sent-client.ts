// Asks the server about sent layers (/v1/uploads), and has things done with them.
import type { RoleName, SentDeed, SentLayer, SentLayers, Told } from '../sent/sent.ts';
import { ask } from './ask.ts';
import { fields, flag, listOf, number, oneOf, orNull, text } from './decode.ts';
import type { Outcome } from './types.ts';

const bytes = { 'accept': 'application/json', 'content-type': 'application/octet-stream' };
const json = { 'accept': 'application/json', 'content-type': 'application/json' };

export function sentLayers(language: string): Promise<Outcome<SentLayers>> {
  return ask(`/v1/uploads?${new URLSearchParams({ taal: language })}`, list);
}

/** The server has done it, or says why not in this language. */
export function done(deed: SentDeed, language: string): Promise<Outcome<null>> {
  const at = (id: string, part = ''): string => `/v1/uploads/${encodeURIComponent(id)}${part}?${new URLSearchParams({ taal: language })}`;
  switch (deed.kind) {
    case 'send':
      return asked(`/v1/uploads?${named(deed.file, language)}`, { method: 'POST', body: deed.file, headers: bytes });
    case 'replace':
      return asked(`/v1/uploads/${encodeURIComponent(deed.id)}?${named(deed.file, language)}`, { method: 'PUT', body: deed.file, headers: bytes });
    case 'read': return asked(at(deed.id, '/lezing'), { method: 'PUT', body: JSON.stringify(deed.reading), headers: json });
    case 'use': return asked(at(deed.id, '/gebruik'), { method: 'PUT', body: JSON.stringify({ als: deed.role, tabel: deed.table }), headers: json });
    case 'stop': return asked(at(deed.id, '/gebruik'), { method: 'DELETE', headers: json });
    case 'remove': return asked(at(deed.id), { method: 'DELETE', headers: json });
  }
}

function named(file: File, language: string): URLSearchParams {
  return new URLSearchParams({ naam: file.name, taal: language });
}

function asked(address: string, request: RequestInit): Promise<Outcome<null>> {
  return ask(address, () => null, request);
}

function list(body: unknown): SentLayers {
  const at = fields(body, 'uploads');
  return {
    accepted: at('aangenomen', flag),
    largest: at('grootste_bytes', number),
    layers: at('uploads', listOf(layer)),
  };
}

function layer(value: unknown, path: string): SentLayer {
  const at = fields(value, path);
  const content = at('inhoud', fields);
  return {
    id: at('id', text),
    name: at('naam', text),
    rows: content('rijen', orNull(number)),
    usable: content('bruikbaar', orNull(number)),
    columns: content('kolommen', listOf((column, place) => ({ name: fields(column, place)('naam', text), kind: fields(column, place)('soort', text) }))),
    sample: content('voorbeeld', listOf(listOf(cell))),
    geometry: content('meetkunde', orNull(text)),
    readAs: content('gelezen_als', orNull(readAs)),
    reading: at('lezing', toldReading),
    problems: content('problemen', told),
    asks: content('vraag', orNull(question)),
    use: at('gebruik', orNull(use)),
  };
}

function readAs(value: unknown, path: string): NonNullable<SentLayer['readAs']> {
  const at = fields(value, path);
  // What was sent to an earlier version does not tell its layers.
  return { system: at('crs', orNull(text)), encoding: at('encoding', orNull(text)), layer: at('layer', orNull(text)), layers: at('layers', orNull(listOf(text))) ?? [] };
}

function question(value: unknown, path: string): NonNullable<SentLayer['asks']> {
  const at = fields(value, path);
  return { field: at('veld', text), words: at('tekst', text), choices: at('keuzes', orNull(listOf(text))) ?? [] };
}

function toldReading(value: unknown, path: string): SentLayer['reading'] {
  const at = fields(value, path);
  return Object.fromEntries(['layer', 'crs', 'encoding', 'delimiter'].flatMap((name) => {
    const told = at(name, orNull(text));
    return told === null ? [] : [[name, told]];
  }));
}

function use(value: unknown, path: string): NonNullable<SentLayer['use']> {
  const at = fields(value, path);
  const report = at('verslag', fields);
  return {
    role: at('als', oneOf<RoleName>('voorzieningen', 'kandidaten', 'barrieres', 'oversteken', 'woningen', 'indicatoren')),
    read: report('gelezen', orNull(number)) ?? 0,
    kept: report('behouden', orNull(number)) ?? 0,
    left: report('weggelaten', orNull(number)) ?? 0,
    problems: report('problemen', told),
    not: at('niet', orNull(text)),
  };
}

function told(value: unknown, path: string): Told {
  const at = fields(value, path);
  return { count: at('aantal', number), first: at('eerste', listOf((problem, place) => fields(problem, place)('tekst', text))) };
}

function cell(value: unknown, path: string): string | number | null {
  return value === null || typeof value === 'number' ? value : text(value, path);
}
