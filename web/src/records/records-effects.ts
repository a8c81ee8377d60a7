// Turns what is asked of records into requests.
import * as server from '../api/records-client.ts';
import { whenAsked } from '../requests.ts';
import type { Send, State } from '../state.ts';
import type { RecordDeed } from './records.ts';

/** So soon the study is read again with what was recorded, in milliseconds. */
const untilRead = 3000;

export function recordsEffectsOf(send: Send): (state: State, before: State) => void {
  return ({ records, language }, { records: before }) => {
    whenAsked(records.forms, before.forms, async (request) => {
      const outcome = await server.forms(request);
      send(outcome.kind === 'value' ? { kind: 'record-forms-arrived', request, forms: outcome.value } : { kind: 'record-forms-failed', request, failure: outcome.failure });
    });
    whenAsked(records.list, before.list, async (request) => {
      const outcome = await server.records(request);
      send(outcome.kind === 'value' ? { kind: 'records-arrived', request, records: outcome.value } : { kind: 'records-failed', request, failure: outcome.failure });
    });
    whenAsked(records.choices, before.choices, async () => {
      const outcome = await server.choices();
      send(outcome.kind === 'value' ? { kind: 'record-choices-arrived', choices: outcome.value } : { kind: 'record-choices-failed', failure: outcome.failure });
    });
    whenAsked(records.history, before.history, async (request) => {
      const outcome = await server.versions(request.kind, request.id);
      send(outcome.kind === 'value' ? { kind: 'record-history-arrived', request, versions: outcome.value } : { kind: 'record-history-failed', request, failure: outcome.failure });
    });
    if (records.deed !== null && records.deed !== before.deed) void doing(records.deed, language);
    const isWaited = records.list.kind === 'known' && records.list !== before.list && records.list.value.some(({ inStudy }) => inStudy === null);
    if (isWaited) setTimeout(() => send({ kind: 'records-wanted' }), untilRead);
  };

  async function doing(deed: RecordDeed, language: string): Promise<void> {
    const outcome = await server.done(deed, language);
    send(outcome.kind === 'value' ? { kind: 'record-done', deed, told: outcome.value } : { kind: 'record-refused', deed, failure: outcome.failure });
  }
}
