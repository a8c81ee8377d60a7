// That homes of the plan are left out of the numbers for the chosen age, because nobody knows how many people will live there.
import { html, nothing, type TemplateResult } from 'lit-html';
import { chosenGroup } from '../../lookup.ts';
import { hasYields, uncountedHomes, type Homes } from '../../plan/uncounted-homes.ts';
import type { State } from '../../state.ts';
import { count } from '../../texts/numbers.ts';
import { probeerTexts } from '../../texts/probeer.ts';
import { textsIn } from '../../texts/texts.ts';

export function uncounted({ desk, age }: State, year?: number): readonly Homes[] {
  return desk === null || age === null ? [] : uncountedHomes(desk.present, age, year);
}

export function uncountedNote(state: State): TemplateResult | typeof nothing {
  const words = uncountedWords(state);
  return words === null ? nothing : html`<p class="utrecht-alert utrecht-alert--info">${words}</p>`;
}

/** Null when every home is counted. */
export function uncountedWords(state: State): string | null {
  const texts = probeerTexts(state.language);
  const plan = state.desk?.present;
  const homes = uncounted(state);
  if (plan === undefined || homes.length === 0) return null;
  const number = homes.reduce((sum, { aantal }) => sum + aantal, 0);
  // Who gave numbers for other ages only is told which are not there.
  const people = homes.some(({ type }) => hasYields(plan, type)) ? chosenGroup(state) : texts.residents;
  return texts.uncounted(number, count(number, textsIn(state.language)), people);
}
