// What was typed in a form, as the service reads it, and a record as it stands in the form. What is no number goes as it was
// typed, so that the service refuses it at its field. Pure.
import type { Filled, RecordField, RecordForm } from './records.ts';

/** The field beside the form: why something is recorded or changed. */
export const why = 'waarom';

export function written({ fields }: RecordForm, filled: Filled): Record<string, unknown> {
  return Object.fromEntries(fields.flatMap((field) => {
    const typed = (filled[field.name] ?? '').trim();
    return typed === '' ? [] : [[field.name, valueOf(field, typed)]];
  }));
}

function valueOf({ content }: RecordField, typed: string): unknown {
  switch (content) {
    case 'regels':
    case 'voorzieningen': return lines(typed);
    case 'jaar':
    case 'niveau':
    case 'heel_getal':
    case 'getal': return numberOr(typed);
    default: return typed;
  }
}

export function lines(typed: string): string[] {
  return typed.split('\n').map((line) => line.trim()).filter((line) => line !== '');
}

/** "1.234,5" as people write it here, and "1234.5". */
function numberOr(typed: string): number | string {
  const dutch = /^-?\d{1,3}(\.\d{3})*(,\d+)?$|^-?\d+,\d+$/.test(typed) ? typed.replaceAll('.', '').replace(',', '.') : typed;
  return /^-?\d+(\.\d+)?$/.test(dutch) ? Number(dutch) : typed;
}

/** A record as it stands in the form. */
export function filledWith(content: Readonly<Record<string, unknown>>): Filled {
  return Object.fromEntries(Object.entries(content).map(([name, value]) => [name, Array.isArray(value) ? value.join('\n') : String(value ?? '')]));
}
