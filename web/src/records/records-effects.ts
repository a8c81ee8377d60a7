// Turns what is asked of records into requests.
import * as server from '../api/records-client.ts';
import { whenAsked } from '../requests.ts';
import { valueOf } from '../remote.ts';
import type { Message, Send, State } from '../state.ts';
import { draftOf, keepDraft, keptDraft } from './drafts.ts';
import type { RecordDeed, RecordForm, RecordsDesk } from './records.ts';
import { formIn } from './records-update.ts';

/** So soon the study is read again with what was recorded, in milliseconds. */
const untilRead = 3000;

export function recordsEffectsOf(send: Send): (state: State, before: State, message: Message) => void {
  return (state, earlier, message) => {
    const { records, language } = state;
    const { records: before } = earlier;
    followDraft(state, earlier, message);
    whenAsked(records.forms, before.forms, async (request) => {
      const outcome = await server.forms(request);
      send(outcome.kind === 'value' ? { kind: 'record-forms-arrived', request, forms: outcome.value } : { kind: 'record-forms-failed', request, failure: outcome.failure });
    });
    whenAsked(records.list, before.list, async (request) => {
      const outcome = await server.records(request.kind, request.language);
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
    whenAsked(records.copy, before.copy, async (request) => {
      const outcome = await server.takeIn(request, language);
      send(outcome.kind === 'value' ? { kind: 'record-copy-arrived', request, taken: outcome.value } : { kind: 'record-copy-failed', request, failure: outcome.failure });
    });
    if (records.deed !== null && records.deed !== before.deed) void doing(records.deed, language);
    const isWaited = records.list.kind === 'known' && records.list !== before.list && records.list.value.some(({ inStudy }) => inStudy === null);
    if (isWaited) setTimeout(() => send({ kind: 'records-wanted' }), untilRead);
  };

  /** What is typed in a form is kept in the tab, and comes back when the form is opened again. */
  function followDraft(state: State, before: State, message: Message): void {
    const form = openForm(state);
    if (form === null) return;
    const study = valueOf(state.study)?.name ?? '';
    if (openForm(before)?.kind !== form.kind) {
      const draft = keptDraft(study, form);
      const area = message.kind === 'record-kind-chosen' ? message.area ?? null : null;
      if (draft !== null) send({ kind: 'record-draft-found', record: form.kind, draft, area });
    } else if (isOther(state.records, before.records)) {
      keepDraft(study, form, draftOf(state.records, form));
    }
  }

  async function doing(deed: RecordDeed, language: string): Promise<void> {
    const outcome = await server.done(deed, language);
    send(outcome.kind === 'value' ? { kind: 'record-done', deed, told: outcome.value } : { kind: 'record-refused', deed, failure: outcome.failure });
  }
}

function openForm(state: State): RecordForm | null {
  return state.view === 'vastleggen' && valueOf(state.study) !== null ? formIn(state) : null;
}

function isOther(now: RecordsDesk, before: RecordsDesk): boolean {
  return now.filled !== before.filled || now.typed !== before.typed || now.editing !== before.editing || now.aside !== before.aside;
}
