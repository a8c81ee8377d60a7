// Probeer: the plan left, the map to draw on, and on the right what the plan means for people.
import '../../style/probeer.css';
import { places } from '../../api/client.ts';
import * as planClient from '../../api/plan-client.ts';
import { planEffectsOf } from '../../plan/plan-effects.ts';
import { planStep } from '../../plan/plan-update.ts';
import { serviceEffectsOf } from '../../plan/service-effects.ts';
import { serviceStep } from '../../plan/service-update.ts';
import type { View } from '../../view.ts';
import { outcome } from './outcome.ts';
import { overlay } from './overlay.ts';
import { planPanel } from './plan-panel.ts';

export const probeer: View = {
  panel: planPanel,
  side: outcome,
  overlay,
  start: (store) => {
    store.extend(serviceStep);
    store.extend(planStep);
    store.subscribe(planEffectsOf({ ...planClient, places }, store.send));
    store.subscribe(serviceEffectsOf(store.send));
  },
};
