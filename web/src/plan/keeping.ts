// Plans that are kept in this browser, and as files. The only place that knows the browser's lasting storage.
import { plan as planFrom } from '../api/what-if.ts';
import { fields, listOf, orNull, text } from '../api/decode.ts';
import { emptyPlan, planDocument, type Plan } from './plan.ts';

/** A plan under its name, with its fingerprint when the server has told it. */
export interface KeptPlan {
  readonly plan: Plan;
  readonly mark: string | null;
  /** When it was kept, as ISO 8601. */
  readonly kept: string;
}

/** The plan that was last worked on in this browser; an empty one when there is none, or it cannot be read. */
export function lastPlan(study: string): Plan {
  return read(lastKey(study), (json) => kept(json, lastKey(study)).plan) ?? emptyPlan;
}

export function keepLast(study: string, entry: KeptPlan): boolean {
  return write(lastKey(study), written(entry));
}

/** By name. */
export function keptPlans(study: string): readonly KeptPlan[] {
  const plans = read(listKey(study), (json) => listOf(kept)(json, listKey(study))) ?? [];
  return plans.toSorted((one, other) => one.plan.naam.localeCompare(other.plan.naam));
}

/** Keeps a plan in the place of one with the same name; false when this browser keeps nothing. */
export function keepPlan(study: string, entry: KeptPlan): boolean {
  const others = keptPlans(study).filter(({ plan }) => plan.naam !== entry.plan.naam);
  return write(listKey(study), [...others, entry].map(written));
}

export function forgetPlan(study: string, name: string): void {
  write(listKey(study), keptPlans(study).filter(({ plan }) => plan.naam !== name).map(written));
}

/** The plan of this fingerprint, when this browser has it. */
export function planOf(study: string, mark: string): Plan | null {
  const last = read(lastKey(study), (json) => kept(json, lastKey(study)));
  return [...(last === null ? [] : [last]), ...keptPlans(study)].find((entry) => entry.mark === mark)?.plan ?? null;
}

/** Hands the plan to the person as a file in the published form. */
export function saveFile(plan: Plan, base: Readonly<Record<string, unknown>> | null): void {
  const content = JSON.stringify(planDocument({ ...plan, basis: plan.basis ?? base }), null, 2);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type: 'application/json' }));
  link.download = `${plan.naam.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'plan'}.json`;
  link.click();
  URL.revokeObjectURL(link.href);
}

function lastKey(study: string): string {
  return `nabij/${study}/laatste-plan`;
}

function listKey(study: string): string {
  return `nabij/${study}/plannen`;
}

function written({ plan, mark, kept: day }: KeptPlan): unknown {
  return { plan: planDocument(plan), kenmerk: mark, bewaard: day };
}

function kept(value: unknown, path: string): KeptPlan {
  const at = fields(value, path);
  return { plan: at('plan', planFrom), mark: at('kenmerk', orNull(text)), kept: at('bewaard', text) };
}

/** Null when there is nothing, when it cannot be read, or when this browser allows no storage. */
function read<Value>(key: string, decode: (json: unknown) => Value): Value | null {
  try {
    const content = localStorage.getItem(key);
    return content === null ? null : decode(JSON.parse(content));
  } catch {
    return null;
  }
}

function write(key: string, value: unknown): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
