// What answers about where to build have in common.
import { fields, listOf, number, oneOf, orNull, source, text } from './decode.ts';
import type { Bounded, Grounds, NamedPlace, Stability, WeightsOf } from './site-types.ts';
import { weightGroups, type WeightGroup } from '../site-settings.ts';

export function bounded(value: unknown, path: string): Bounded {
  const at = fields(value, path);
  return { value: at('waarde', orNull(number)), low: at('laag', number), high: at('hoog', number) };
}

export function stability(value: unknown, path: string): Stability | null {
  const at = fields(value, path);
  const key = at('stabiliteit', orNull(text));
  return key === null ? null : { key, word: at('stabiliteit_woord', text) };
}

/** A place is its id, or an object that has one. */
export function placeId(value: unknown, path: string): string {
  return typeof value === 'string' ? value : fields(value, path)('id', text);
}

export function namedPlace(value: unknown, path: string): NamedPlace {
  const at = fields(value, path);
  return { id: at('id', text), name: at('naam', text), district: at('wijk', orNull(text)) ?? '' };
}

export function grounds(json: unknown): Grounds {
  const at = fields(json, 'antwoord');
  return {
    formula: at('formule', orNull(text)) ?? '',
    weightSet: `${at('gewichtenset', text)}: ${at('gewichtenset_label', text)}`,
    weightsOf: new Map(at('gewichten_van', orNull(weightsOf)) ?? []),
    distanceLevel: at('afstandsniveau', orNull(text)) ?? '',
    sources: at('bronnen', listOf(source)),
  };
}

function weightsOf(value: unknown, path: string): (readonly [WeightGroup, WeightsOf])[] {
  const at = fields(value, path);
  return weightGroups.flatMap((group) => {
    const whose = at(group, orNull(oneOf<WeightsOf>('vraag', 'scenario', 'gewichtenset')));
    return whose === null ? [] : [[group, whose] as const];
  });
}
