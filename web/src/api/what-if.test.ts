import { expect, it } from 'vitest';
import { whatIf, years } from './what-if.ts';

it('places and hours that are known of no facility are not zero', () => {
  const supply = { locaties: 3, plaatsen: null, plaatsen_onbekend: 3, uren_per_week: null, uren_onbekend: 3 };
  const told = whatIf({
    scenario: { kenmerk: 'a', basis: {} }, zinnen: [], over: '', vragen: [], doodlopend: [], niet_geplaatst: [],
    aanbod: [{ voorziening: 'BIBLIOTHEEK', voor: supply, na: { ...supply, plaatsen: 0 } }],
  });
  expect(told.supply[0]).toEqual({
    kind: 'BIBLIOTHEEK', before: { places: null, locations: 3, hours: null }, after: { places: 0, locations: 3, hours: null },
  });
});

it('the years of a plan say what lies too far from a street, and whose numbers they rest on', () => {
  const year = { jaar: 2026, personen: 60000, gedekt: 31953, aandeel_pct: 53.3, plaatsen: null, plaatsen_onbekend: 3, tekort_plaatsen: null };
  const yields = { naam: 'eigen', bron: 'eigen telling', datum: '2026-01-01' };
  const told = years({ uitleg: 'Zo.', kengetallen: yields, zinnen: ['Deze plek ligt te ver.'], jaren: [year] });
  expect(told.yields).toEqual({ name: 'eigen', source: 'eigen telling', day: '2026-01-01' });
  expect(told.sentences).toEqual(['Deze plek ligt te ver.']);
  expect(told.years[0]).toMatchObject({ places: null, unknownPlaces: 3, short: null });
});
