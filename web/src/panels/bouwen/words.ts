// Small pieces that several answers share: the stability word, and the letter of a place in a plan.
import { html, nothing, type TemplateResult } from 'lit-html';
import { planLetter } from '../../site-places.ts';

const firm: readonly string[] = ['robuust', 'robust'];
const unsure: readonly string[] = ['onzeker', 'uncertain'];

/** "robuust", "gevoelig" or "onzeker"; the word carries the meaning, the colour only helps. */
export function stabilityTag(word: string | null): TemplateResult | typeof nothing {
  if (word === null || word === '') return nothing;
  return html`<span class="tag ${firm.includes(word) ? 'on' : unsure.includes(word) ? 'warn' : ''}">${word}</span>`;
}

export function diamond(index: number): TemplateResult {
  return html`<svg class="diamond" viewBox="0 0 28 28" aria-hidden="true">
    <path d="M14 1 27 14 14 27 1 14z"></path><text x="14" y="18.5" text-anchor="middle">${planLetter(index)}</text></svg>`;
}
