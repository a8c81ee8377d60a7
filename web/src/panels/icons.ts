// The few drawings in the page; each stands beside a word or in a labelled button.
import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit-html';

const lines = {
  search: svg`<circle cx="10.5" cy="10.5" r="6.5"></circle><path d="M15.5 15.5 21 21"></path>`,
  plus: svg`<path d="M12 5v14M5 12h14"></path>`,
  minus: svg`<path d="M5 12h14"></path>`,
  whole: svg`<path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5"></path>`,
  close: svg`<path d="M6 6l12 12M18 6 6 18"></path>`,
  layers: svg`<path d="M12 3l9 5-9 5-9-5zM3 12.5l9 5 9-5"></path>`,
} satisfies Record<string, SVGTemplateResult>;

export function icon(name: keyof typeof lines): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${lines[name]}</svg>`;
}

export function brandMark(): TemplateResult {
  return html`<svg class="mark" viewBox="0 0 20 20" aria-hidden="true">
    <circle cx="10" cy="10" r="8.6" fill="none" stroke="currentColor" stroke-width="2"></circle>
    <circle cx="10" cy="10" r="3.6" fill="currentColor"></circle></svg>`;
}
