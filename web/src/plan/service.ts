// Plans that the service keeps, for who may write in it: what it tells of them, and what can be done with them.
import type { Failure } from '../api/types.ts';
import type { Remote } from '../remote.ts';
import type { Plan } from './plan.ts';

/** A version of a kept plan, without its changes. */
export interface ServicePlan {
  readonly id: string;
  readonly version: number;
  readonly holds: boolean;
  readonly name: string;
  /** The version of another plan that it began as. */
  readonly branchOf: { readonly id: string; readonly version: number } | null;
  readonly mark: string | null;
  readonly changes: number | null;
  /** Whether it was made for the study as it is now. */
  readonly isOfThisBase: boolean;
  readonly action: string;
  readonly who: string;
  readonly when: string;
  readonly why: string;
}

/** The same with its changes. */
export interface WholePlan extends ServicePlan {
  readonly plan: Plan;
}

export interface ServiceList {
  /** Whether this service has a store. */
  readonly keeps: boolean;
  readonly plans: readonly ServicePlan[];
}

/** What is done with a kept plan; the answer is the plan as it then is. */
export type ServiceDeed =
  /** `seen` is the version that somebody else's would replace; null for a plan that is new there. */
  | { readonly kind: 'keep'; readonly plan: Plan; readonly seen: number | null; readonly why: string }
  /** A plan of this browser goes to the service as well. */
  | { readonly kind: 'move'; readonly plan: Plan }
  | { readonly kind: 'open'; readonly of: ServicePlan }
  | { readonly kind: 'branch'; readonly of: ServicePlan; readonly name: string; readonly why: string }
  | { readonly kind: 'withdraw'; readonly of: ServicePlan; readonly why: string };

export interface ServiceDesk {
  readonly list: Remote<'scenarios', ServiceList>;
  /** The service keeps plans but takes none from here. */
  readonly isReadOnly: boolean;
  readonly deed: ServiceDeed | null;
  readonly refused: { readonly deed: ServiceDeed; readonly failure: Failure } | null;
  /** What holds there, while somebody wanted to keep something else. */
  readonly conflict: { readonly mine: Plan; readonly theirs: WholePlan } | null;
  /** The versions that were last seen here, by plan. */
  readonly seen: Readonly<Record<string, number>>;
  /** The plan whose list of versions, withdrawal or branch is open. */
  readonly open: { readonly id: string; readonly part: 'versies' | 'tak' | 'intrekken' } | null;
  readonly history: Remote<string, readonly ServicePlan[]>;
  /** What is typed for a deed that is not done yet, by plan and field. */
  readonly typed: Readonly<Record<string, string>>;
}

export type TypedName = 'waarom' | 'tak-naam' | 'tak-waarom' | 'intrekken-waarom';

/** Where what is typed for a plan stands in `typed`. */
export function typedKey(id: string, name: TypedName): string {
  return `${id}/${name}`;
}

export const emptyServiceDesk: ServiceDesk = {
  list: { kind: 'none' }, isReadOnly: false, deed: null, refused: null, conflict: null, seen: {}, open: null, history: { kind: 'none' }, typed: {},
};

export type ServiceMessage =
  | { readonly kind: 'service-arrived'; readonly list: ServiceList }
  | { readonly kind: 'service-failed'; readonly failure: Failure }
  | { readonly kind: 'service-asked'; readonly deed: ServiceDeed }
  | { readonly kind: 'service-done'; readonly deed: ServiceDeed; readonly told: WholePlan | null }
  | { readonly kind: 'service-refused'; readonly deed: ServiceDeed; readonly failure: Failure; readonly theirs: WholePlan | null }
  | { readonly kind: 'service-part-opened'; readonly open: ServiceDesk['open'] }
  | { readonly kind: 'service-typed'; readonly id: string; readonly name: TypedName; readonly text: string }
  | { readonly kind: 'service-conflict-left' }
  | { readonly kind: 'history-arrived'; readonly request: string; readonly versions: readonly ServicePlan[] }
  | { readonly kind: 'history-failed'; readonly request: string; readonly failure: Failure };

/** Whether a plan that is kept now goes to the service; else it stays in this browser. */
export function keepsPlans({ list, isReadOnly }: ServiceDesk): boolean {
  const told = list.kind === 'known' ? list.value : list.kind === 'asked' ? list.previous : null;
  return told?.keeps === true && !isReadOnly;
}
