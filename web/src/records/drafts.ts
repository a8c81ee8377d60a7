// A form of Vastleggen that somebody is still busy with, kept in the tab for each study and each form, so that a reload loses
// nothing that was typed.
import { fields, flag, number, orNull, text } from '../api/decode.ts';
import { ofTab, rememberInTab } from '../tab.ts';
import { draftStart, type Filled, type RecordDraft, type RecordForm, type RecordsDesk } from './records.ts';
import { why } from './written.ts';

/** What is worth keeping of the form at hand; null when nobody typed anything. */
export function draftOf({ filled, editing, typed, aside }: RecordsDesk, form: RecordForm): RecordDraft | null {
  if (!typed && aside?.typed !== true) return null;
  return {
    filled: fieldsOf(form, filled), typed,
    editing: editing === null ? null : { id: editing.id, version: editing.version },
    aside: aside === null ? null : { filled: fieldsOf(form, aside.filled), typed: aside.typed },
  };
}

export function keepDraft(study: string, form: RecordForm, draft: RecordDraft | null): void {
  rememberInTab(keyOf(study, form), draft === null ? null : JSON.stringify(draft));
}

/** What was typed in this form before; null when there is nothing, or when it cannot be read. */
export function keptDraft(study: string, form: RecordForm): RecordDraft | null {
  const content = ofTab(keyOf(study, form));
  try {
    return content === null ? null : draft(JSON.parse(content), 'draft');
  } catch {
    return null;
  }
}

function keyOf(study: string, { kind }: RecordForm): string {
  return `${draftStart}${study}/${kind}`;
}

/** Other forms have drafts of their own. */
function fieldsOf({ fields: own }: RecordForm, filled: Filled): Filled {
  return Object.fromEntries(Object.entries(filled).filter(([name]) => name === why || own.some((field) => field.name === name)));
}

function draft(value: unknown, path: string): RecordDraft {
  const at = fields(value, path);
  return {
    filled: at('filled', filledFrom), typed: at('typed', flag),
    editing: at('editing', orNull((one, place) => ({ id: fields(one, place)('id', text), version: fields(one, place)('version', number) }))),
    aside: at('aside', orNull((one, place) => ({ filled: fields(one, place)('filled', filledFrom), typed: fields(one, place)('typed', flag) }))),
  };
}

function filledFrom(value: unknown, path: string): Filled {
  const at = fields(value, path);
  return Object.fromEntries(Object.keys(Object(value)).map((name) => [name, at(name, text)]));
}
