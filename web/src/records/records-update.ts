// How each message about records changes what the page knows, and what it then has to ask. Pure. It comes with its view.
import type { RecordEntry } from '../api/types.ts';
import { asked, refused, replied, valueOf } from '../remote.ts';
import type { Message, State } from '../state.ts';
import type { Filled, RecordDeed, RecordForm, RecordsDesk } from './records.ts';
import { filledWith, why } from './written.ts';

/** What is true of who fills in several forms after each other. */
const common: readonly string[] = ['bron', 'datum', 'rol'];

/** The step that follows on `update`. */
export function recordsStep(state: State, message: Message): State {
  const next = recordsUpdate(state, message);
  return next.view === 'vastleggen' && valueOf(next.study) !== null ? withAsked(next, message.kind === 'retried') : next;
}

/** The form at hand: of the address, else the first. */
export function formIn({ records, record }: State): RecordForm | null {
  const forms = valueOf(records.forms)?.forms ?? [];
  return forms.find(({ kind }) => kind === record) ?? forms[0] ?? null;
}

function withAsked(state: State, isAgain: boolean): State {
  const { records, language } = state;
  const isOld = records.forms.kind === 'none' || (records.forms.kind === 'failed' ? isAgain : records.forms.request !== language);
  const forms = isOld ? asked(language, valueOf(records.forms)) : records.forms;
  const choices = records.choices.kind === 'none' || (isAgain && records.choices.kind === 'failed') ? asked('keuzes' as const, null) : records.choices;
  const kind = formIn({ ...state, records: { ...records, forms } })?.kind;
  const before = records.list.kind === 'none' ? null : records.list.request;
  const isOtherForm = before !== null && kind !== undefined && before.kind !== kind;
  const isOther = before === null || isOtherForm || before.language !== language || (isAgain && records.list.kind === 'failed');
  // In another language the records stay in sight until they are told in it.
  const list = kind !== undefined && isOther ? asked({ kind, language }, isOtherForm ? null : valueOf(records.list)) : records.list;
  return withDesk(state, { forms, choices, list, ...(isOtherForm ? begunElsewhere(state) : {}) });
}

/** Another form than before, for instance by going back: nobody typed in this one yet, and what was changed there is not changed here. */
function begunElsewhere(state: State): Partial<RecordsDesk> {
  const isChanging = state.records.editing !== null;
  return { typed: false, cameBack: false, aside: null, editing: null, ...(isChanging ? { filled: begun(state) } : {}) };
}

function recordsUpdate(state: State, message: Message): State {
  const { records } = state;
  switch (message.kind) {
    case 'record-forms-arrived':
      // Who comes by a link to an area fills in something about that area.
      return withDesk(state, { forms: replied(records.forms, message.request, message.forms), filled: { ...(state.area === null ? {} : aboutArea(state.area)), ...records.filled } });
    case 'record-forms-failed':
      return withDesk(state, { forms: refused(records.forms, message.request, message.failure) });
    case 'records-arrived':
      return withDesk(state, { list: replied(records.list, message.request, message.records) });
    case 'records-failed':
      return withDesk(state, { list: refused(records.list, message.request, message.failure) });
    case 'records-wanted':
      return withDesk(state, { list: records.list.kind === 'known' ? asked(records.list.request, records.list.value) : records.list });
    case 'record-choices-arrived':
      return withDesk(state, { choices: replied(records.choices, 'keuzes', message.choices) });
    case 'record-choices-failed':
      return withDesk(state, { choices: refused(records.choices, 'keuzes', message.failure) });
    case 'record-kind-chosen':
      return chosen(state, message.record, message.area);
    case 'record-filled':
      return withDesk(state, { filled: { ...records.filled, [message.name]: message.typed }, typed: true, told: null });
    case 'record-draft-found':
      return found(state, message);
    case 'record-thrown-away':
      return withDesk(state, { ...nothingOpen, told: null, typed: false, cameBack: false, editing: null, aside: null, filled: state.area === null ? {} : aboutArea(state.area) });
    case 'record-edited':
      return edited(state, message.entry);
    case 'record-asked':
      return records.deed === null ? withDesk(state, { deed: message.deed, refused: null, conflict: null, told: null }) : state;
    case 'record-done':
      return done(state, message.deed, message.told);
    case 'record-refused':
      return late(state, message);
    case 'record-copy-chosen':
      return records.copy.kind === 'asked' ? state : withDesk(state, { copy: asked(message.file, null) });
    case 'record-copy-arrived':
      return takenIn(state, replied(records.copy, message.request, message.taken));
    case 'record-copy-failed':
      return withDesk(state, { copy: refused(records.copy, message.request, message.failure) });
    case 'record-conflict-left':
      return withDesk(state, { conflict: null });
    case 'record-part-opened':
      return withDesk(state, { open: message.open, history: message.open?.part === 'versies' && records.list.kind !== 'none'
        ? asked({ kind: records.list.request.kind, id: message.open.id }, null) : records.history });
    case 'record-history-arrived':
      return withDesk(state, { history: replied(records.history, message.request, message.versions) });
    case 'record-history-failed':
      return withDesk(state, { history: refused(records.history, message.request, message.failure) });
    default:
      return state;
  }
}

const nothingOpen: Partial<RecordsDesk> = { open: null, conflict: null, refused: null };

/** `update` has opened the view; what is filled in begins with the area that somebody came from. */
function chosen(state: State, record: string | null, area: string | null | undefined): State {
  const isOther = state.records.list.kind === 'none' || record !== state.records.list.request.kind;
  const { editing, filled } = state.records;
  const here = area === undefined || area === null ? {} : aboutArea(area);
  return withDesk(state, { ...nothingOpen, told: null, editing: isOther ? null : editing, filled: { ...(isOther && editing !== null ? begun(state) : filled), ...here } });
}

/** What came in holds, so the list and the portrait of an area may tell of it. */
function takenIn(state: State, copy: RecordsDesk['copy']): State {
  const { list } = state.records;
  return withDesk({ ...state, portrait: { kind: 'none' } }, { copy, list: list.kind === 'none' ? list : asked(list.request, valueOf(list)) });
}

/** What was typed before comes back, unless somebody is typing again already. */
function found(state: State, { record, draft, area }: Extract<Message, { kind: 'record-draft-found' }>): State {
  const { records } = state;
  if (records.typed || formIn(state)?.kind !== record) return state;
  const here = area === null ? {} : aboutArea(area);
  return withDesk(state, { ...draft, filled: { ...records.filled, ...draft.filled, ...here }, cameBack: true });
}

function aboutArea(area: string): Filled {
  return { gebied: area, buurt: area };
}

/** What was recorded holds; the portrait of an area may tell of it, so it is asked again. */
function done(state: State, deed: RecordDeed, told: RecordEntry): State {
  const { records } = state;
  // Who withdraws one record may be filling in another.
  const isElsewhere = deed.kind === 'withdraw' && records.editing?.id !== told.id;
  const form = isElsewhere ? {} : { editing: null, filled: begun(state), typed: records.aside?.typed ?? false, aside: null, cameBack: false };
  return withDesk({ ...state, portrait: { kind: 'none' } }, {
    ...nothingOpen, ...form, deed: null, told,
    list: records.list.kind === 'none' ? records.list : asked(records.list.request, valueOf(records.list)),
  });
}

/** Nothing that was typed is lost: a refusal is told beside it, and what somebody else recorded too. */
function late(state: State, { deed, failure }: Extract<Message, { kind: 'record-refused' }>): State {
  const theirs = failure.kind === 'refused' ? failure.inForce ?? null : null;
  const { list, editing } = state.records;
  // Who chose to change what another recorded already goes on with that.
  const goesOn = deed.kind === 'record' && theirs === null ? deed.of ?? editing : editing;
  // What somebody else changed is old in the list.
  const isOld = failure.kind === 'refused' && failure.status === 409 && list.kind === 'known';
  return withDesk(state, { deed: null, editing: goesOn, refused: { deed, failure }, conflict: deed.kind === 'record' ? theirs : null, list: isOld ? asked(list.request, list.value) : list });
}

/** A record comes into the form, or with null goes out of it; what was being filled in comes back after it. */
function edited(state: State, entry: RecordEntry | null): State {
  const { filled, typed, editing, aside } = state.records;
  if (entry === null) return withDesk(state, { ...nothingOpen, filled: begun(state), typed: aside?.typed ?? false, editing: null, aside: null, cameBack: false, told: null });
  return withDesk(state, { ...nothingOpen, filled: filledWith(entry.content), typed: false, editing: entry, aside: editing === null ? { filled, typed } : aside, cameBack: false, told: null });
}

/** What a form begins with after another. */
function begun({ area, records }: State): Filled {
  if (records.aside !== null) return records.aside.filled;
  return { ...(area === null ? {} : aboutArea(area)), ...kept(records.filled) };
}

function kept(filled: Filled): Filled {
  return Object.fromEntries(common.flatMap((name) => (filled[name] === undefined || name === why ? [] : [[name, filled[name]]])));
}

function withDesk(state: State, some: Partial<RecordsDesk>): State {
  return { ...state, records: { ...state.records, ...some } };
}
