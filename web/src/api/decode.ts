// JSON from the server to our types, or an error that names the place. The only file with `as`.
import type {
  AgeGroup, Answer, Area, AreaClass, AreaFigures, AreaLevel, Bounds, ClassShare, Explanation, FoundPlace, Kind, LonLat, Part, Progress,
  RecordEntry, Source, Study, Who,
} from './types.ts';
import { withOwnMarks } from '../marks.ts';

/** JSON that is not what the contract says. */
export class UnexpectedShape extends Error {
  constructor(path: string, expected: string, found: unknown) {
    super(`${path}: found ${JSON.stringify(found) ?? 'nothing'}, expected ${expected}`);
    this.name = 'UnexpectedShape';
  }
}

export type Decoder<Value> = (value: unknown, path: string) => Value;

export function study(json: unknown): Study {
  const at = fields(json, 'studie');
  const norms = at('normenset', fields);
  return {
    name: at('naam', text),
    system: at('crs', text),
    date: at('peildatum', text),
    version: at('versie', text),
    bounds: at('begrenzing', bounds),
    distanceLevelText: at('afstandsniveau_uitleg', text),
    normSet: { name: norms('naam', text), label: norms('label', text) },
    profiles: at('profielen', listOf((value, path) => {
      const profile = fields(value, path);
      return { code: profile('code', text), words: profile('uitleg', text) };
    })),
    kinds: at('voorzieningen', (value, path) => withOwnMarks(listOf(kind)(value, path))),
    ages: at('leeftijden', listOf(ageGroup)),
    areas: at('gebieden', listOf(area)),
    sources: at('bronnen', listOf(source)),
    basemapLayers: at('achtergrond', fields)('lagen', listOf(text)),
    backgroundMap: at('achtergrond', fields)('kaart', orNull((value, path) => {
      const map = fields(value, path);
      return { address: map('adres', text), attribution: map('bronvermelding', text) };
    })),
  };
}

export function answer(json: unknown): Answer {
  const at = fields(json, 'antwoord');
  const question = at('vraag', fields);
  return {
    title: at('titel', text),
    unit: at('eenheid', text),
    kind: question('voorziening', text),
    age: question('leeftijd', text),
    normSeconds: question('norm_s', number),
    normLabel: question('norm_label', text),
    profile: question('profiel', text),
    city: at('stad', orNull(figures)),
    distribution: at('verdeling', orNull(listOf(classShare))),
    classes: at('klassen', listOf(areaClass)),
    areas: at('gebieden', listOf(figures)),
    estimatedPercent: at('geschat_pct', orNull(number)),
    sources: at('bronnen', listOf(text)),
    method: at('uitleg_methode', text),
  };
}

export function explanation(json: unknown): Explanation {
  const at = fields(json, 'uitleg');
  return {
    code: at('code', text),
    name: at('naam', text),
    level: at('niveau', areaLevel),
    district: at('wijk', orNull(text)),
    sentence: at('zin', text),
    figures: at('waarde', figures),
    parts: at('delen', listOf(part)),
    spread: at('spreiding', orNull(text)),
    estimatedPercent: at('geschat_pct', orNull(number)),
    sources: at('bronnen', listOf(source)),
    formula: at('formule', text),
    normSet: at('normenset', text),
    distanceLevel: at('afstandsniveau', text),
    reason: at('reden', orNull(text)),
  };
}

export function places(json: unknown): FoundPlace[] {
  return fields(json, 'zoeken')('gevonden', listOf((value, path) => {
    const at = fields(value, path);
    return {
      sort: at('soort', oneOf<FoundPlace['sort']>('voorziening', 'straat', 'gebouw', 'plek')),
      name: at('naam', text),
      neighbourhood: at('buurt', orNull(text)),
      middle: at('midden', lonLat),
    };
  }));
}

/** Reads the body of /health while the study is being read. */
export function progress(json: unknown): Progress {
  const at = fields(json, 'health');
  return { step: at('stap', orNull(text)), share: at('deel', orNull(number)) };
}

export function who(json: unknown): Who {
  const at = fields(json, 'wie');
  const may = at('mag', fields);
  return {
    name: at('wie', orNull(text)), role: at('rol', orNull(text)), loggedIn: at('ingelogd', flag), canLogIn: at('inloggen', flag),
    may: { enter: may('vastleggen', flag), send: may('lagen_sturen', flag), takeIn: may('kopie_terugzetten', flag) },
  };
}

/** Reads a problem+json body; what is missing is left empty, because we are already reporting an error. */
/** `inForce` is what holds where somebody else was first; `problems` are all that is wrong with a copy, in sentences. */
export function problem(json: unknown): { title: string; detail: string; parameter: string; inForce: RecordEntry | null; problems: string[] } {
  const isObject = typeof json === 'object' && json !== null;
  const body = isObject ? (json as Record<string, unknown>) : {};
  const textOrEmpty = (value: unknown): string => (typeof value === 'string' ? value : '');
  return { title: textOrEmpty(body['title']), detail: textOrEmpty(body['detail']), parameter: textOrEmpty(body['parameter']),
    problems: [body['problemen'], body['conflicten']].flatMap((all) => (Array.isArray(all) ? listOf(sentence)(all, 'problemen') : [])),
    inForce: isObject && 'geldig' in json && json.geldig !== null ? recordEntry(json.geldig, 'geldig') : null };
}

function sentence(value: unknown, path: string): string {
  return fields(value, path)('zin', text);
}

function kind(value: unknown, path: string): Kind {
  const at = fields(value, path);
  return {
    code: at('code', text),
    singular: at('enkelvoud', text),
    plural: at('meervoud', text),
    article: at('lidwoord', text),
    letter: at('letter', text),
    shape: at('vorm', text),
    count: at('aantal', number),
    ages: at('leeftijden', listOf(text)),
    profile: at('profiel', text),
    profileText: at('profiel_uitleg', text),
    normSeconds: at('norm_s', number),
    normBasis: at('norm_basis', orNull(text)),
  };
}

function ageGroup(value: unknown, path: string): AgeGroup {
  const at = fields(value, path);
  return { code: at('code', text), name: at('naam', text) };
}

function area(value: unknown, path: string): Area {
  const at = fields(value, path);
  return {
    code: at('code', text),
    name: at('naam', text),
    level: at('niveau', areaLevel),
    district: at('wijk', orNull(text)),
    middle: at('midden', lonLat),
    bounds: at('begrenzing', bounds),
  };
}

export function figures(value: unknown, path: string): AreaFigures {
  const at = fields(value, path);
  return {
    code: at('code', text),
    name: at('naam', text),
    level: at('niveau', areaLevel),
    district: at('wijk', orNull(text)),
    classNumber: at('klasse', number),
    persons: at('personen', orNull(number)),
    covered: at('gedekt', orNull(number)),
    sharePercent: at('aandeel_pct', orNull(number)),
    tenthSeconds: at('t_p10_s', orNull(number)),
    medianSeconds: at('t_p50_s', orNull(number)),
    ninetiethSeconds: at('t_p90_s', orNull(number)),
    estimatedPercent: at('geschat_pct', orNull(number)),
    reason: at('reden', orNull(text)),
  };
}

function areaClass(value: unknown, path: string): AreaClass {
  const at = fields(value, path);
  return {
    number: at('klasse', number),
    name: at('naam', text),
    withinNorm: at('binnen_norm', orNull(flag)) ?? false,
    colour: at('kleur', colour),
    areas: at('buurten', number),
    persons: at('personen', orNull(number)),
  };
}

function classShare(value: unknown, path: string): ClassShare {
  const at = fields(value, path);
  return { classNumber: at('klasse', number), persons: at('personen', number) };
}

function part(value: unknown, path: string): Part {
  const at = fields(value, path);
  return {
    name: at('naam', text),
    persons: at('personen', orNull(number)),
    within: at('soort', text) === 'binnen',
  };
}

export function source(value: unknown, path: string): Source {
  const at = fields(value, path);
  return {
    title: at('titel', text),
    publisher: at('uitgever', orNull(text)),
    date: at('datum', orNull(text)),
    licence: at('licentie', orNull(text)),
  };
}

export function areaLevel(value: unknown, path: string): AreaLevel {
  if (value === 'buurt' || value === 'wijk' || value === 'gemeente') return value;
  throw new UnexpectedShape(path, 'buurt, wijk or gemeente', value);
}

export function colour(value: unknown, path: string): string {
  if (typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value)) return value;
  throw new UnexpectedShape(path, 'a colour such as #f1f8f6', value);
}

function bounds(value: unknown, path: string): Bounds {
  const [west, south, east, north, ...rest] = listOf(number)(value, path);
  if (west === undefined || south === undefined || east === undefined || north === undefined || rest.length > 0) {
    throw new UnexpectedShape(path, 'west, south, east, north', value);
  }
  return [west, south, east, north];
}

export function lonLat(value: unknown, path: string): LonLat {
  const [longitude, latitude, ...rest] = listOf(number)(value, path);
  if (longitude === undefined || latitude === undefined || rest.length > 0) {
    throw new UnexpectedShape(path, 'longitude, latitude', value);
  }
  return [longitude, latitude];
}

/** Makes a reader of named fields; an absent field reads as null. */
export function fields(value: unknown, path: string) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UnexpectedShape(path, 'an object', value);
  }
  const record = value as Record<string, unknown>;
  return <Value>(name: string, decoder: Decoder<Value>): Value => decoder(record[name] ?? null, `${path}.${name}`);
}

export function listOf<Value>(decoder: Decoder<Value>): Decoder<Value[]> {
  return (value, path) => {
    if (!Array.isArray(value)) throw new UnexpectedShape(path, 'a list', value);
    return value.map((item: unknown, index) => decoder(item, `${path}[${index}]`));
  };
}

export function orNull<Value>(decoder: Decoder<Value>): Decoder<Value | null> {
  return (value, path) => (value === null ? null : decoder(value, path));
}

export function text(value: unknown, path: string): string {
  if (typeof value === 'string') return value;
  throw new UnexpectedShape(path, 'a text', value);
}

export function number(value: unknown, path: string): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new UnexpectedShape(path, 'a number', value);
}

export function flag(value: unknown, path: string): boolean {
  if (typeof value === 'boolean') return value;
  throw new UnexpectedShape(path, 'true or false', value);
}

/** A version of what people recorded. */
export function recordEntry(value: unknown, path: string): RecordEntry {
  const at = fields(value, path);
  return {
    id: at('id', text), version: at('versie', number), holds: at('geldt', flag), action: at('handeling', text), who: at('wie', text), when: at('wanneer', text),
    why: at('waarom', text), content: at('inhoud', orNull(record)) ?? {}, inStudy: at('in_studie', orNull(flag)), notInStudy: at('niet_in_studie', orNull(text)),
  };
}

function record(value: unknown, path: string): Readonly<Record<string, unknown>> {
  fields(value, path);
  return value as Record<string, unknown>;
}

/** One of a few texts. */
export function oneOf<Text extends string>(...allowed: readonly Text[]): Decoder<Text> {
  return (value, path) => {
    const found = allowed.find((each) => each === value);
    if (found === undefined) throw new UnexpectedShape(path, allowed.join(', '), value);
    return found;
  };
}
