// How each message about plans that the service keeps changes what the page knows. Pure. It comes with Probeer.
import { mayEnter } from '../may.ts';
import { asked, refused, replied, valueOf } from '../remote.ts';
import type { Message, State } from '../state.ts';
import { opened, type Desk } from './desk.ts';
import type { Plan } from './plan.ts';
import { keepsPlans, typedKey, type ServiceDeed, type ServiceDesk, type WholePlan } from './service.ts';

/** The step that follows on `update`. */
export function serviceStep(state: State, message: Message): State {
  const next = serviceUpdate(state, message);
  const isWanted = next.view === 'probeer' && valueOf(next.study) !== null
    && (next.service.list.kind === 'none' || (next.service.list.kind === 'failed' && message.kind === 'retried'));
  const known = isWanted ? withService(next, { list: asked('scenarios', null) }) : next;
  // Who may not keep plans there is not asked to try.
  const isClosed = !mayEnter(known) && keepsPlans(known.service);
  return withLink(isClosed ? withService(known, { isReadOnly: true }) : known);
}

function serviceUpdate(state: State, message: Message): State {
  const { service } = state;
  switch (message.kind) {
    case 'service-arrived':
      return withService(state, { list: replied(service.list, 'scenarios', message.list) });
    case 'service-failed':
      return withService(state, { list: refused(service.list, 'scenarios', message.failure) });
    case 'plan-keep-asked':
      return keepsPlans(service) && state.desk !== null ? begun(state, keeping(service, state.desk.present, message.why)) : state;
    case 'service-asked':
      return begun(state, message.deed);
    case 'service-done':
      return doneWith(state, message.deed, message.told);
    case 'service-refused':
      return refusedWith(state, message);
    case 'service-part-opened': {
      const isHistory = message.open?.part === 'versies';
      return withService(state, { open: message.open, history: isHistory ? asked(message.open.id, null) : service.history });
    }
    case 'service-typed':
      return withService(state, { typed: { ...service.typed, [typedKey(message.id, message.name)]: message.text } });
    case 'service-conflict-left':
      return withService(state, { conflict: null });
    case 'history-arrived':
      return withService(state, { history: replied(service.history, message.request, message.versions) });
    case 'history-failed':
      return withService(state, { history: refused(service.history, message.request, message.failure) });
    case 'plan-arrived':
      return message.seen === null || message.plan.kept === null ? state
        : withService(state, { seen: { ...service.seen, [message.plan.kept]: message.seen } });
    default:
      return state;
  }
}

function keeping({ seen }: ServiceDesk, plan: Plan, why: string): ServiceDeed {
  return { kind: 'keep', plan, why, seen: plan.kept === null ? null : seen[plan.kept] ?? null };
}

function begun(state: State, deed: ServiceDeed): State {
  return state.service.deed === null ? withService(state, { deed, refused: null, conflict: null }) : state;
}

function doneWith(state: State, deed: ServiceDeed, told: WholePlan | null): State {
  const { service, desk } = state;
  const seen = told === null ? service.seen : { ...service.seen, [told.id]: told.version };
  const next = withService(state, { deed: null, open: null, conflict: null, seen, typed: stillTyped(service, deed), list: asked('scenarios', valueOf(service.list)) });
  if (told === null || desk === null) return next;
  switch (deed.kind) {
    case 'keep': return { ...next, desk: keptAs(desk, deed.plan, told.id) };
    case 'open':
    case 'branch': return { ...next, desk: opened(desk, told.plan), notice: null };
    case 'move':
    case 'withdraw': return next;
  }
}

/** Without what the deed was done with; what was typed since then stays. */
function stillTyped({ typed }: ServiceDesk, deed: ServiceDeed): ServiceDesk['typed'] {
  const used = usedBy(deed);
  return Object.fromEntries(Object.entries(typed).filter(([key, text]) => used[key] !== text.trim()));
}

function usedBy(deed: ServiceDeed): Readonly<Record<string, string>> {
  switch (deed.kind) {
    case 'keep': return deed.plan.kept === null ? {} : { [typedKey(deed.plan.kept, 'waarom')]: deed.why };
    case 'branch': return { [typedKey(deed.of.id, 'tak-naam')]: deed.name, [typedKey(deed.of.id, 'tak-waarom')]: deed.why };
    case 'withdraw': return { [typedKey(deed.of.id, 'intrekken-waarom')]: deed.why };
    case 'move':
    case 'open': return {};
  }
}

/** The plan that was kept, and what it was before and after on this desk, are from now on that plan of the service; what else
 * was opened on this desk is not. */
function keptAs(desk: Desk, plan: Plan, id: string): Desk {
  if (plan.kept === id) return desk;
  const isAtWork = desk.past.length >= desk.begun && [...desk.past.slice(desk.begun), desk.present, ...desk.future].includes(plan);
  const kept = (each: Plan): Plan => (each === plan || (isAtWork && each.kept === plan.kept) ? { ...each, kept: id } : each);
  const past = desk.past.map((each, index) => (index >= desk.begun || each === plan ? kept(each) : each));
  return { ...desk, past, present: kept(desk.present), future: desk.future.map(kept) };
}

function refusedWith(state: State, { deed, failure, theirs }: Extract<Message, { kind: 'service-refused' }>): State {
  // Who has not logged in may not write either.
  const isForbidden = failure.kind === 'refused' && (failure.status === 401 || failure.status === 403);
  const conflict = theirs !== null && deed.kind === 'keep' ? { mine: deed.plan, theirs } : null;
  // What somebody else changed is old in the list.
  const isLate = failure.kind === 'refused' && failure.status === 409;
  const list = isLate ? asked('scenarios' as const, valueOf(state.service.list)) : state.service.list;
  // On a narrow screen what there is to choose has to be in sight.
  return withService({ ...state, sitePart: 'vraag' }, { deed: null, refused: conflict === null ? { deed, failure } : null, conflict, list, isReadOnly: state.service.isReadOnly || isForbidden });
}

/** A plan that was opened by its link is the kept plan with that mark, so that keeping it makes a version and no copy. */
function withLink(state: State): State {
  const { desk, service, planOpened } = state;
  if (desk === null || desk.present.kept !== null || planOpened.kind !== 'known' || planOpened.request === '' || planOpened.value !== desk.present) return state;
  const found = valueOf(service.list)?.plans.find(({ mark }) => mark === planOpened.request);
  if (found === undefined) return state;
  const plan = { ...desk.present, kept: found.id };
  return withService({ ...state, desk: { ...desk, present: plan }, planOpened: { ...planOpened, value: plan } }, { seen: { ...service.seen, [found.id]: found.version } });
}

function withService(state: State, some: Partial<ServiceDesk>): State {
  return { ...state, service: { ...state.service, ...some } };
}
