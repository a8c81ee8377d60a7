// Small pieces that several answers share: the stability word and what it means, and the letter of a place in a plan.
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Stability } from '../../api/site-types.ts';
import { planLetter } from '../../site-places.ts';
import type { BouwenTexts } from '../../texts/bouwen.ts';

/** The word carries the meaning, the colour only helps. */
export function stabilityTag(stability: Stability | null): TemplateResult | typeof nothing {
  if (stability === null) return nothing;
  const { key, word } = stability;
  return html`<span class="tag ${key === 'robuust' ? 'on' : key === 'onzeker' ? 'warn' : ''}">${word}</span>`;
}

/** What the words beside places mean, folded. */
export function meanings(texts: BouwenTexts, sentences: readonly string[]): TemplateResult {
  return html`<details class="folded"><summary>${texts.meaning}</summary><ul class="sentences small">${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul></details>`;
}

export function diamond(index: number): TemplateResult {
  return html`<svg class="diamond" viewBox="0 0 28 28" aria-hidden="true">
    <path d="M14 1 27 14 14 27 1 14z"></path><text x="14" y="18.5" text-anchor="middle">${planLetter(index)}</text></svg>`;
}
