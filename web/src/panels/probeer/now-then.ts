// The whole city now and then, side by side. What differs is what a reader can work out from the numbers shown.
import { html, type TemplateResult } from 'lit-html';
import type { AreaChange, QuestionChange } from '../../api/what-if.ts';
import { chosenGroup } from '../../lookup.ts';
import type { State } from '../../state.ts';
import { count, minutes, normMinutes, score, signed, unknown } from '../../texts/numbers.ts';
import { probeerTexts } from '../../texts/probeer.ts';
import { textsIn } from '../../texts/texts.ts';
import { shownDifference } from './shown-difference.ts';
import { uncounted } from './uncounted.ts';

export function nowThen(state: State, { normSeconds }: QuestionChange, { before, after }: AreaChange): TemplateResult {
  const texts = probeerTexts(state.language);
  const words = textsIn(state.language);
  const isPart = uncounted(state).length > 0;
  const people = (value: number | null): string => count(value, words);
  const share = (value: number | null): string => (value === null ? unknown : `${score(value, words)}\u00a0%`);
  const row = (label: string, now: string, then: string, change: string | TemplateResult): TemplateResult =>
    html`<tr><th scope="row">${label}</th><td class="number">${now}</td><td class="number"><b>${then}</b></td><td class="number">${change}</td></tr>`;
  /** Where homes are not counted, it is not known that nothing differs. */
  const change = (now: number | null, then: number | null, digits = 0): string | null => {
    const difference = shownDifference(now, then, digits);
    return difference === null || (difference === 0 && isPart) ? null : signed(difference, words, digits);
  };
  const time = (label: string, now: number | null, then: number | null): TemplateResult =>
    row(label, minutes(now, words), minutes(then, words), change(inMinutes(now), inMinutes(then), 1) ?? unknown);
  const persons = change(before.persons, after.persons);
  const points = change(before.sharePercent, after.sharePercent, 1);
  return html`<table class="plain now-then">
    <thead><tr><th scope="col">${chosenGroup(state)}</th><th scope="col" class="number">${texts.now}</th><th scope="col" class="number">${texts.then}</th><th scope="col" class="number">${texts.difference}</th></tr></thead>
    <tbody>
      ${row(texts.rows.persons, people(before.persons), isPart && after.persons !== null ? texts.atLeast(people(after.persons)) : people(after.persons),
        persons === null ? unknown : isPart ? texts.atLeast(persons) : persons)}
      ${row(texts.rows.covered(normMinutes(normSeconds, words)), people(before.covered), people(after.covered), change(before.covered, after.covered) ?? unknown)}
      ${row(texts.rows.share, share(before.sharePercent), share(after.sharePercent), points === null ? unknown : html`${points} <abbr title=${texts.pointsLong}>${texts.points}</abbr>`)}
      ${time(texts.rows.median, before.medianSeconds, after.medianSeconds)}
      ${time(texts.rows.ninetieth, before.ninetiethSeconds, after.ninetiethSeconds)}
    </tbody></table>`;
}

function inMinutes(seconds: number | null): number | null {
  return seconds === null ? null : seconds / 60;
}
