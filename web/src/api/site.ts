// Reads answers about where to build (/v1/locatievragen).
import { fields, listOf, number, orNull, text, type Decoder } from './decode.ts';
import { locations } from './site-locations.ts';
import { bounded, grounds, placeId, stability } from './site-parts.ts';
import type {
  Candidate, Cluster, ClusterAnswer, LibraryAnswer, NeedAnswer, OpportunityAnswer, SchoolAnswer, ScorePart, Sheet, SiteAnswer, SitePlan, TimesFirst,
} from './site-types.ts';
import type { SiteQuestionName } from '../site-settings.ts';

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
    isPromising: at('label', text) === 'kansrijk',
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
