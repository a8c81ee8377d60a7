import { describe, expect, it } from 'vitest';
import { plan as planFrom } from '../api/what-if.ts';
import { deskOf, done, dragged, emptyDesk, redone, undone, withDraft, type Desk, type Draft } from './desk.ts';
import { altering, placed, submitted, tookTool } from './draft.ts';
import { emptyPlan, isEmpty, normOfPlan, planDocument, withFacilityAt, withNorm, withWeights, type Change, type Plan } from './plan.ts';

const school: Change = {
  id: 'w1', soort: 'voorziening_openen', voorziening: 'nieuw-w1', naam: 'De Kwikstaart', soorten: ['PO'], plaats: [5.1, 52.1], capaciteit: 240,
  openingstijden: null,
};
const whole: Plan = {
  ...emptyPlan, naam: 'Alles', jaar: 2031, normen: [{ voorziening: 'PO', profiel: null, minuten: 15 }],
  gewichten: { criteria: { noodzaak: 0.5, ambitie: 0.25, meerwaarde: 0.25 }, inzet: { taal: 1 } },
  kengetallen: { naam: 'eigen getallen', bron: 'eigen telling', datum: '2026-01-01', per_woning: [{ type: 'woning', na_jaren: 0, '0-4': null, '4-12': 0.35, '12-18': null, alle: 2.1 }] },
  wijzigingen: [
    school,
    { id: 'w2', soort: 'voorziening_sluiten', voorziening: 'A' },
    { id: 'w3', soort: 'voorziening_verplaatsen', voorziening: 'B', naar: [5.2, 52.2] },
    { id: 'w4', soort: 'capaciteit', voorziening: 'C', capaciteit: 300 },
    { id: 'w5', soort: 'openingstijden', voorziening: 'C', openingstijden: 'Mo-Fr 08:00-18:00' },
    { id: 'w6', soort: 'brug_toevoegen', van: [5.1, 52.1], naar: [5.11, 52.1], vervoer: ['lopen', 'rolstoel', 'fiets'], drempelvrij: true },
    { id: 'w7', soort: 'straat_toevoegen', lijn: [[5.1, 52.1], [5.15, 52.12], [5.2, 52.1]], gebruik: 'voetpad' },
    { id: 'w8', soort: 'straat_sluiten', plaats: [5.3, 52.3] },
    { id: 'w9', soort: 'woningen', plaats: [5.4, 52.4], type: 'woning', aantal: 600, jaar: 2030 },
    { id: 'w10', soort: 'overig', written: { id: 'w10', soort: 'barriere_weghalen', plaats: [5.1, 52.1] } },
  ],
};

function filled(some: Partial<Draft>, plan: Plan = emptyPlan): Desk {
  return submitted(withDraft(deskOf(plan), some), '2026-01-01', 'Nieuw: basisschool');
}

describe('a plan', () => {
  it('comes back from its document as it was, also with what this page does not draw', () => {
    expect(planFrom(JSON.parse(JSON.stringify(planDocument(whole))))).toEqual(whole);
  });

  it('is moved by one change, however often a facility is moved', () => {
    const once = withFacilityAt(emptyPlan, 'A', [5, 52]);
    const twice = withFacilityAt(once, 'A', [6, 53]);
    expect(twice.wijzigingen).toEqual([{ id: 'w1', soort: 'voorziening_verplaatsen', voorziening: 'A', naar: [6, 53] }]);
  });

  it('that opens a facility opens it elsewhere when it is moved', () => {
    const moved = withFacilityAt({ ...emptyPlan, wijzigingen: [school] }, 'nieuw-w1', [6, 53]);
    expect(moved.wijzigingen).toEqual([{ ...school, plaats: [6, 53] }]);
  });
});

describe('the desk', () => {
  const one = done(emptyDesk, { ...emptyPlan, naam: 'een' });
  const two = done(one, { ...emptyPlan, naam: 'twee' });

  it('goes back and forth, and forgets what was undone once something else is done', () => {
    expect(undone(two).present.naam).toBe('een');
    expect(redone(undone(two)).present.naam).toBe('twee');
    expect(done(undone(two), emptyPlan).future).toEqual([]);
    expect(undone(emptyDesk)).toBe(emptyDesk);
    expect(redone(two)).toBe(two);
  });

  it('counts a whole drag as one step', () => {
    const steps = [5.1, 5.2, 5.3].reduce((desk, longitude) => dragged(desk, withFacilityAt(desk.present, 'A', [longitude, 52])), two);
    expect(steps.past).toHaveLength(3);
    expect(undone(steps)).toMatchObject({ present: { naam: 'twee', wijzigingen: [] }, dragging: false });
  });
});

describe('what is filled in', () => {
  it('becomes a change, and says what is missing before it can', () => {
    expect(filled({ tool: 'plaats' }).draft.missing).toBe('plaats');
    expect(filled({ tool: 'sluit' }).draft.missing).toBe('voorziening');
    expect(filled({ tool: 'verplaats', facility: 'A' }).draft.missing).toBe('naar');
    expect(filled({ tool: 'brug', places: { van: { at: [5, 52], name: '' } } }).draft.missing).toBe('naar');
    const place = { plaats: { at: [5, 52], name: '' } } as const;
    expect(filled({ tool: 'plaats', places: place, fields: { capaciteit: 'veel' } }).draft.missing).toBe('capaciteit');
    expect(filled({ tool: 'woningen', places: place, fields: { aantal: '600' } }).draft.missing).toBe('jaar');
    expect(filled({ tool: 'woningen', places: place, fields: { aantal: '600', jaar: '2030', van4: 'x' } }).draft.missing).toBe('van4');
    expect(filled({ tool: 'plaats', places: place, fields: { soort: 'PO', capaciteit: '1.240' } }).present.wijzigingen).toEqual([{
      id: 'w1', soort: 'voorziening_openen', voorziening: 'nieuw-w1', naam: 'Nieuw: basisschool', soorten: ['PO'], plaats: [5, 52], capaciteit: 1240,
      openingstijden: null,
    }]);
  });

  it('keeps everything that was typed while something is missing', () => {
    const fields = { aantal: '600', bron: 'eigen telling' };
    expect(filled({ tool: 'woningen', fields }).draft.fields).toEqual(fields);
  });

  it('gives homes their people, and no number of people where none is given', () => {
    const places = { plaats: { at: [5, 52], name: '' } } as const;
    const with_ = filled({ tool: 'woningen', places, fields: { aantal: '600', jaar: '2030', van4: '0,35', bron: 'eigen telling' } });
    expect(with_.present.kengetallen).toEqual({
      naam: 'eigen getallen', bron: 'eigen telling', datum: '2026-01-01',
      per_woning: [{ type: 'woning', na_jaren: 0, '0-4': null, '4-12': 0.35, '12-18': null, alle: null }],
    });
    expect(filled({ tool: 'woningen', places, fields: { aantal: '600', jaar: '2030' } }).present.kengetallen).toBeNull();
  });

  it('takes people for each home out again when their numbers are taken out of the form of the homes', () => {
    const places = { plaats: { at: [5, 52] as const, name: '' } };
    const { present } = filled({ tool: 'woningen', places, fields: { aantal: '600', jaar: '2030', van4: '0,35', bron: 'CBS' } });
    const [homes] = present.wijzigingen;
    if (homes === undefined) throw new Error('no homes');
    const form = altering(deskOf(present), homes);
    const emptied = withDraft(form, { fields: { ...form.draft.fields, van4: '' } });
    expect(submitted(emptied, '2026-01-01', '').present).toMatchObject({ kengetallen: null, wijzigingen: [{ soort: 'woningen', aantal: 600 }] });
  });

  it('alters every kind of change it shows, in its own place', () => {
    const desk = deskOf(whole);
    for (const change of whole.wijzigingen.filter(({ soort }) => soort !== 'overig')) {
      const again = submitted(altering(desk, change), '2026-01-01', '');
      expect(again.draft.missing).toBeNull();
      expect(again.present.wijzigingen).toEqual(whole.wijzigingen);
    }
  });

  it('bends where someone says so, between its ends and in that order', () => {
    const begun = placed(tookTool(emptyDesk, 'brug', { verbinding: 'voetpad' }), 'van', { at: [5.1, 52.1], name: '' });
    const bent = placed(placed(begun, 'bocht', { at: [5.11, 52.12], name: '' }), 'bocht', { at: [5.12, 52.11], name: '' });
    expect(bent.draft.picking).toBe('naar');
    const ended = submitted(placed(bent, 'naar', { at: [5.13, 52.1], name: '' }), '2026-01-01', 'Nieuw');
    expect(ended.present.wijzigingen).toMatchObject([{ soort: 'straat_toevoegen', lijn: [[5.1, 52.1], [5.11, 52.12], [5.12, 52.11], [5.13, 52.1]] }]);
    expect(ended.draft.bends).toEqual([]);
  });

  it('asks for the second place after the first', () => {
    const first = placed(tookTool(emptyDesk, 'brug', {}), 'van', { at: [5, 52], name: '' });
    expect(first.draft.picking).toBe('naar');
    expect(placed(first, 'naar', { at: [6, 52], name: '' }).draft.picking).toBeNull();
  });
});

it('a plan has one norm for a kind, and none when that of the norm set is chosen again', () => {
  const once = withNorm(emptyPlan, 'PO', { profile: 'fiets', minutes: null });
  const twice = withNorm(withNorm(once, 'VO', { profile: null, minutes: 20 }), 'PO', { profile: null, minutes: 15 });
  expect(twice.normen).toEqual([{ voorziening: 'VO', profiel: null, minuten: 20 }, { voorziening: 'PO', profiel: null, minuten: 15 }]);
  expect(normOfPlan(twice, 'PO')).toEqual({ profile: null, minutes: 15 });
  expect(withNorm(once, 'PO', { profile: null, minutes: null })).toEqual(emptyPlan);
});

it('a plan keeps weights group by group, and is not empty when it has nothing else', () => {
  const once = withWeights(emptyPlan, { criteria: { noodzaak: 1, ambitie: 0, meerwaarde: 0 } });
  const twice = withWeights(once, { inzet: { taal: 1 } });
  expect(twice.gewichten).toEqual({ criteria: { noodzaak: 1, ambitie: 0, meerwaarde: 0 }, inzet: { taal: 1 } });
  expect([isEmpty(emptyPlan), isEmpty(once)]).toEqual([true, false]);
  expect(planDocument(emptyPlan)).not.toHaveProperty('gewichten');
  // Of a group that a file leaves open there is nothing to keep.
  const written = { ...planDocument(once), gewichten: { criteria: null } };
  expect(planFrom(written).gewichten).toBeNull();
});
