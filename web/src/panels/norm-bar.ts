// One bar of persons, each by their own time, broken at the norm, with the norm as a black line.
import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit-html';
import type { AreaClass, ClassShare } from '../api/types.ts';

interface Segment {
  readonly start: number;
  readonly width: number;
  readonly colour: string;
  readonly withinNorm: boolean;
}

export function normBar(
  shares: readonly ClassShare[], classes: readonly AreaClass[], normLabel: string, description: string,
): TemplateResult {
  const segments = segmentsOf(shares, classes);
  const norm = segments.reduce((end, each) => (each.withinNorm ? each.start + each.width : end), 0);
  const anchor = norm > 85 ? 'end' : norm < 15 ? 'start' : 'middle';
  return html`<svg class="norm-bar" role="img" aria-label=${description}>
    ${segments.map(segment)}
    ${svg`<rect class="frame" x="0" y="24" width="100%" height="14"></rect>
      <line x1="${norm}%" x2="${norm}%" y1="18" y2="44"></line>
      <text x="${norm}%" y="14" text-anchor=${anchor}>${normLabel}</text>`}
  </svg>`;
}

function segment({ start, width, colour }: Segment): SVGTemplateResult {
  return svg`<rect class="segment" x="${start}%" y="24" width="${width}%" height="14" fill=${colour}></rect>`;
}

/** In proportion, near to far. */
function segmentsOf(shares: readonly ClassShare[], classes: readonly AreaClass[]): Segment[] {
  const total = shares.reduce((sum, { persons }) => sum + persons, 0);
  let start = 0;
  return classes.filter(({ number }) => number > 0).toSorted((a, b) => a.number - b.number).map(({ number, colour, withinNorm }) => {
    const persons = shares.find(({ classNumber }) => classNumber === number)?.persons ?? 0;
    const width = total === 0 ? 0 : (100 * persons) / total;
    start += width;
    return { start: start - width, width, colour, withinNorm };
  });
}
