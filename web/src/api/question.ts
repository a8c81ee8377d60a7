// A question as it stands in an address of the server.
import { usualNorm, type NormChoice } from '../norm-choice.ts';

export interface AskedQuestion {
  readonly kind: string;
  readonly age: string;
  readonly language: string;
  readonly norm?: NormChoice;
}

/** The parameters of a question, for every address that depends on one. */
export function parameters(question: AskedQuestion): string {
  return new URLSearchParams({ voorziening: question.kind, leeftijd: question.age, taal: question.language, ...normParameters(question) }).toString();
}

/** Of a norm that was chosen; what the norm set says is not said again. */
export function normParameters({ norm }: Pick<AskedQuestion, 'norm'>): Record<string, string> {
  const { profile, minutes } = norm ?? usualNorm;
  return { ...(profile === null ? {} : { profiel: profile }), ...(minutes === null ? {} : { normMinuten: String(minutes) }) };
}
