// What people record in the service: the forms as it describes them, what holds, and what is being filled in.
import type { Failure, RecordEntry } from '../api/types.ts';
import type { Remote } from '../remote.ts';

export interface RecordField {
  readonly name: string;
  readonly title: string;
  readonly required: boolean;
  /** What may stand in it, by the service's own word: `regel`, `dag`, `gebied`, ... */
  readonly content: string;
  /** What can be chosen, and how that is told in the language of the page. */
  readonly choices: readonly { readonly value: string; readonly words: string }[];
  /** What is expected, in words. */
  readonly expected: string;
}

export interface RecordForm {
  readonly kind: string;
  readonly title: string;
  readonly about: string;
  readonly fields: readonly RecordField[];
  /** Of these fields exactly one is filled in. */
  readonly oneOf: readonly string[];
}

export interface RecordForms {
  /** Whether this service has a store. */
  readonly keeps: boolean;
  readonly forms: readonly RecordForm[];
}

/** What was filled in, by field, as it was typed. A list has a line for each. */
export type Filled = Readonly<Record<string, string>>;

/** What can be chosen from, for fields that name a facility or a building. */
export interface RecordChoices {
  readonly facilities: readonly { readonly id: string; readonly name: string }[];
  readonly buildings: readonly { readonly id: string; readonly name: string }[];
}

/** How many versions of a copy were new here, of how many. */
export interface CopyTaken {
  readonly fresh: number;
  readonly all: number;
}

/** The records of a kind, with what the study makes of them told in a language. */
export interface RecordsRequest {
  readonly kind: string;
  readonly language: 'nl' | 'en';
}

export type RecordDeed =
  /** `of` is the record that gets another version; null is a new one. */
  | { readonly kind: 'record'; readonly form: RecordForm; readonly filled: Filled; readonly of: { readonly id: string; readonly version: number } | null }
  | { readonly kind: 'withdraw'; readonly form: RecordForm; readonly of: RecordEntry; readonly why: string };

export interface RecordsDesk {
  readonly forms: Remote<'nl' | 'en', RecordForms>;
  readonly list: Remote<RecordsRequest, readonly RecordEntry[]>;
  readonly choices: Remote<'keuzes', RecordChoices>;
  readonly filled: Filled;
  /** Somebody typed in the form since it was begun. */
  readonly typed: boolean;
  /** What was being filled in when somebody began to change a record. */
  readonly aside: Pick<RecordsDesk, 'filled' | 'typed'> | null;
  /** The record that is being changed. */
  readonly editing: { readonly id: string; readonly version: number } | null;
  /** What is in the form was typed before the page was loaded, or before another form was open. */
  readonly cameBack: boolean;
  readonly deed: RecordDeed | null;
  readonly refused: { readonly deed: RecordDeed; readonly failure: Failure } | null;
  /** What holds there, while somebody wanted to record something else. */
  readonly conflict: RecordEntry | null;
  readonly told: RecordEntry | null;
  readonly open: { readonly id: string; readonly part: 'versies' | 'intrekken' } | null;
  readonly history: Remote<{ readonly kind: string; readonly id: string }, readonly RecordEntry[]>;
  /** A file with records that is taken in. */
  readonly copy: Remote<File, CopyTaken>;
}

/** What is kept of a form that somebody is still busy with. */
export type RecordDraft = Pick<RecordsDesk, 'filled' | 'typed' | 'aside' | 'editing'>;

/** How the names of all drafts begin in the storage of the tab. */
export const draftStart = 'nabij-vastlegging/';

export const emptyRecordsDesk: RecordsDesk = {
  forms: { kind: 'none' }, list: { kind: 'none' }, choices: { kind: 'none' }, filled: {}, typed: false, aside: null, editing: null, cameBack: false, deed: null, refused: null,
  conflict: null, told: null, open: null, history: { kind: 'none' }, copy: { kind: 'none' },
};

export type RecordsMessage =
  | { readonly kind: 'record-forms-arrived'; readonly request: 'nl' | 'en'; readonly forms: RecordForms }
  | { readonly kind: 'record-forms-failed'; readonly request: 'nl' | 'en'; readonly failure: Failure }
  | { readonly kind: 'records-arrived'; readonly request: RecordsRequest; readonly records: readonly RecordEntry[] }
  | { readonly kind: 'records-failed'; readonly request: RecordsRequest; readonly failure: Failure }
  | { readonly kind: 'records-wanted' }
  | { readonly kind: 'record-choices-arrived'; readonly choices: RecordChoices }
  | { readonly kind: 'record-choices-failed'; readonly failure: Failure }
  | { readonly kind: 'record-kind-chosen'; readonly record: string | null; readonly area?: string | null }
  | { readonly kind: 'record-filled'; readonly name: string; readonly typed: string }
  /** `area` is the one that somebody came from just now. */
  | { readonly kind: 'record-draft-found'; readonly record: string; readonly draft: RecordDraft; readonly area: string | null }
  | { readonly kind: 'record-thrown-away' }
  | { readonly kind: 'record-edited'; readonly entry: RecordEntry | null }
  | { readonly kind: 'record-asked'; readonly deed: RecordDeed }
  | { readonly kind: 'record-done'; readonly deed: RecordDeed; readonly told: RecordEntry }
  | { readonly kind: 'record-refused'; readonly deed: RecordDeed; readonly failure: Failure }
  | { readonly kind: 'record-copy-chosen'; readonly file: File }
  | { readonly kind: 'record-copy-arrived'; readonly request: File; readonly taken: CopyTaken }
  | { readonly kind: 'record-copy-failed'; readonly request: File; readonly failure: Failure }
  | { readonly kind: 'record-conflict-left' }
  | { readonly kind: 'record-part-opened'; readonly open: RecordsDesk['open'] }
  | { readonly kind: 'record-history-arrived'; readonly request: { readonly kind: string; readonly id: string }; readonly versions: readonly RecordEntry[] }
  | { readonly kind: 'record-history-failed'; readonly request: { readonly kind: string; readonly id: string }; readonly failure: Failure };
