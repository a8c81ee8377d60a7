// The sheet of one place for a new facility: how often plans have it, what it brings alone, and what it costs.
import { html, nothing, type TemplateResult } from 'lit-html';
import type { LocationAnswer, LocationPlace } from '../../api/site-types.ts';
import type { Send, State } from '../../state.ts';
import { bouwenTexts } from '../../texts/bouwen.ts';
import { count, euros, wholeNumber } from '../../texts/numbers.ts';
import { textsIn } from '../../texts/texts.ts';
import { sheetFrame } from './sheet-frame.ts';
import { stabilityTag } from './words.ts';

export function locationSheet(state: State, answer: LocationAnswer, place: LocationPlace, send: Send): TemplateResult {
  const texts = bouwenTexts(state.language);
  const words = textsIn(state.language);
  const { district, drawnPercent, plans, withinAlone } = place;
  return sheetFrame(state, place.name, stabilityTag(place.stability), send, html`<ul class="sentences small">
    ${district === '' ? nothing : html`<li>${texts.inDistrict(district)}</li>`}
    <li>${texts.inPlans(plans, answer.plans.length)} ${drawnPercent === null ? '' : texts.inDraws(wholeNumber(drawnPercent, words))}</li>
    ${withinAlone === null ? nothing : html`<li>${texts.alone(count(withinAlone, words))} ${answer.within === null ? '' : texts.nowWithin(count(answer.within, words))}</li>`}
    <li>${cost(state, place)}</li>
  </ul>`);
}

function cost({ language }: State, { costEuros, isAssumed }: LocationPlace): string {
  const texts = bouwenTexts(language);
  if (costEuros === null) return texts.costUnknown;
  const amount = euros(costEuros, textsIn(language));
  return isAssumed === null ? texts.countsFor(amount) : isAssumed ? texts.assumedCost(amount) : texts.estimated(amount);
}
