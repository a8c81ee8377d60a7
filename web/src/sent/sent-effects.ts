// Turns what is done with sent layers into requests. A study that was read again is another one: the page starts afresh.
import { done, sentLayers } from '../api/sent-client.ts';
import { whenAsked } from '../requests.ts';
import type { Send, State } from '../state.ts';
import type { SentDeed } from './sent.ts';

export function sentEffectsOf(send: Send): (state: State, before: State) => void {
  return (state, before) => {
    whenAsked(state.sent.list, before.sent.list, async () => {
      const outcome = await sentLayers(state.language);
      send(outcome.kind === 'value' ? { kind: 'sent-arrived', layers: outcome.value } : { kind: 'sent-failed', failure: outcome.failure });
    });
    const { deed } = state.sent;
    if (deed !== null && deed !== before.sent.deed) void doing(deed, state.language);
  };

  async function doing(deed: SentDeed, language: string): Promise<void> {
    const outcome = await done(deed, language);
    if (outcome.kind === 'failure') return send({ kind: 'sent-refused', deed, failure: outcome.failure });
    if (changesStudy(deed)) return location.reload();
    send({ kind: 'sent-done', deed });
  }
}

function changesStudy(deed: SentDeed): boolean {
  return deed.kind === 'use' || deed.kind === 'stop' || ((deed.kind === 'remove' || deed.kind === 'replace') && deed.isUsed);
}
