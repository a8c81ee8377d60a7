// Turns what is done with plans that the service keeps into requests.
import * as server from '../api/service-client.ts';
import type { Outcome } from '../api/types.ts';
import { whenAsked } from '../requests.ts';
import type { Send, State } from '../state.ts';
import type { ServiceDeed, WholePlan } from './service.ts';

export function serviceEffectsOf(send: Send): (state: State, before: State) => void {
  return (state, before) => {
    const { service } = state;
    whenAsked(service.list, before.service.list, async () => {
      const outcome = await server.servicePlans();
      send(outcome.kind === 'value' ? { kind: 'service-arrived', list: outcome.value } : { kind: 'service-failed', failure: outcome.failure });
    });
    whenAsked(service.history, before.service.history, async (request) => {
      const outcome = await server.versions(request);
      send(outcome.kind === 'value' ? { kind: 'history-arrived', request, versions: outcome.value } : { kind: 'history-failed', request, failure: outcome.failure });
    });
    if (service.deed !== null && service.deed !== before.service.deed) void doing(service.deed, state);
  };

  async function doing(deed: ServiceDeed, { language }: State): Promise<void> {
    const outcome = await done(deed, language);
    if (outcome.kind === 'value') return send({ kind: 'service-done', deed, told: outcome.value });
    const { failure } = outcome;
    const isLate = deed.kind === 'keep' && deed.plan.kept !== null && failure.kind === 'refused' && failure.status === 409;
    // What holds there is read whole, with its places as this page has them.
    const theirs = isLate ? await server.wholePlan(deed.plan.kept ?? '') : null;
    send({ kind: 'service-refused', deed, failure, theirs: theirs?.kind === 'value' ? theirs.value : null });
  }
}

function done(deed: ServiceDeed, language: string): Promise<Outcome<WholePlan | null>> {
  switch (deed.kind) {
    case 'keep': return server.keep(deed.plan, { seen: deed.seen, why: deed.why, language });
    case 'move': return server.keep({ ...deed.plan, kept: null }, { seen: null, why: '', language });
    case 'open': return server.wholePlan(deed.of.id);
    case 'branch': return server.branch(deed.of.id, { name: deed.name, why: deed.why, language });
    case 'withdraw': return server.withdraw(deed.of, { why: deed.why, language });
  }
}
