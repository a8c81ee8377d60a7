// The lasting storage of this browser, and how a plan is written in it. The only place that knows it.
import { fields, number, orNull, text } from '../api/decode.ts';
import { plan as planFrom } from '../api/what-if.ts';
import { isSamePlan, planDocument, type Plan } from './plan.ts';

/** A plan, with its fingerprint when the server has told it. */
export interface KeptPlan {
  readonly plan: Plan;
  readonly mark: string | null;
  /** When it was kept, as ISO 8601. */
  readonly kept: string;
  /** The version of the plan of the service that was last seen here; null when it is none. */
  readonly seen: number | null;
}

/** Whether it is the same plan, also when the server has filled in what it is based on. */
export function isSameEntry(one: Pick<KeptPlan, 'plan' | 'mark'>, other: Pick<KeptPlan, 'plan' | 'mark'>): boolean {
  return (one.mark !== null && one.mark === other.mark) || isSamePlan(one.plan, other.plan);
}

export function written({ plan, mark, kept: day, seen }: KeptPlan): unknown {
  const service = plan.kept === null ? {} : { dienst: plan.kept, versie: seen };
  return { plan: planDocument(plan), kenmerk: mark, bewaard: day, ...service };
}

export function kept(value: unknown, path: string): KeptPlan {
  const at = fields(value, path);
  return {
    plan: { ...at('plan', planFrom), kept: at('dienst', orNull(text)) }, mark: at('kenmerk', orNull(text)), kept: at('bewaard', text),
    seen: at('versie', orNull(number)),
  };
}

/** All names in the storage that begin so; none when this browser allows no storage. */
export function keysFrom(start: string): readonly string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(start));
  } catch {
    return [];
  }
}

/** Null when there is nothing, when it cannot be read, or when this browser allows no storage. */
export function read<Value>(key: string, decode: (json: unknown) => Value): Value | null {
  try {
    const content = localStorage.getItem(key);
    return content === null ? null : decode(JSON.parse(content));
  } catch {
    return null;
  }
}

/** Writes a value, or with null removes what is there; false when this browser keeps nothing. */
export function write(key: string, value: unknown): boolean {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
