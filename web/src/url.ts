// The state of the page as its address, and back. Pure. What is usual is left out of the address, and so is what
// another view is about. What an address says in a way that is not understood is named in `unread`.
import { cityNow, usualBeside, type Beside, type MeasureName } from './compare.ts';
import { isSameNorm, mostMinutes } from './norm-choice.ts';
import { needSubjects, siteQuestions, usualSettings, type SiteSettings } from './site-settings.ts';
import {
  layerNames, usualLayers, viewNames, type Camera, type DialogName, type FileCity, type Language, type LayerName, type Link, type ViewName,
} from './state.ts';

const allViews: readonly ViewName[] = [...viewNames, 'vastleggen'];
const dialogs: readonly DialogName[] = ['tabel', 'methode', 'toetsen', 'legenda'];

type Part = readonly [name: string, value: string | null];

/** Reads an address; what it does not say, or says wrongly, gets its usual value. */
export function linkFrom(search: string): Link {
  const reader = readerOf(new URLSearchParams(search));
  const link = {
    view: reader.read('weergave', (text) => allViews.find((name) => name === text) ?? null) ?? 'kaart',
    language: reader.read('taal', (text): Language | null => (text === 'en' || text === 'nl' ? text : null)) ?? 'nl',
    kind: reader.text('voorziening'),
    age: reader.text('leeftijd'),
    norm: { profile: reader.text('profiel'), minutes: reader.read('norm', normMinutes) },
    area: reader.text('gebied'),
    layers: layersIn(reader),
    camera: reader.read('kaart', cameraFrom),
    dialog: reader.read('open', (text) => dialogs.find((name) => name === text) ?? null),
    shortcuts: reader.text('sneltoetsen') !== 'uit',
    site: siteFrom(reader),
    scenario: reader.read('scenario', (text) => (/^[0-9a-f]{64}$/.test(text) ? text : null)),
    record: reader.read('vastlegging', (text) => (/^[a-z_]{1,40}$/.test(text) ? text : null)),
    measure: reader.read('maat', (text): MeasureName | null => (text === 'tijd' || text === 'aandeel' ? text : null)) ?? 'tijd',
    beside: besideFrom(reader),
  };
  // Of a question about where to build, and of files, a plan in the address is the one that they are about.
  const withPlan = link.view === 'bouwen' && link.scenario !== null;
  const fileCity: FileCity = link.view === 'lagen' && link.scenario === null ? 'now' : 'plan';
  return { ...link, site: { ...link.site, withPlan }, fileCity, unread: reader.unread };
}

/** The query of an address that opens exactly this, without defaults. */
export function addressOf(link: Link): string {
  const query = [...viewParts(link), ...commonParts(link)]
    .filter((part): part is [string, string] => part[1] !== null)
    .map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%2C', ',').replaceAll('%2F', '/')}`)
    .join('&');
  return query === '' ? '' : `?${query}`;
}

/** Whether going from one to the other is a step to come back to, and not just a look around. */
export function isNewPage(from: Link, to: Link): boolean {
  return from.kind !== null && from.age !== null
    && (from.view !== to.view || from.kind !== to.kind || from.age !== to.age || !isSameNorm(from.norm, to.norm) || from.area !== to.area || from.dialog !== to.dialog
      || (from.beside === null) !== (to.beside === null) || from.site.question !== to.site.question || from.site.place !== to.site.place || from.record !== to.record);
}

function commonParts(link: Link): Part[] {
  return [
    ['open', link.dialog],
    ['taal', link.language === 'nl' ? null : link.language],
    ['sneltoetsen', link.shortcuts ? null : 'uit'],
  ];
}

function viewParts(link: Link): readonly Part[] {
  const view: Part = ['weergave', link.view === 'kaart' ? null : link.view];
  const camera: Part = ['kaart', link.camera === null ? null : cameraText(link.camera)];
  switch (link.view) {
    case 'kaart':
      return [
        ...questionParts(link),
        ['gebied', link.area],
        ['lagen', sameLayers(link.layers, usualLayers) ? null : link.layers.join(',') || 'geen'],
        camera,
      ];
    case 'probeer':
      return [
        view,
        ['voorziening', link.kind],
        ['leeftijd', link.age],
        ['scenario', link.scenario],
        ['maat', link.measure === 'tijd' ? null : link.measure],
        ...besideParts(link.beside),
        camera,
      ];
    case 'bouwen': return [view, ...siteParts(link.site), ['scenario', link.site.withPlan ? link.scenario : null], camera];
    case 'buurt': return [view, ['gebied', link.area]];
    case 'lagen': return [view, ...questionParts(link), ['scenario', link.fileCity === 'plan' ? link.scenario : null]];
    case 'vastleggen': return [view, ['vastlegging', link.record], ['gebied', link.area]];
  }
}

function questionParts(link: Link): Part[] {
  return [
    ['voorziening', link.kind],
    ['leeftijd', link.age],
    ['profiel', link.norm.profile],
    ['norm', link.norm.minutes === null ? null : String(link.norm.minutes)],
  ];
}

function besideParts(beside: Beside | null): Part[] {
  if (beside === null) return [];
  return [
    ['naast', beside.plan],
    ['naast_voorziening', beside.kind],
    ['naast_leeftijd', beside.age],
    ['beeld', beside.shown === usualBeside.shown ? null : beside.shown],
  ];
}

function besideFrom(reader: Reader): Beside | null {
  const plan = reader.read('naast', (text) => (text === cityNow || /^[0-9a-f]{64}$/.test(text) ? text : null));
  const shown = reader.read('beeld', (text): Beside['shown'] | null => (text === 'schuif' || text === 'verschil' ? text : null));
  if (plan === null) return null;
  return { plan, kind: reader.text('naast_voorziening'), age: reader.text('naast_leeftijd'), shown: shown ?? usualBeside.shown };
}

function siteParts(site: SiteSettings): Part[] {
  const number = (value: number | null): string | null => (value === null ? null : String(value));
  const list = (values: readonly (string | number)[] | null): string | null => (values === null || values.length === 0 ? null : values.join(','));
  return [
    ['vraag', site.question === usualSettings.question ? null : site.question],
    ['soort', site.kind],
    ['aantal', number(site.number)],
    ['budget', number(site.budgetEuros)],
    ['per_wijk', number(site.perDistrict)],
    ['gewichten', list(site.criteria)],
    ['noodzaak', list(site.rebuilding)],
    ['meerwaarde', list(site.addedValue)],
    ['onderwerpen', list(site.subjects)],
    ['met', list(site.required)],
    ['zonder', list(site.forbidden)],
    ['kosten', number(site.costEuros)],
    ['doorsnede', number(site.diameterMetres)],
    ['plek', site.place],
  ];
}

function siteFrom(reader: Reader): SiteSettings {
  const list = (text: string): readonly string[] => text.split(',').filter((each) => each !== '');
  return {
    question: reader.read('vraag', (text) => siteQuestions.find((name) => name === text) ?? null) ?? usualSettings.question,
    kind: reader.text('soort'),
    number: reader.read('aantal', wholeNumber),
    budgetEuros: reader.read('budget', wholeNumber),
    perDistrict: reader.read('per_wijk', wholeNumber),
    criteria: reader.read('gewichten', (text) => points(text, 3)),
    rebuilding: reader.read('noodzaak', (text) => points(text, 3)),
    addedValue: reader.read('meerwaarde', (text) => points(text, 4)),
    subjects: reader.read('onderwerpen', (text) => points(text, needSubjects.length)),
    required: reader.read('met', list) ?? [],
    forbidden: reader.read('zonder', list) ?? [],
    costEuros: reader.read('kosten', wholeNumber),
    diameterMetres: reader.read('doorsnede', wholeNumber),
    withPlan: false,
    place: reader.text('plek'),
  };
}

interface Reader {
  readonly text: (name: string) => string | null;
  /** The value that `understand` makes of a parameter; null when it is not there, or not understood. */
  readonly read: <Value>(name: string, understand: (text: string) => Value | null) => Value | null;
  readonly unread: readonly string[];
}

function readerOf(parameters: URLSearchParams): Reader {
  const unread: string[] = [];
  const text = (name: string): string | null => parameters.get(name);
  return {
    text,
    unread,
    read: (name, understand) => {
      const given = text(name);
      if (given === null) return null;
      const value = understand(given);
      if (value === null) unread.push(name);
      return value;
    },
  };
}

function wholeNumber(text: string): number | null {
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

function normMinutes(text: string): number | null {
  const minutes = wholeNumber(text);
  return minutes !== null && minutes >= 1 && minutes <= mostMinutes ? minutes : null;
}

function points(text: string, howMany: number): readonly number[] | null {
  const numbers = text.split(',').map(wholeNumber).filter((each) => each !== null);
  return numbers.length === howMany && numbers.some((each) => each > 0) ? numbers : null;
}

/** A layer that is not known is told, and leaves the others. */
function layersIn(reader: Reader): readonly LayerName[] {
  const known = reader.read('lagen', (text) => (text === 'geen' || text.split(',').every(isLayer) ? layersFrom(text) : null));
  return known ?? layersFrom(reader.text('lagen') ?? '') ?? usualLayers;
}

function isLayer(text: string): boolean {
  return layerNames.some((name) => name === text);
}

function layersFrom(text: string): readonly LayerName[] | null {
  const named = text.split(',');
  const known = layerNames.filter((name) => named.includes(name));
  return known.length > 0 || text === 'geen' ? known : null;
}

function sameLayers(one: readonly LayerName[], other: readonly LayerName[]): boolean {
  return one.length === other.length && one.every((name) => other.includes(name));
}

/** zoom/latitude/longitude, the order in which people know it from other maps. */
function cameraText(camera: Camera): string {
  const [longitude, latitude] = camera.middle;
  return `${camera.zoom.toFixed(2)}/${latitude.toFixed(5)}/${longitude.toFixed(5)}`;
}

function cameraFrom(text: string): Camera | null {
  if (!/^-?[\d.]+\/-?[\d.]+\/-?[\d.]+$/.test(text)) return null;
  const [zoom, latitude, longitude] = text.split('/').map(Number);
  if (zoom === undefined || latitude === undefined || longitude === undefined) return null;
  const isPlace = zoom >= 0 && zoom <= 22 && Math.abs(latitude) <= 85 && Math.abs(longitude) <= 180;
  return isPlace ? { zoom, middle: [longitude, latitude] } : null;
}

/** The address of a view with everything else as it is, for links that can be opened apart. */
export function addressOfView(link: Link, view: ViewName): string {
  return `/${addressOf({ ...link, view, dialog: null })}`;
}

/** The whole address that opens exactly what is seen, to hand to somebody else. */
export function linkTo(link: Link): string {
  return `${location.origin}${location.pathname}${addressOf(link)}`;
}
