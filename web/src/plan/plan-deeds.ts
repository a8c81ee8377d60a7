// What a message about a plan asks of the browser: keep it, forget it, save it as a file.
import type { WhatIf } from '../api/what-if.ts';
import { valueOf } from '../remote.ts';
import type { Message, Send, State } from '../state.ts';
import { forgetPlan, keepPlan, keptPlans, saveFile } from './keeping.ts';
import { isSamePlan, type Plan } from './plan.ts';
import { keepsPlans } from './service.ts';
import { isSameEntry, type KeptPlan } from './storage.ts';
import { forgetUnsaved, keepStep, putUnsavedBack, setAside, unsavedElsewhere } from './unsaved.ts';

export function planDeed(state: State, before: State, message: Message, send: Send): void {
  const study = valueOf(state.study)?.name ?? '';
  const plan = state.desk?.present;
  if (plan === undefined || plan === null) return;
  const known = meaningOf(state, plan);
  const entry = { plan, mark: known?.mark ?? null, kept: new Date().toISOString(), seen: versionOf(state, plan) };
  const gone = before.desk?.present;
  const isOpened = message.kind === 'plan-opened' || message.kind === 'plan-file-arrived' || (message.kind === 'service-done' && message.deed.kind !== 'keep');
  if (isOpened && gone !== undefined && gone !== plan) giveWay({ plan: gone, mark: meaningOf(before, gone)?.mark ?? null, kept: entry.kept, seen: versionOf(before, gone) });
  // Every step is kept, so that closing the page loses nothing.
  const isStep = !['plan-forget-asked', 'unsaved-forget-asked', 'plan-put-back', 'plan-file-asked'].includes(message.kind);
  if (isStep && !(state.desk?.dragging ?? false)) keepStep(study, entry);
  switch (message.kind) {
    case 'plan-opened':
    case 'plan-file-arrived':
    case 'service-done':
      break;
    case 'plan-keep-asked':
      if (keepsPlans(state.service)) return;
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
      const kept = keptPlans(study).find((each) => each.mark !== entry.mark && isSamePlan(each.plan, plan));
      if (entry.mark === null || kept === undefined) return;
      keepPlan(study, { ...kept, mark: entry.mark });
      break;
    }
    default:
      return;
  }
  send({ kind: 'kept-plans-read', plans: keptPlans(study), unsaved: unsavedElsewhere(study) });

  /** What is under its name already is not told as unsaved. */
  function giveWay(before: KeptPlan): void {
    const isKept = keptPlans(study).some((kept) => isSameEntry(kept, before))
      || valueOf(state.service.list)?.plans.some(({ mark }) => mark !== null && mark === before.mark) === true;
    if (!isKept) setAside(study, before);
  }
}

function versionOf({ service }: State, { kept }: Plan): number | null {
  return kept === null ? null : service.seen[kept] ?? null;
}

function meaningOf({ whatIf }: State, plan: Plan): WhatIf | null {
  return whatIf.kind === 'known' && whatIf.request.plan === plan ? whatIf.value : null;
}
