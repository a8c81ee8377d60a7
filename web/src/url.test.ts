import { expect, it } from 'vitest';
import { usualLayers, type Link } from './state.ts';
import { addressOf, isNewPage, linkFrom } from './url.ts';

const plain: Link = {
  language: 'nl', kind: null, age: null, area: null, layers: usualLayers, camera: null, dialog: null, shortcuts: true,
};

it('an empty address is the usual page, and the usual page has an empty address', () => {
  expect(linkFrom('')).toEqual(plain);
  expect(addressOf(plain)).toBe('');
});

it('everything in an address comes back out of it', () => {
  const link: Link = {
    language: 'en', kind: 'PO', age: '4-12', area: 'BU99990118', layers: ['gebieden', 'dekking'],
    camera: { zoom: 13.25, middle: [5.28, 52.6] }, dialog: 'tabel', shortcuts: false,
  };
  expect(addressOf(link)).toBe('?voorziening=PO&leeftijd=4-12&gebied=BU99990118&lagen=gebieden,dekking'
    + '&kaart=13.25/52.60000/5.28000&open=tabel&taal=en&sneltoetsen=uit');
  expect(linkFrom(addressOf(link))).toEqual(link);
});

it('no layers at all is something else than the usual layers', () => {
  expect(linkFrom(addressOf({ ...plain, layers: [] })).layers).toEqual([]);
});

it('what an address says wrongly is left out', () => {
  expect(linkFrom('?taal=fr&lagen=huizen&kaart=99/100/200&open=alles')).toEqual({ ...plain, layers: [] });
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
