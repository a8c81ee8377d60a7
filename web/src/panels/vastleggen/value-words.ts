// The value of a field as people read it: names instead of codes, dates and numbers as they are written here.
import type { RecordField } from '../../records/records.ts';
import { valueOf } from '../../remote.ts';
import type { State } from '../../state.ts';
import { date } from '../../texts/numbers.ts';
import { textsIn } from '../../texts/texts.ts';

export function valueWords(state: State, field: RecordField, value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  if (Array.isArray(value)) return value.map((each) => oneWord(state, field, each)).join(', ') || '–';
  return oneWord(state, field, value);
}

function oneWord(state: State, field: RecordField, value: unknown): string {
  const words = textsIn(state.language);
  const study = valueOf(state.study);
  const choices = valueOf(state.records.choices);
  const said = String(value);
  switch (field.content) {
    case 'gebied':
    case 'buurt': return study?.areas.find(({ code }) => code === said)?.name ?? said;
    case 'soort': return study?.kinds.find(({ code }) => code === said)?.singular ?? said;
    case 'gebouw': return choices?.buildings.find(({ id }) => id === said)?.name ?? said;
    case 'voorziening':
    case 'voorzieningen': return choices?.facilities.find(({ id }) => id === said)?.name ?? said;
    case 'ja_nee':
    case 'keuze': return field.choices.find((choice) => choice.value === said)?.words ?? said;
    case 'dag': return date(said, words);
    case 'heel_getal':
    case 'getal': return typeof value === 'number' ? new Intl.NumberFormat(words.locale).format(value) : said;
    default: return said;
  }
}
