// Plans on the page, from the first view that has to do with them.
import { places } from '../api/client.ts';
import * as planClient from '../api/plan-client.ts';
import type { Store } from '../store.ts';
import { planEffectsOf } from './plan-effects.ts';
import { planStep } from './plan-update.ts';
import { serviceEffectsOf } from './service-effects.ts';
import { serviceStep } from './service-update.ts';

const following = new WeakSet<Store>();

/** Lets the page follow plans; once, whichever view comes first. */
export function followPlans(store: Store): void {
  if (following.has(store)) return;
  following.add(store);
  store.extend(serviceStep);
  store.extend(planStep);
  store.subscribe(planEffectsOf({ ...planClient, places }, store.send));
  store.subscribe(serviceEffectsOf(store.send));
}
