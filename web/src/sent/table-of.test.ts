import { describe, expect, it } from 'vitest';
import { tableOf } from './table-of.ts';

describe('the table of a sent layer', () => {
  it('has only what was filled in', () => {
    const filled = { kind: 'BIBLIOTHEEK', name: 'naam', id: '', x: 'lon', y: 'lat', crs: 'OGC:CRS84', title: '' };
    expect(tableOf('voorzieningen', filled)).toEqual({ crs: 'OGC:CRS84', position: { x: 'lon', y: 'lat' }, kind: 'BIBLIOTHEEK', columns: { name: 'naam' } });
    expect(tableOf('barrieres', { name: '' })).toEqual({});
  });

  it('counts people by the columns that were chosen', () => {
    const homes = tableOf('woningen', { 'band alle': 'inw', 'band 0-4': 'peuters', 'band 4-12': '' });
    expect(homes).toEqual({ shape: 'points', columns: {}, counts: { 'alle': { column: 'inw' }, '0-4': { column: 'peuters' } } });
  });

  it('makes an indicator only where a domain was chosen', () => {
    const filled = { level: 'buurt', code: 'BU_CODE', value: 'Taal (%)', domain: '', direction: 'hoog', unit: '%' };
    expect(tableOf('indicatoren', filled)).toEqual({ level: 'buurt', columns: { code: 'BU_CODE' }, figures: { taal: { column: 'Taal (%)' } } });
    const { indicators } = tableOf('indicatoren', { ...filled, domain: 'taal', indicator_name: 'Taalsteun' });
    expect(indicators).toEqual([{ code: 'taal', figure: 'taal', name_nl: 'Taalsteun', name_en: 'Taalsteun', domain: 'taal', direction: 'hoog', unit: '%' }]);
  });
});
