// What somebody filled in about a sent layer, as the table that the server reads: the keys of study.toml.
import type { RoleName } from './sent.ts';

/** What was filled in, by field; empty is not filled in. */
export type Filled = Readonly<Record<string, string>>;

export function tableOf(role: RoleName, filled: Filled): Record<string, unknown> {
  return {
    ...given({ title: filled['title'], crs: filled['crs'] }),
    ...positionOf(filled),
    ...ofRole(role, filled),
  };
}

function ofRole(role: RoleName, filled: Filled): Record<string, unknown> {
  switch (role) {
    case 'voorzieningen':
      return { ...given({ kind: filled['kind'] }), columns: given({ name: filled['name'], id: filled['id'], capacity: filled['capacity'] }) };
    case 'kandidaten':
      return { columns: given({ id: filled['id'], name: filled['name'], floor_area: filled['floor_area'] }) };
    case 'barrieres':
    case 'oversteken':
      return given({ label: filled['name'] });
    case 'woningen':
      return { shape: 'points', columns: given({ id: filled['id'] }), counts: countsOf(filled) };
    case 'indicatoren':
      return indicatorOf(filled);
  }
}

/** Columns with people: all of them, and those of an age. */
function countsOf(filled: Filled): Record<string, unknown> {
  const bands = ['alle', '0-4', '4-12', '12-18'].filter((band) => (filled[`band ${band}`] ?? '') !== '');
  return Object.fromEntries(bands.map((band) => [band, { column: filled[`band ${band}`] }]));
}

function indicatorOf(filled: Filled): Record<string, unknown> {
  const value = filled['value'] ?? '';
  const code = value.toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_|_$/g, '') || 'cijfer';
  const name = filled['indicator_name'] || value;
  const indicator = { code, figure: code, name_nl: name, name_en: name, domain: filled['domain'], direction: filled['direction'], unit: filled['unit'] };
  return {
    level: filled['level'], columns: given({ code: filled['code'] }), figures: { [code]: { column: value } },
    ...((filled['domain'] ?? '') === '' ? {} : { indicators: [indicator] }),
  };
}

function positionOf(filled: Filled): Record<string, unknown> {
  const position = given({ x: filled['x'], y: filled['y'] });
  return Object.keys(position).length === 0 ? {} : { position };
}

function given(keys: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(keys).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''));
}
