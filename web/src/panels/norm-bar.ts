// One bar of persons, broken at the norm, with the norm as a black line.
import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit-html';
import type { Part } from '../api/types.ts';

interface Segment {
  readonly start: number;
  readonly width: number;
  readonly within: boolean;
}

/** Draws the parts in proportion; parts whose number is hidden are left out. */
export function normBar(parts: readonly Part[], normLabel: string, description: string): TemplateResult {
  const segments = segmentsOf(parts);
  const norm = segments.reduce((end, each) => (each.within ? each.start + each.width : end), 0);
  const anchor = norm > 85 ? 'end' : norm < 15 ? 'start' : 'middle';
  return html`<svg class="norm-bar" role="img" aria-label=${description}>
    ${segments.map(segment)}
    ${svg`<rect class="frame" x="0.5" y="24.5" width="100%" height="13"></rect>
      <line x1="${norm}%" x2="${norm}%" y1="18" y2="44"></line>
      <text x="${norm}%" y="14" text-anchor=${anchor}>${normLabel}</text>`}
  </svg>`;
}

function segment({ start, width, within }: Segment): SVGTemplateResult {
  return svg`<rect class=${within ? 'within' : 'beyond'} x="${start}%" y="24" width="${width}%" height="14"></rect>`;
}

function segmentsOf(parts: readonly Part[]): Segment[] {
  const known = parts.flatMap(({ persons, within }) => (persons === null ? [] : [{ persons, within }]));
  const total = known.reduce((sum, part) => sum + part.persons, 0);
  const inOrder = [...known.filter((part) => part.within), ...known.filter((part) => !part.within)];
  let start = 0;
  return inOrder.map(({ persons, within }) => {
    const width = total === 0 ? 0 : (100 * persons) / total;
    start += width;
    return { start: start - width, width, within };
  });
}
