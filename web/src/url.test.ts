import { expect, it } from 'vitest';
import { usualNorm } from './norm-choice.ts';
import { usualSettings, type SiteSettings } from './site-settings.ts';
import { usualLayers, type Link } from './state.ts';
import { addressOf, addressOfView, isNewPage, linkFrom } from './url.ts';

const plain: Link = {
  view: 'kaart', site: usualSettings, unread: [], language: 'nl', kind: null, age: null, area: null, layers: usualLayers, camera: null, dialog: null, shortcuts: true,
  norm: usualNorm, scenario: null, record: null, measure: 'tijd', beside: null, fileCity: 'plan',
};

it('an empty address is the usual page, and the usual page has an empty address', () => {
  expect(linkFrom('')).toEqual(plain);
  expect(addressOf(plain)).toBe('');
});

it('everything in an address comes back out of it', () => {
  const link: Link = {
    ...plain, language: 'en', kind: 'PO', age: '4-12', norm: { profile: 'fiets', minutes: 8 }, area: 'BU99990118', layers: ['gebieden', 'dekking'],
    camera: { zoom: 13.25, middle: [5.28, 52.6] }, dialog: 'tabel', shortcuts: false,
  };
  expect(addressOf(link)).toBe('?voorziening=PO&leeftijd=4-12&profiel=fiets&norm=8&gebied=BU99990118&lagen=gebieden,dekking'
    + '&kaart=13.25/52.60000/5.28000&open=tabel&taal=en&sneltoetsen=uit');
  expect(linkFrom(addressOf(link))).toEqual(link);
});

it('no layers at all is something else than the usual layers', () => {
  expect(linkFrom(addressOf({ ...plain, layers: [] })).layers).toEqual([]);
});

it('each view has its own part of the address', () => {
  const area: Link = { ...plain, view: 'buurt', kind: 'PO', area: 'BU1' };
  expect(addressOf(area)).toBe('?weergave=buurt&gebied=BU1');
  expect(linkFrom('?weergave=buurt&gebied=BU1')).toEqual({ ...area, kind: null });
  expect(addressOfView(area, 'kaart')).toBe('/?voorziening=PO&gebied=BU1');
});

it('the files of Lagen have their question in the address', () => {
  const files: Link = { ...plain, view: 'lagen', kind: 'PO', age: '4-12', norm: { profile: null, minutes: 5 }, fileCity: 'now' };
  expect(addressOf(files)).toBe('?weergave=lagen&voorziening=PO&leeftijd=4-12&norm=5');
  expect(linkFrom(addressOf(files))).toEqual(files);
});

it('the files of Lagen have the plan they are made with in the address', () => {
  const scenario = 'a'.repeat(64);
  const files: Link = { ...plain, view: 'lagen', scenario };
  expect(addressOf(files)).toBe(`?weergave=lagen&scenario=${scenario}`);
  expect(linkFrom(addressOf(files))).toEqual(files);
  expect(addressOf({ ...files, fileCity: 'now' })).toBe('?weergave=lagen');
});

it('a question about where to build comes back out of its address', () => {
  const site: SiteSettings = {
    question: 'locaties', number: 2, budgetEuros: 1_500_000, perDistrict: 1, criteria: [50, 25, 25], rebuilding: [1, 1, 0],
    subjects: null, addedValue: [1, 2, 3, 4], required: ['a', 'b'], forbidden: ['c'], kind: 'BIBLIOTHEEK', costEuros: 25_000, diameterMetres: 600,
    withPlan: false, place: 'a',
  };
  const link: Link = { ...plain, view: 'bouwen', site };
  expect(linkFrom(addressOf(link))).toEqual(link);
});

it('a question under a plan has the mark of the plan in its address', () => {
  const scenario = 'a'.repeat(64);
  const link: Link = { ...plain, view: 'bouwen', scenario, site: { ...usualSettings, withPlan: true } };
  expect(addressOf(link)).toBe(`?weergave=bouwen&scenario=${scenario}`);
  expect(linkFrom(addressOf(link))).toEqual(link);
  expect(addressOf({ ...link, site: usualSettings })).toBe('?weergave=bouwen');
});

it('what an address says wrongly is left out and named', () => {
  expect(linkFrom('?taal=fr&lagen=huizen&kaart=99/100/200&open=alles&weergave=globe&gewichten=1,2'))
    .toEqual({ ...plain, unread: ['weergave', 'taal', 'lagen', 'kaart', 'open', 'gewichten'] });
  expect(linkFrom('?kaart=13/52').camera).toBeNull();
  expect(linkFrom('?kaart=1.2.3/52/5').camera).toBeNull();
});

it('a code with a sign that means something in addresses survives', () => {
  const link = { ...plain, area: 'A&B=C/D' };
  expect(linkFrom(addressOf(link)).area).toBe('A&B=C/D');
});

it('another question or area is a page to come back to, looking around is not', () => {
  const here = { ...plain, kind: 'PO', age: '4-12' };
  expect(isNewPage(here, { ...here, kind: 'VO' })).toBe(true);
  expect(isNewPage(here, { ...here, area: 'BU1' })).toBe(true);
  expect(isNewPage(here, { ...here, camera: { zoom: 12, middle: [5, 52] } })).toBe(false);
  expect(isNewPage(plain, here)).toBe(false);
});

it('a plan and what stands beside it come back out of the address', () => {
  const scenario = 'a'.repeat(64);
  const link: Link = {
    ...plain, view: 'probeer', kind: 'PO', age: '4-12', scenario, measure: 'aandeel', beside: { plan: 'b'.repeat(64), kind: 'KDV', age: '0-4', shown: 'verschil' },
  };
  expect(linkFrom(addressOf(link))).toEqual(link);
  const now: Link = { ...plain, view: 'probeer', scenario, beside: { plan: 'nu', kind: null, age: null, shown: 'schuif' } };
  expect(addressOf(now)).toBe(`?weergave=probeer&scenario=${scenario}&naast=nu`);
  expect(linkFrom(addressOf(now))).toEqual(now);
  expect(isNewPage({ ...now, kind: 'PO', age: '4-12' }, { ...now, kind: 'PO', age: '4-12', beside: null })).toBe(true);
});

it('a fingerprint that is none is named', () => {
  expect(linkFrom('?weergave=probeer&scenario=kort&naast=iets').unread).toEqual(['scenario', 'naast']);
});
