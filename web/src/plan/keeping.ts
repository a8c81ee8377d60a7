// Plans that are kept under their name in this browser, and as files.
import { listOf } from '../api/decode.ts';
import { planDocument, type Plan } from './plan.ts';
import { kept, read, write, written, type KeptPlan } from './storage.ts';
import { unsaved } from './unsaved.ts';

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
  return [...unsaved(study), ...keptPlans(study)].find((entry) => entry.mark === mark)?.plan ?? null;
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

function listKey(study: string): string {
  return `nabij/${study}/plannen`;
}
