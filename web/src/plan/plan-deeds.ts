// What a message about a plan asks of the browser: keep it, forget it, save it as a file.
import { valueOf } from '../remote.ts';
import type { Message, Send, State } from '../state.ts';
import { forgetPlan, keepPlan, keptPlans, saveFile } from './keeping.ts';
import { forgetUnsaved, keepStep, putUnsavedBack, unsavedElsewhere } from './unsaved.ts';

export function planDeed(state: State, message: Message, send: Send): void {
  const study = valueOf(state.study)?.name ?? '';
  const plan = state.desk?.present;
  if (plan === undefined || plan === null) return;
  const known = state.whatIf.kind === 'known' && state.whatIf.request.plan === plan ? state.whatIf.value : null;
  const entry = { plan, mark: known?.mark ?? null, kept: new Date().toISOString() };
  // Every step is kept, so that closing the page loses nothing.
  const isStep = !['plan-forget-asked', 'unsaved-forget-asked', 'plan-put-back', 'plan-file-asked'].includes(message.kind);
  if (isStep && !(state.desk?.dragging ?? false)) keepStep(study, entry);
  switch (message.kind) {
    case 'plan-keep-asked':
      keepPlan(study, entry);
      break;
    case 'plan-forget-asked':
      forgetPlan(study, message.name);
      break;
    case 'unsaved-forget-asked':
      forgetUnsaved(message.entry);
      break;
    case 'plan-put-back':
      if ('place' in message.entry) putUnsavedBack(message.entry);
      else keepPlan(study, message.entry);
      break;
    case 'plan-file-asked':
      saveFile(plan, known?.base ?? null);
      return;
    case 'what-if-arrived': {
      // A plan that was kept before the server knew it gets its fingerprint.
      const kept = keptPlans(study).find((each) => each.mark !== entry.mark && JSON.stringify(each.plan) === JSON.stringify(plan));
      if (entry.mark === null || kept === undefined) return;
      keepPlan(study, { ...kept, mark: entry.mark });
      break;
    }
    default:
      return;
  }
  send({ kind: 'kept-plans-read', plans: keptPlans(study), unsaved: unsavedElsewhere(study) });
}
