// The desk at which a plan is made: the plan, what it was before, and what is being filled in. Pure.
import type { LonLat } from '../api/types.ts';
import { emptyPlan, type Plan } from './plan.ts';

export type Tool = 'plaats' | 'verplaats' | 'sluit' | 'brug' | 'straat' | 'woningen' | 'aanpassen';
export type PlaceName = 'plaats' | 'van' | 'bocht' | 'naar';
export type FieldName =
  | 'naam' | 'soort' | 'capaciteit' | 'openingstijden' | 'verbinding' | 'drempelvrij' | 'aantal' | 'jaar' | 'type' | 'van0' | 'van4' | 'van12'
  | 'alle' | 'bron' | 'zoek-plaats' | 'zoek-van' | 'zoek-bocht' | 'zoek-naar';

export interface ChosenPlace {
  readonly at: LonLat;
  /** As a person would say it; empty when it was pointed at on the map. */
  readonly name: string;
}

/** What is being filled in for the next change. */
export interface Draft {
  readonly tool: Tool | null;
  readonly facility: string | null;
  readonly fields: Readonly<Partial<Record<FieldName, string>>>;
  readonly places: Readonly<Partial<Record<PlaceName, ChosenPlace>>>;
  /** Where a new street bends, in order. */
  readonly bends: readonly ChosenPlace[];
  /** The place that a click on the map fills in. */
  readonly picking: PlaceName | null;
  /** The change that is being altered; null is a new one. */
  readonly editing: string | null;
  /** What has yet to be filled in, once someone tried without. */
  readonly missing: FieldName | PlaceName | 'voorziening' | null;
}

export interface Desk {
  readonly past: readonly Plan[];
  readonly present: Plan;
  readonly future: readonly Plan[];
  /** From here on `past` is of the plan that is on the desk now. */
  readonly begun: number;
  readonly draft: Draft;
  /** Something is being dragged: its plan is not done yet. */
  readonly dragging: boolean;
}

export const emptyDraft: Draft = { tool: null, facility: null, fields: {}, places: {}, bends: [], picking: null, editing: null, missing: null };

export function deskOf(plan: Plan): Desk {
  return { past: [], present: plan, future: [], begun: 0, draft: emptyDraft, dragging: false };
}

export const emptyDesk: Desk = deskOf(emptyPlan);

/** The desk with another plan on it; the one before can be had back. */
export function done(desk: Desk, plan: Plan): Desk {
  return plan === desk.present ? desk : { ...desk, past: [...desk.past, desk.present], present: plan, future: [] };
}

/** The desk with a plan that was made elsewhere; the one before can be had back. */
export function opened(desk: Desk | null, plan: Plan): Desk {
  const past = desk === null ? [] : [...desk.past, desk.present];
  return { ...deskOf(plan), past, begun: past.length };
}

export function undone(desk: Desk): Desk {
  const before = desk.past.at(-1);
  if (before === undefined) return desk;
  return { ...desk, past: desk.past.slice(0, -1), present: before, future: [desk.present, ...desk.future], dragging: false };
}

export function redone(desk: Desk): Desk {
  const [next, ...later] = desk.future;
  if (next === undefined) return desk;
  return { ...desk, past: [...desk.past, desk.present], present: next, future: later, dragging: false };
}

/** The desk while something is dragged: the whole way is one step back. */
export function dragged(desk: Desk, plan: Plan): Desk {
  return desk.dragging ? { ...desk, present: plan } : { ...done(desk, plan), dragging: true };
}

export function withDraft(desk: Desk, some: Partial<Draft>): Desk {
  return { ...desk, draft: { ...desk.draft, ...some } };
}
