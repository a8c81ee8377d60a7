// Which part of a plan the server refuses, from the parameter that it names, such as `scenario.wijzigingen[1].plaats`. Pure.
import type { Failure } from '../api/types.ts';
import { withDraft, type Desk, type FieldName, type PlaceName } from './desk.ts';
import { altering } from './draft.ts';

export interface RefusedPart {
  /** The place of the change in the plan, from 0; null is the plan as a whole. */
  readonly change: number | null;
  /** As the published form names it; empty when it names none. */
  readonly field: string;
}

export function refusedPart(failure: Failure): RefusedPart {
  if (failure.kind !== 'refused') return { change: null, field: '' };
  const change = /wijzigingen\[(\d+)\]/.exec(failure.parameter)?.[1];
  return { change: change === undefined ? null : Number(change), field: /([a-z_]+)(\[\d+\])*$/.exec(failure.parameter)?.[1] ?? '' };
}

/** The field of a form that a field of the published form is filled in with. */
export function formField(field: string): FieldName | PlaceName | 'voorziening' | null {
  switch (field) {
    case 'plaats':
    case 'van':
    case 'naar':
    case 'naam':
    case 'capaciteit':
    case 'openingstijden':
    case 'drempelvrij':
    case 'aantal':
    case 'jaar':
    case 'type':
    case 'voorziening': return field;
    case 'soorten': return 'soort';
    case 'lijn': return 'van';
    case 'straat': return 'plaats';
    default: return null;
  }
}

/** The desk with the form of the refused change open, so that it is said at the field; what someone is filling in stays. */
export function withRefusedOpen(desk: Desk, failure: Failure): Desk {
  const { change } = refusedPart(failure);
  const refused = change === null ? undefined : desk.present.wijzigingen[change];
  const isBusy = desk.draft.editing !== null || desk.dragging || Object.keys(desk.draft.places).length > 0;
  if (refused === undefined || isBusy) return desk;
  const open = altering(desk, refused);
  return open === desk ? desk : withDraft(open, { picking: null });
}
