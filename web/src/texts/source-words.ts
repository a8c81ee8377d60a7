// A source in one line, as far as it is known: its title, who made it, of which day.
import type { Source } from '../api/types.ts';
import { date } from './numbers.ts';
import type { Texts } from './texts.ts';

export function sourceWords({ title, publisher, date: day }: Source, texts: Texts): string {
  return [title, publisher, day === null ? null : date(day, texts)].filter((each) => each !== null).join(', ');
}

/** Who made these sources, each once. */
export function makers(sources: readonly Source[]): string[] {
  return [...new Set(sources.map(({ publisher }) => publisher).filter((each) => each !== null))];
}
