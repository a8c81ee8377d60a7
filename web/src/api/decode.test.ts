import { describe, expect, it } from 'vitest';
import { answer, explanation, problem, progress, study, who } from './decode.ts';

const figures = {
  code: 'BU1', naam: 'Kersenhof', niveau: 'buurt', wijk: 'Oost', klasse: 4, personen: 220, gedekt: 86, aandeel_pct: 39.1,
  t_p10_s: 300, t_p50_s: 690, t_p90_s: 924, score: 0.5, geschat_pct: 9, reden: null,
};
const answerBody = {
  vraag: { voorziening: 'PO', leeftijd: '4-12', profiel: 'lopen_kind', norm_s: 600, grens_s: 1200, norm_label: 'voorstel' },
  titel: 'Lopen naar de dichtstbijzijnde basisschool', eenheid: 'minuten', stad: { ...figures, code: 'GM1', niveau: 'gemeente' },
  verdeling: [{ klasse: 1, personen: 150 }],
  klassen: [
    { klasse: 1, van_s: 0, tot_s: 300, naam: 'tot 5', binnen_norm: true, kleur: '#f1f8f6', buurten: 3, personen: 395 },
    { klasse: 0, naam: 'onvoldoende gegevens', buurten: 2, personen: null, kleur: '#e6e8e8' },
  ],
  gebieden: [figures], geschat_pct: 12, bronnen: ['Telling'], uitleg_methode: 'Zo.',
};

describe('an answer', () => {
  it('is read as the contract says', () => {
    const read = answer(answerBody);
    expect(read.areas[0]).toMatchObject({ code: 'BU1', classNumber: 4, medianSeconds: 690, sharePercent: 39.1 });
    expect(read.classes[0]).toMatchObject({ number: 1, withinNorm: true, colour: '#f1f8f6' });
  });

  it('may have a class without data, which lies on no side of the norm', () => {
    expect(answer(answerBody).classes[1]).toMatchObject({ number: 0, withinNorm: false, persons: null });
  });

  it('keeps a hidden number hidden, and its reason', () => {
    const hidden = { ...figures, personen: null, gedekt: null, aandeel_pct: null, reden: 'minder dan 5' };
    expect(answer({ ...answerBody, gebieden: [hidden] }).areas[0]).toMatchObject({ persons: null, reason: 'minder dan 5' });
  });
});

it('an answer may have no city and a hidden distribution', () => {
  expect(answer({ ...answerBody, stad: null, verdeling: null })).toMatchObject({ city: null, distribution: null });
});

describe('what is not as the contract says', () => {
  it('is refused with its place, what was found and what was expected', () => {
    const wrong = { ...answerBody, gebieden: [{ ...figures, klasse: 'vier' }] };
    expect(() => answer(wrong)).toThrow('antwoord.gebieden[0].klasse: found "vier", expected a number');
    expect(() => answer({ ...answerBody, titel: undefined })).toThrow('antwoord.titel: found null, expected a text');
    expect(() => study(null)).toThrow('studie: found null, expected an object');
    expect(() => answer({ ...answerBody, gebieden: { 0: figures } })).toThrow('expected a list');
  });

  it('holds for colours, levels and bounds too', () => {
    const colour = [{ ...answerBody.klassen[0], kleur: 'red;url(x)' }];
    expect(() => answer({ ...answerBody, klassen: colour })).toThrow('antwoord.klassen[0].kleur');
    expect(() => answer({ ...answerBody, gebieden: [{ ...figures, niveau: 'straat' }] })).toThrow('expected buurt, wijk or gemeente');
  });
});

it('a study is read with its kinds and areas', () => {
  const read = study({
    naam: 'Voorbeeldstad', peildatum: '2026-01-01', crs: 'EPSG:28992', versie: '0.1.0', begrenzing: [5, 52, 6, 53], afstandsniveau: 'D3',
    afstandsniveau_uitleg: 'Straatroute (D3)', normenset: { naam: 'n', label: 'voorstel' }, profielen: [{ code: 'lopen_kind', uitleg: 'te voet' }],
    voorzieningen: [{
      code: 'PO', enkelvoud: 'basisschool', meervoud: 'basisscholen', lidwoord: 'de', letter: 'B', vorm: 'circle', aantal: 14,
      leeftijden: ['4-12'], profiel: 'lopen_kind', profiel_uitleg: 'Lopen', norm_s: 600, grens_s: 1200,
    }],
    leeftijden: [{ code: '4-12', naam: 'kinderen' }],
    gebieden: [{ code: 'BU1', naam: 'Kersenhof', niveau: 'buurt', wijk: null, midden: [5.5, 52.5], begrenzing: [5, 52, 6, 53] }],
    bronnen: [{ naam: 'x', titel: 'Telling', uitgever: 'nabij', licentie: 'CC0-1.0', datum: '2026-01-01' }],
    achtergrond: { eigen: true, lagen: ['water'] },
  });
  expect(read.kinds[0]).toMatchObject({ singular: 'basisschool', normSeconds: 600 });
  expect(read.areas[0]).toMatchObject({ name: 'Kersenhof', district: null, middle: [5.5, 52.5] });
});

it('the parts of an explanation know on which side of the norm they are', () => {
  const read = explanation({
    code: 'BU1', naam: 'Kersenhof', niveau: 'buurt', wijk: 'Oost', zin: 'Voor 86 van de 220.', waarde: figures,
    delen: [{ naam: 'binnen', personen: 86, soort: 'binnen' }, { naam: 'verder', personen: 134, soort: 'buiten' }],
    spreiding: null, geschat_pct: 9, bronnen: [{ titel: 'Telling', datum: null, uitgever: 'nabij' }], formule: 'nabijheid-1',
    normenset: 'n', afstandsniveau: 'D3', reden: null,
  });
  expect(read.parts.map((part) => part.within)).toEqual([true, false]);
});

it('progress and problems are read even when they say little', () => {
  expect(progress({ status: 'laden' })).toEqual({ step: null, share: null });
  expect(progress({ status: 'laden', stap: 'straten lezen', deel: 0.4 })).toEqual({ step: 'straten lezen', share: 0.4 });
  expect(problem('<html>')).toEqual({ title: '', detail: '', parameter: '', inForce: null, problems: [] });
});

describe('who looks', () => {
  it('is known with what they may, and nothing is guessed', () => {
    const body = { wie: 'l.lezer', rol: 'lezer', ingelogd: true, inloggen: true, lezen: 'open', mag: { lezen: true, vastleggen: false, kopie_terugzetten: false, lagen_sturen: false, tokens_beheren: false } };
    expect(who(body)).toEqual({ name: 'l.lezer', role: 'lezer', loggedIn: true, canLogIn: true, may: { enter: false, send: false, takeIn: false } });
    expect(() => who({ ...body, mag: {} })).toThrow(/mag\.vastleggen/);
  });
});

describe('a copy that is refused', () => {
  it('tells each problem and each conflict in a sentence', () => {
    const body = { status: 400, title: 't', detail: 'd', problemen: [{ zin: 'besluit/a/1 rol: gevonden x, verwacht y' }], conflicten: [{ zin: 'besluit/b: twee kanten' }] };
    expect(problem(body).problems).toEqual(['besluit/a/1 rol: gevonden x, verwacht y', 'besluit/b: twee kanten']);
    expect(problem({ title: 't' }).problems).toEqual([]);
  });
});
