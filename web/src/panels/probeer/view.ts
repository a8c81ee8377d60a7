// Probeer: the plan left, the map to draw on, and on the right what the plan means for people.
import '../../style/probeer.css';
import { followPlans } from '../../plan/follow-plans.ts';
import type { View } from '../../view.ts';
import { outcome } from './outcome.ts';
import { overlay } from './overlay.ts';
import { planPanel } from './plan-panel.ts';

export const probeer: View = {
  panel: planPanel,
  side: outcome,
  overlay,
  start: followPlans,
};
