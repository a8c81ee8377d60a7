// The border between two plans: a range input, so that keys, mouse and finger all move it.
import { html, type TemplateResult } from 'lit-html';
import type { State } from '../../state.ts';
import { percent } from '../../texts/numbers.ts';
import { probeerTexts } from '../../texts/probeer.ts';
import { textsIn } from '../../texts/texts.ts';

/** The half, until someone moves it. It is no part of the state: nothing else depends on it. */
const middle = 50;

export function swipe(state: State, [left, right]: readonly [string, string]): TemplateResult {
  const texts = probeerTexts(state.language);
  const words = (value: number): string => texts.compareSliderAt(percent(value, textsIn(state.language)));
  const move = (event: Event): void => {
    const input = event.currentTarget;
    if (!(input instanceof HTMLInputElement)) return;
    input.setAttribute('aria-valuetext', words(input.valueAsNumber));
    document.getElementById('stage')?.style.setProperty('--swipe', `${input.value}%`);
  };
  return html`<div class="swipe-names" aria-hidden="true"><span class="card">${left}</span><span class="card">${right}</span></div>
    <div class="swipe-line" aria-hidden="true"></div>
    <input class="swipe" type="range" min="0" max="100" step="1" value=${middle} aria-label=${texts.compareSlider} aria-valuetext=${words(middle)} @input=${move}>`;
}
