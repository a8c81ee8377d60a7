// From what is filled in to a change, and back. Pure.
import type { FoundPlace, LonLat } from '../api/types.ts';
import { done, emptyDraft, withDraft, type ChosenPlace, type Desk, type Draft, type FieldName, type PlaceName, type Tool } from './desk.ts';
import {
  newFacility, nextId, withChange, withFacilityAt, withoutYields, withYields, type Change, type ChangeOf, type Plan, type StreetUse, type TravelWord, type YieldRow,
} from './plan.ts';

/** In the order of the toolbar. */
export const tools: readonly Tool[] = ['plaats', 'verplaats', 'sluit', 'brug', 'straat', 'woningen', 'aanpassen'];
/** What a new connection may be: a bridge for some, or a street of some use. */
export const connections = ['brug', 'fietsbrug', 'voetpad', 'fietspad', 'voet_en_fietspad', 'straat'] as const;
export type Connection = typeof connections[number];

const firstPlace: Readonly<Record<Tool, PlaceName | null>> = {
  plaats: 'plaats', verplaats: null, sluit: null, brug: 'van', straat: 'plaats', woningen: 'plaats', aanpassen: null,
};
const yieldFields = [['0-4', 'van0'], ['4-12', 'van4'], ['12-18', 'van12'], ['alle', 'alle']] as const;

/** A tool in hand; the same one again puts it down. What was typed stays. */
export function tookTool(desk: Desk, tool: Tool, fields: Draft['fields']): Desk {
  const { draft } = desk;
  if (draft.tool === tool && draft.editing === null) return withDraft(desk, { ...emptyDraft, fields: draft.fields });
  return withDraft(desk, { ...emptyDraft, tool, fields: { ...fields, ...draft.fields }, picking: firstPlace[tool] });
}

/** The form of a change that is there, filled in as it is. */
export function altering(desk: Desk, change: Change): Desk {
  const open = (tool: Tool, some: Partial<Draft>): Desk => withDraft(desk, { ...emptyDraft, ...some, tool, editing: change.id });
  const place = (at: LonLat): ChosenPlace => ({ at, name: '' });
  switch (change.soort) {
    case 'voorziening_openen':
      return open('plaats', {
        places: { plaats: place(change.plaats) },
        fields: {
          naam: change.naam, soort: change.soorten[0] ?? '', capaciteit: change.capaciteit === null ? '' : String(change.capaciteit),
          openingstijden: change.openingstijden ?? '',
        },
      });
    case 'voorziening_verplaatsen': return open('verplaats', { facility: change.voorziening, places: { naar: place(change.naar) } });
    case 'voorziening_sluiten': return open('sluit', { facility: change.voorziening });
    case 'capaciteit':
      return open('aanpassen', { facility: change.voorziening, fields: { capaciteit: change.capaciteit === null ? '' : String(change.capaciteit) } });
    case 'openingstijden':
      return open('aanpassen', { facility: change.voorziening, fields: { openingstijden: change.openingstijden ?? '' } });
    case 'brug_toevoegen':
      return open('brug', {
        places: { van: place(change.van), naar: place(change.naar) },
        fields: {
          verbinding: change.vervoer.includes('fiets') ? 'fietsbrug' : 'brug',
          drempelvrij: change.drempelvrij === null ? '' : change.drempelvrij ? 'ja' : 'nee',
        },
      });
    case 'straat_toevoegen': {
      const [from, to] = [change.lijn[0], change.lijn.at(-1)];
      return open('brug', {
        fields: { verbinding: change.gebruik },
        places: { ...(from === undefined ? {} : { van: place(from) }), ...(to === undefined ? {} : { naar: place(to) }) },
        bends: change.lijn.slice(1, -1).map(place),
      });
    }
    case 'straat_sluiten': return open('straat', { places: { plaats: place(change.plaats) } });
    case 'woningen': {
      const row = desk.present.kengetallen?.per_woning.find(({ type }) => type === change.type);
      const people = yieldFields.map(([group, field]) => [field, row?.[group]?.toString().replace('.', ',') ?? '']);
      return open('woningen', {
        places: { plaats: place(change.plaats) },
        fields: {
          aantal: String(change.aantal), jaar: String(change.jaar), type: change.type, bron: desk.present.kengetallen?.bron ?? '',
          ...Object.fromEntries(people),
        },
      });
    }
    case 'overig': return desk;
  }
}

/** A place that was pointed at or found; the next one to point at follows. */
export function placed(desk: Desk, name: PlaceName, place: ChosenPlace): Desk {
  const next = (name === 'van' || name === 'bocht') && desk.draft.places.naar === undefined ? 'naar' : null;
  if (name === 'bocht') return withDraft(desk, { bends: [...desk.draft.bends, place], picking: next, missing: null });
  return withDraft(desk, { places: { ...desk.draft.places, [name]: place }, picking: next, missing: null });
}

/** Whether it is two numbers, as a place can be written. */
export function isPair(typed: string): boolean {
  return /^-?\d+([.,]\d+)?(\s+|\s*[,;]\s*)-?\d+([.,]\d+)?$/.test(typed.trim());
}

/** The desk with the place that was sought there, when it was written as two numbers: those mean one place. */
export function foundByNumbers(desk: Desk, { place, typed }: { readonly place: PlaceName; readonly typed: string }, found: readonly FoundPlace[]): Desk {
  const field: FieldName = `zoek-${place}`;
  const [only] = found;
  if (only?.sort !== 'plek' || found.length > 1 || !isPair(typed) || desk.draft.fields[field]?.trim() !== typed) return desk;
  return placed(withDraft(desk, { fields: { ...desk.draft.fields, [field]: '' } }), place, { at: only.middle, name: only.name });
}

/** What is filled in as one change (two for a facility's capacity and hours), or what has yet to be filled in. */
export function submitted(desk: Desk, today: string, nameless: string): Desk {
  const { draft, present } = desk;
  const made = changesOf(draft, present, nameless);
  if ('missing' in made) return withDraft(desk, { missing: made.missing });
  const plan = made.changes.reduce((plan, change, index) => {
    if (change.soort === 'voorziening_verplaatsen') return withFacilityAt(plan, change.voorziening, change.naar);
    return withChange(plan, { id: index === 0 && draft.editing !== null ? draft.editing : nextId(plan), ...change });
  }, present);
  const whole = draft.tool === 'woningen' ? withYieldsOf(plan, draft, today) : plan;
  // A form that was filled in is done; a tool for the map stays in hand.
  const again = draft.editing === null && draft.tool !== 'woningen' && draft.tool !== 'aanpassen' ? draft.tool : null;
  return {
    ...done(desk, whole),
    draft: { ...emptyDraft, tool: again, picking: again === null ? null : firstPlace[again], fields: keptFields(draft) },
  };
}

/** What is likely to be the same for the next change with the same tool. */
function keptFields({ fields }: Draft): Draft['fields'] {
  const kept: FieldName[] = ['soort', 'verbinding', 'drempelvrij', 'jaar', 'type', 'van0', 'van4', 'van12', 'alle', 'bron'];
  return Object.fromEntries(kept.filter((name) => fields[name] !== undefined).map((name) => [name, fields[name]]));
}

type Made = { readonly changes: readonly ChangeOf[] } | { readonly missing: NonNullable<Draft['missing']> };

function changesOf(draft: Draft, plan: Plan, nameless: string): Made {
  const { facility, fields, places } = draft;
  const one = (change: ChangeOf): Made => ({ changes: [change] });
  switch (draft.tool) {
    case 'plaats': {
      if (places.plaats === undefined) return { missing: 'plaats' };
      const capaciteit = wholeNumber(fields.capaciteit);
      if (capaciteit === undefined) return { missing: 'capaciteit' };
      const editing = plan.wijzigingen.find(({ id }) => id === draft.editing);
      const voorziening = editing?.soort === 'voorziening_openen' ? editing.voorziening : `${newFacility}${nextId(plan)}`;
      return one({
        soort: 'voorziening_openen', voorziening, naam: fields.naam?.trim() || nameless, soorten: [fields.soort ?? ''], plaats: places.plaats.at,
        capaciteit, openingstijden: fields.openingstijden?.trim() || null,
      });
    }
    case 'verplaats':
      if (facility === null) return { missing: 'voorziening' };
      return places.naar === undefined ? { missing: 'naar' } : one({ soort: 'voorziening_verplaatsen', voorziening: facility, naar: places.naar.at });
    case 'sluit':
      return facility === null ? { missing: 'voorziening' } : one({ soort: 'voorziening_sluiten', voorziening: facility });
    case 'brug': return connection(draft);
    case 'straat':
      return places.plaats === undefined ? { missing: 'plaats' } : one({ soort: 'straat_sluiten', plaats: places.plaats.at });
    case 'woningen': return homes(draft);
    case 'aanpassen': return adjusted(draft);
    case null: return { changes: [] };
  }
}

function connection({ fields, places, bends }: Draft): Made {
  if (places.van === undefined) return { missing: 'van' };
  if (places.naar === undefined) return { missing: 'naar' };
  const [van, naar] = [places.van.at, places.naar.at];
  const what = connections.find((each) => each === fields.verbinding) ?? 'brug';
  if (what !== 'brug' && what !== 'fietsbrug') return { changes: [{ soort: 'straat_toevoegen', lijn: [van, ...bends.map(({ at }) => at), naar], gebruik: what satisfies StreetUse }] };
  const drempelvrij = fields.drempelvrij === 'ja' ? true : fields.drempelvrij === 'nee' ? false : null;
  const vervoer: TravelWord[] = [
    'lopen', ...(drempelvrij === true ? ['rolstoel' as const] : []), ...(what === 'fietsbrug' ? ['fiets' as const] : []),
  ];
  return { changes: [{ soort: 'brug_toevoegen', van, naar, vervoer, drempelvrij }] };
}

function homes(draft: Draft): Made {
  const { fields, places } = draft;
  const [aantal, jaar] = [wholeNumber(fields.aantal), wholeNumber(fields.jaar)];
  if (places.plaats === undefined) return { missing: 'plaats' };
  if (aantal === undefined || aantal === null || aantal === 0) return { missing: 'aantal' };
  if (jaar === undefined || jaar === null) return { missing: 'jaar' };
  const wrong = yieldFields.find(([, field]) => decimal(fields[field]) === undefined);
  if (wrong !== undefined) return { missing: wrong[1] };
  return { changes: [{ soort: 'woningen', plaats: places.plaats.at, type: homesType(draft), aantal, jaar }] };
}

function adjusted({ facility, fields }: Draft): Made {
  if (facility === null) return { missing: 'voorziening' };
  const capaciteit = wholeNumber(fields.capaciteit);
  const openingstijden = fields.openingstijden?.trim() ?? '';
  if (capaciteit === undefined) return { missing: 'capaciteit' };
  const changes: ChangeOf[] = [
    ...(capaciteit === null ? [] : [{ soort: 'capaciteit' as const, voorziening: facility, capaciteit }]),
    ...(openingstijden === '' ? [] : [{ soort: 'openingstijden' as const, voorziening: facility, openingstijden }]),
  ];
  return changes.length === 0 ? { missing: 'capaciteit' } : { changes };
}

/** People for each home as they are filled in. Numbers taken out of the form of homes that are there are taken out of the plan. */
function withYieldsOf(plan: Plan, draft: Draft, today: string): Plan {
  const row = yieldRow(draft);
  if (row !== null) return withYields(plan, row, draft.fields.bron?.trim() || '-', today);
  return draft.editing === null ? plan : withoutYields(plan, homesType(draft));
}

function homesType({ fields }: Draft): string {
  return fields.type?.trim() || 'woning';
}

/** People for each home as they are filled in; null when nothing is. */
function yieldRow(draft: Draft): YieldRow | null {
  const { fields } = draft;
  if (yieldFields.every(([, field]) => decimal(fields[field]) === null)) return null;
  const of = (field: FieldName): number | null => decimal(fields[field]) ?? null;
  return { type: homesType(draft), na_jaren: 0, '0-4': of('van0'), '4-12': of('van4'), '12-18': of('van12'), alle: of('alle') };
}

/** Null when nothing is typed, undefined when it is no whole number. */
function wholeNumber(typed: string | undefined): number | null | undefined {
  const plain = (typed ?? '').replace(/[.\s]/g, '');
  if (plain === '') return null;
  return /^\d{1,6}$/.test(plain) ? Number(plain) : undefined;
}

function decimal(typed: string | undefined): number | null | undefined {
  const plain = (typed ?? '').trim().replace(',', '.');
  if (plain === '') return null;
  return /^\d{1,2}(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}
