// Answers about where to build (/v1/locatievragen), one type for each question.
import { fields, flag, listOf, number, oneOf, orNull, source, text, type Decoder } from './decode.ts';
import type { Source } from './types.ts';
import { weightGroups, type SiteQuestionName, type SiteSettings, type WeightGroup } from '../site-settings.ts';

/** An answer with the settings it belongs to. */
export interface SiteResult {
  readonly settings: SiteSettings;
  readonly answer: SiteAnswer;
}

export type SiteAnswer = SchoolAnswer | LocationAnswer | ClusterAnswer | OpportunityAnswer | LibraryAnswer | NeedAnswer;

/** Whose weights hold: the question's own, those of the plan, or those of the weight set. */
export type WeightsOf = 'vraag' | 'scenario' | 'gewichtenset';

/** What every answer rests on. */
export interface Grounds {
  readonly formula: string;
  readonly weightSet: string;
  /** Whose weights it rests on, by group. */
  readonly weightsOf: ReadonlyMap<WeightGroup, WeightsOf>;
  readonly distanceLevel: string;
  readonly sources: readonly Source[];
}

/** A number of 0 to 100; where something is not known it has bounds and no value. */
export interface Bounded {
  readonly value: number | null;
  readonly low: number;
  readonly high: number;
}

/** A part of a score: its points add up with those of the others. */
export interface ScorePart extends Bounded {
  readonly name: string;
  readonly weight: number;
  readonly points: number | null;
  readonly note: string | null;
  readonly parts: readonly ScorePart[];
}

/** How firm a place in a list is: a key that no language changes, and its word. */
export interface Stability {
  readonly key: string;
  readonly word: string;
}

/** So many times among the first, of so many. */
export interface TimesFirst {
  readonly times: number;
  readonly of: number;
}

export interface Candidate extends Bounded {
  readonly id: string;
  readonly name: string;
  readonly district: string;
  readonly neighbourhood: string;
  readonly sentence: string;
  readonly label: string;
  readonly criteria: readonly ScorePart[];
  readonly stability: Stability | null;
  readonly chance: number | null;
  /** How often it is among the first where one other assumption is made; nothing where none was. */
  readonly otherwise: TimesFirst | null;
  readonly open: string | null;
  readonly conditions: readonly { readonly name: string; readonly state: string }[];
  readonly estimateEuros: number | null;
  readonly reservationEuros: number | null;
  readonly budgetNote: string | null;
  readonly sheet: Sheet | null;
}

/** What else is known of a place; it counts for nothing beyond what the criteria say. */
export interface Sheet {
  readonly built: number | null;
  readonly owner: string | null;
  readonly floorSquareMetres: number | null;
  readonly ambition: { readonly level: number; readonly basis: string; readonly day: string; readonly role: string } | null;
  readonly wishes: readonly { readonly kind: string; readonly partner: string | null; readonly basis: string; readonly day: string }[];
  readonly inclusivity: string;
}

/** A set of places, best first; bound and gap where the server proves them. */
export interface SitePlan {
  readonly places: readonly string[];
  readonly value: number;
  readonly costEuros: number | null;
  readonly bound: number | null;
  readonly gap: number | null;
  readonly words: string | null;
  readonly stability: Stability | null;
}

export interface SchoolAnswer {
  readonly kind: 'buurtschool';
  readonly title: string;
  readonly method: string;
  readonly number: number;
  readonly weights: readonly number[];
  readonly candidates: readonly Candidate[];
  readonly plans: readonly SitePlan[];
  /** What makes one set better than another: scores, or children within reach when scores are not known. */
  readonly aim: 'scores' | 'bereik';
  /** What the server says about this answer as a whole. */
  readonly notes: readonly string[];
  readonly noPlan: string | null;
  readonly possible: number;
  readonly costWords: string | null;
  /** The names of the list at equal weights, which knows no conditions. */
  readonly atEqualWeights: readonly string[];
  /** The best set at equal weights under the same conditions; nothing where the server does not say. */
  readonly planAtEqualWeights: readonly string[] | null;
  readonly listStability: string | null;
  /** How the words beside places came about: so many draws, of weights so much lower or higher. */
  readonly draws: { readonly count: number; readonly aroundPercent: number } | null;
  readonly breakPoints: readonly string[];
  readonly gains: string | null;
  readonly grounds: Grounds;
}

export interface LocationAnswer {
  readonly kind: 'locaties';
  readonly sentence: string;
  readonly method: string;
  /** How many people live within the norm now. */
  readonly within: number | null;
  readonly plans: readonly LocationPlan[];
  /** Every place that the answer names. */
  readonly places: readonly LocationPlace[];
  /** Whether these are all places that a plan may have. */
  readonly hasEveryPlace: boolean;
  /** What was drawn, and what the words beside places mean by it. */
  readonly drawWords: string;
  readonly balance: { readonly words: string; readonly plans: readonly BalancedPlan[] };
  readonly gains: string | null;
  readonly grounds: Grounds;
}

export interface NamedPlace {
  readonly id: string;
  readonly name: string;
  readonly district: string;
}

/** New places, with what they bring; numbers of people are nothing where they would tell of few. */
export interface LocationPlan {
  readonly places: readonly string[];
  readonly names: readonly NamedPlace[];
  readonly value: number | null;
  readonly bound: number | null;
  readonly gap: number;
  readonly costEuros: number;
  readonly costWords: string | null;
}

/** What the answer says of one place. */
export interface LocationPlace extends NamedPlace {
  readonly stability: Stability | null;
  /** In so many of 100 trials it is in the best plan; nothing where nothing was drawn. */
  readonly drawnPercent: number | null;
  /** In how many of the plans it is. */
  readonly plans: number;
  readonly costEuros: number | null;
  /** Whether one reservation counts for want of an estimate; nothing where the answer does not say. */
  readonly isAssumed: boolean | null;
  /** How many people live within the norm when it is the only new place. */
  readonly withinAlone: number | null;
}

/** A plan that no other betters in cost, people within the norm and who is left far away. */
export interface BalancedPlan {
  readonly names: readonly string[];
  readonly costEuros: number | null;
  readonly within: number | null;
  readonly shortfallPercent: number | null;
  readonly longestSeconds: number | null;
}

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly role: string;
}

export interface Cluster {
  readonly id: string;
  readonly sentence: string;
  readonly label: string;
  readonly stability: Stability | null;
  readonly district: string | null;
  readonly missing: readonly string[];
  readonly members: readonly Member[];
}

export interface ClusterAnswer {
  readonly kind: 'clusters_0_18';
  readonly sentence: string;
  readonly method: string;
  readonly diameterMetres: number;
  readonly clusters: readonly Cluster[];
  readonly near: readonly Cluster[];
  readonly grounds: Grounds;
}

export interface OpportunityAnswer {
  readonly kind: 'kansenwerkplaats';
  readonly title: string;
  readonly method: string;
  readonly places: readonly {
    readonly name: string; readonly label: string; readonly stability: Stability | null; readonly sentence: string; readonly codes: readonly string[];
  }[];
  readonly grounds: Grounds;
}

export interface NeedAnswer {
  readonly kind: 'inzetprofiel';
  readonly title: string;
  readonly method: string;
  readonly weights: readonly { readonly code: string; readonly name: string; readonly weight: number }[];
  readonly indicators: readonly { readonly name: string; readonly year: string | null; readonly source: string | null }[];
  readonly areas: readonly NeedArea[];
  readonly notMeasured: string;
  readonly grounds: Grounds;
}

export interface NeedArea {
  readonly code: string;
  readonly name: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly sentence: string;
  readonly stability: Stability | null;
  /** Whether it is among the two fifths where the surroundings ask for most. */
  readonly asksMost: boolean;
}

export interface LibraryAnswer {
  readonly kind: 'dbos';
  readonly sentence: string;
  readonly method: string;
  readonly schools: readonly { readonly id: string; readonly name: string; readonly sentence: string; readonly label: string; readonly stability: Stability | null }[];
  readonly apart: readonly { readonly id: string; readonly name: string; readonly sentence: string; readonly label: string; readonly stability: Stability | null }[];
  readonly grounds: Grounds;
}

export function siteAnswer(question: SiteQuestionName, json: unknown): SiteAnswer {
  switch (question) {
    case 'buurtschool': return schools(json);
    case 'locaties': return locations(json);
    case 'clusters_0_18': return clusters(json);
    case 'kansenwerkplaats': return opportunities(json);
    case 'dbos': return libraries(json);
    case 'inzetprofiel': return need(json);
  }
}

function schools(json: unknown): SchoolAnswer {
  const at = fields(json, 'buurtschool');
  const question = at('vraag', fields);
  const sets = at('sets', fields);
  const stability = at('stabiliteit', orNull(fields));
  const sheets = new Map(at('bladen', listOf(sheet)));
  const otherwise = new Map(at('varianten_bij_eersten', orNull(listOf(timesFirst))) ?? []);
  const [tried] = otherwise.values();
  // A place that is named nowhere there was never among the first.
  const timesOf = (id: string): TimesFirst | null => otherwise.get(id) ?? (tried === undefined ? null : { times: 0, of: tried.of });
  return {
    kind: 'buurtschool',
    title: at('titel', text),
    method: at('uitleg_methode', text),
    number: question('aantal', number),
    weights: question('gewichten', listOf(number)),
    candidates: at('kandidaten', listOf(candidate)).map((each) => ({ ...each, otherwise: timesOf(each.id), sheet: sheets.get(each.id) ?? null })),
    plans: sets('sets', orNull(listOf(plan))) ?? [],
    aim: sets('doel', orNull(text)) === 'bereik' ? 'bereik' : 'scores',
    notes: at('opmerkingen', orNull(listOf(text))) ?? [],
    noPlan: sets('reden', orNull(text)),
    possible: sets('mogelijk', orNull(number)) ?? 0,
    costWords: sets('kosten_uitleg', orNull(text)),
    atEqualWeights: at('bij_gelijke_gewichten', listOf((value, path) => fields(value, path)('naam', text))),
    planAtEqualWeights: sets('bij_gelijke_gewichten', orNull((value, path) => fields(value, path)('locaties', listOf(placeId)))),
    listStability: stability?.('lijst_woord', orNull(text)) ?? null,
    draws: drawn(stability?.('rond_gewichten_pct', orNull(number)) ?? null, question('trekkingen', orNull(number))),
    breakPoints: stability?.('omslagpunten', orNull(listOf((value, path) => fields(value, path)('zin', text)))) ?? [],
    gains: at('verdeling_eerste_set', orNull(listOf((value, path) => fields(value, path)('zin', text))))?.[0] ?? null,
    grounds: grounds(json),
  };
}

function drawn(aroundPercent: number | null, count: number | null): SchoolAnswer['draws'] {
  return aroundPercent === null || count === null ? null : { count, aroundPercent };
}

function timesFirst(value: unknown, path: string): [string, TimesFirst] {
  const at = fields(value, path);
  return [at('id', text), { times: at('keren', number), of: at('van', number) }];
}

function candidate(value: unknown, path: string): Candidate {
  const at = fields(value, path);
  const budget = at('budget', fields);
  return {
    ...bounded(value, path),
    id: at('id', text),
    name: at('naam', text),
    district: at('wijk', orNull(text)) ?? '',
    neighbourhood: at('buurt', orNull(text)) ?? '',
    sentence: at('zin', text),
    label: at('label_woord', text),
    criteria: at('delen', listOf(criterion)),
    stability: stability(value, path),
    chance: at('kans_bij_eersten', orNull(number)),
    otherwise: null,
    open: at('nog_open', orNull(text)),
    conditions: at('voorwaarden', listOf((condition, where) => {
      const read = fields(condition, where);
      return { name: read('naam', text), state: read('stand_woord', text) };
    })),
    estimateEuros: budget('raming_eur', orNull(number)),
    reservationEuros: budget('reservering_eur', orNull(number)),
    budgetNote: budget('let_op', orNull(text)),
    sheet: null,
  };
}

/** Nothing where a place stands in no list. */
function stability(value: unknown, path: string): Stability | null {
  const at = fields(value, path);
  const key = at('stabiliteit', orNull(text));
  return key === null ? null : { key, word: at('stabiliteit_woord', text) };
}

function criterion(value: unknown, path: string): ScorePart {
  const at = fields(value, path);
  return { ...scorePart('criterium')(value, path), parts: at('onderdelen', listOf(scorePart('naam'))) };
}

function scorePart(nameField: string): Decoder<ScorePart> {
  return (value, path) => {
    const at = fields(value, path);
    return {
      ...bounded(value, path),
      name: at(nameField, text),
      weight: at('gewicht', number),
      points: at('punten', orNull(number)),
      note: at('toelichting', orNull(text)),
      parts: [],
    };
  };
}

function bounded(value: unknown, path: string): Bounded {
  const at = fields(value, path);
  return { value: at('waarde', orNull(number)), low: at('laag', number), high: at('hoog', number) };
}

function sheet(value: unknown, path: string): [string, Sheet] {
  const at = fields(value, path);
  const building = at('gebouw', orNull(fields));
  return [at('id', text), {
    built: building?.('bouwjaar', orNull(number)) ?? null,
    owner: building?.('eigenaar', orNull(text)) ?? null,
    floorSquareMetres: building?.('vloeroppervlak_m2', orNull(number)) ?? null,
    ambition: at('ambitie', orNull(ambition)),
    wishes: at('wensenlijst', orNull(listOf((wish, where) => {
      const read = fields(wish, where);
      return { kind: read('voorziening', text), partner: read('partner_woord', orNull(text)), basis: read('grond', text), day: read('datum', text) };
    }))) ?? [],
    inclusivity: at('inclusiviteit_uitleg', orNull(text)) ?? '',
  }];
}

/** Nothing where no level is recorded: unknown is not zero. */
function ambition(value: unknown, path: string): Sheet['ambition'] {
  const at = fields(value, path);
  const level = at('niveau', orNull(number));
  if (level === null) return null;
  return { level, basis: at('grond', orNull(text)) ?? '', day: at('datum', orNull(text)) ?? '', role: at('rol', orNull(text)) ?? '' };
}

function plan(value: unknown, path: string): SitePlan {
  const at = fields(value, path);
  return {
    places: at('locaties', listOf(placeId)),
    value: at('waarde', number),
    costEuros: at('kosten_eur', orNull(number)),
    bound: at('grens', orNull(number)),
    gap: at('kloof', orNull(number)),
    words: at('zin', orNull(text)),
    stability: stability(value, path),
  };
}

/** A place is its id, or an object that has one. */
function placeId(value: unknown, path: string): string {
  return typeof value === 'string' ? value : fields(value, path)('id', text);
}

function locations(json: unknown): LocationAnswer {
  const at = fields(json, 'locaties');
  const every = at('kandidaten', orNull(listOf(namedPlace)));
  const balance = at('afwegingen', fields);
  return {
    kind: 'locaties',
    sentence: at('zin', text),
    method: at('uitleg', text),
    within: at('nu', fields)('binnen_norm', orNull(number)),
    plans: at('plannen', listOf(locationPlan)),
    places: locationPlaces(json, every ?? []),
    hasEveryPlace: every !== null,
    drawWords: at('trekkingen', fields)('uitleg', text),
    balance: { words: balance('uitleg', text), plans: balance('plannen', listOf(balancedPlan)) },
    gains: at('verdeling_eerste_plan', orNull(listOf((value, path) => fields(value, path)('zin', text))))?.[0] ?? null,
    grounds: grounds(json),
  };
}

function namedPlace(value: unknown, path: string): NamedPlace {
  const at = fields(value, path);
  return { id: at('id', text), name: at('naam', text), district: at('wijk', orNull(text)) ?? '' };
}

function locationPlan(value: unknown, path: string): LocationPlan {
  const at = fields(value, path);
  const names = at('locaties', listOf(namedPlace));
  return {
    places: names.map(({ id }) => id),
    names,
    value: at('waarde', orNull(number)),
    bound: at('grens', orNull(number)),
    gap: at('kloof', number),
    costEuros: at('kosten_eur', number),
    costWords: at('kosten_uitleg', orNull(text)),
  };
}

function balancedPlan(value: unknown, path: string): BalancedPlan {
  const at = fields(value, path);
  return {
    names: at('acties', listOf(namedPlace)).map(({ name }) => name),
    costEuros: at('kosten_eur', orNull(number)),
    within: at('dan', fields)('binnen_norm', orNull(number)),
    shortfallPercent: at('tekort_meeste_inzet_pct', orNull(number)),
    longestSeconds: at('verste_s', orNull(number)),
  };
}

/** The answer tells of a place in several lists; here all that it says of one stands together, by name. */
function locationPlaces(json: unknown, every: readonly NamedPlace[]): readonly LocationPlace[] {
  const at = fields(json, 'locaties');
  const plans = at('plannen', listOf((value, path) => {
    const plan = fields(value, path);
    return { names: plan('locaties', listOf(namedPlace)), deeds: plan('acties', listOf(deed)), assumed: plan('kosten_aangenomen', listOf(text)) };
  }));
  const balanced = at('afwegingen', fields)('plannen', listOf((value, path) => {
    const plan = fields(value, path);
    return { deeds: plan('acties', listOf(deed)), within: plan('dan', fields)('binnen_norm', orNull(number)) };
  }));
  const occurrences = new Map((at('voorkomen', orNull(listOf(occurrence))) ?? []).filter(({ isThere }) => !isThere).map((each) => [each.id, each]));
  // Who tells the district comes last, and stays.
  const named = [...balanced.flatMap(({ deeds }) => deeds), ...occurrences.values(), ...plans.flatMap(({ names }) => names), ...every];
  const places = new Map(named.map(({ id, name, district }) => [id, { id, name, district }]));
  return [...places.values()].toSorted((one, other) => one.name.localeCompare(other.name)).map((place) => {
    const { id } = place;
    const plan = plans.find(({ deeds }) => deeds.some((each) => each.id === id));
    const deeds = [...plans, ...balanced].flatMap((each) => each.deeds);
    return {
      ...place,
      stability: occurrences.get(id)?.stability ?? null,
      drawnPercent: occurrences.get(id)?.drawnPercent ?? null,
      plans: plans.filter(({ names }) => names.some((each) => each.id === id)).length,
      costEuros: deeds.find((each) => each.id === id)?.costEuros ?? null,
      isAssumed: plan === undefined ? null : plan.assumed.includes(id),
      withinAlone: balanced.find((each) => each.deeds.length === 1 && each.deeds[0]?.id === id)?.within ?? null,
    };
  });
}

function deed(value: unknown, path: string): NamedPlace & { readonly costEuros: number } {
  return { ...namedPlace(value, path), costEuros: fields(value, path)('kosten_eur', number) };
}

function occurrence(value: unknown, path: string): NamedPlace & Pick<LocationPlace, 'stability' | 'drawnPercent'> & { readonly isThere: boolean } {
  const at = fields(value, path);
  return {
    ...namedPlace(value, path), stability: stability(value, path), drawnPercent: at('trekkingen_pct', orNull(number)), isThere: at('bestaand', flag),
  };
}

function clusters(json: unknown): ClusterAnswer {
  const at = fields(json, 'clusters_0_18');
  return {
    kind: 'clusters_0_18',
    sentence: at('zin', text),
    method: at('opmerking', text),
    diameterMetres: at('doorsnede_m', number),
    clusters: at('clusters', listOf(cluster)),
    near: at('bijna', listOf(cluster)),
    grounds: grounds(json),
  };
}

function cluster(value: unknown, path: string): Cluster {
  const at = fields(value, path);
  const missing = at('ontbreekt_woord', orNull(text));
  return {
    id: at('id', text),
    sentence: at('zin', text),
    label: at('label_woord', text),
    stability: stability(value, path),
    district: at('wijk', orNull(text)),
    missing: missing === null ? at('ontbreekt_voor_ontwikkeling', orNull(listOf(text))) ?? [] : [missing],
    members: at('leden', listOf((member, where) => {
      const read = fields(member, where);
      return { id: read('id', text), name: read('naam', text), role: read('rol_woord', text) };
    })),
  };
}

function opportunities(json: unknown): OpportunityAnswer {
  const at = fields(json, 'kansenwerkplaats');
  return {
    kind: 'kansenwerkplaats',
    title: at('titel', text),
    method: at('opmerkingen', listOf(text)).join(' '),
    places: at('plekken', listOf((value, path) => {
      const place = fields(value, path);
      return {
        name: place('naam', text),
        label: place('label_woord', text),
        stability: stability(value, path),
        sentence: place('zin', text),
        codes: place('gebieden', listOf((area, where) => fields(area, where)('code', text))),
      };
    })),
    grounds: grounds(json),
  };
}

function libraries(json: unknown): LibraryAnswer {
  const at = fields(json, 'dbos');
  const school: Decoder<LibraryAnswer['schools'][number]> = (value, path) => {
    const read = fields(value, path);
    return { id: read('id', text), name: read('naam', text), sentence: read('zin', text), label: read('label_woord', text), stability: stability(value, path) };
  };
  return {
    kind: 'dbos',
    sentence: at('zin', text),
    method: at('uitleg', text),
    schools: at('scholen', listOf(school)),
    apart: at('apart', listOf(school)),
    grounds: grounds(json),
  };
}

function need(json: unknown): NeedAnswer {
  const at = fields(json, 'inzetprofiel');
  return {
    kind: 'inzetprofiel',
    title: at('titel', text),
    method: at('opmerkingen', listOf(text)).join(' '),
    weights: at('gewichten', listOf((value, path) => {
      const weight = fields(value, path);
      return { code: weight('domein', text), name: weight('naam', text), weight: weight('gewicht', number) };
    })),
    indicators: at('indicatoren', listOf((value, path) => {
      const indicator = fields(value, path);
      return { name: indicator('naam', text), year: indicator('jaar', orNull(text)), source: indicator('bron', orNull(text)) };
    })),
    areas: at('gebieden', listOf((value, path) => {
      const area = fields(value, path);
      return {
        code: area('code', text), name: area('naam', text), value: area('waarde', orNull(number)), low: area('laag', orNull(number)),
        high: area('hoog', orNull(number)), sentence: area('zin', text), stability: stability(value, path),
        asksMost: (area('kwintiel', orNull(number)) ?? 0) >= 4,
      };
    })),
    notMeasured: at('niet_gemeten', fields)('zin', text),
    grounds: grounds(json),
  };
}

function grounds(json: unknown): Grounds {
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
