// A facility symbol in text, the same as on the map.
import { svg, html, type TemplateResult } from 'lit-html';
import { letterSize, symbolReach, symbolShape } from '../symbols.ts';

export function symbol(shape: string, letter: string): TemplateResult {
  const { path, letterY } = symbolShape(shape);
  const box = `${-symbolReach} ${-symbolReach} ${2 * symbolReach} ${2 * symbolReach}`;
  return html`<svg class="symbol" viewBox=${box} aria-hidden="true">
    ${svg`<path d=${path}></path><text y=${letter.length > 1 ? letterY - 0.8 : letterY} font-size=${letterSize(letter)} text-anchor="middle">${letter}</text>`}
  </svg>`;
}

/** A square of a class's colour. The colour comes as an attribute: the page's policy forbids inline styles. */
export function swatch(colour: string): TemplateResult {
  return html`<svg class="swatch" viewBox="0 0 24 14" preserveAspectRatio="none" aria-hidden="true">
    ${svg`<rect width="24" height="14" fill=${colour}></rect>`}
  </svg>`;
}
