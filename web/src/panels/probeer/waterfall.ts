// From now to then, change by change: what each adds to those before it. The order counts, and the axis may be cut.
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit-html';
import { valueOf } from '../../remote.ts';
import type { State } from '../../state.ts';
import { count, signed, unknown } from '../../texts/numbers.ts';
import { probeerTexts } from '../../texts/probeer.ts';
import { textsIn } from '../../texts/texts.ts';
import { changeTitle } from './change-words.ts';
import { uncounted } from './uncounted.ts';

interface Row {
  readonly label: string;
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly words: string;
  readonly kind: 'whole' | 'step' | 'uncounted';
}

export function waterfall(state: State): TemplateResult | typeof nothing {
  const texts = probeerTexts(state.language);
  const rows = rowsOf(state);
  if (rows === null) return nothing;
  const values = rows.flatMap(({ from, to, kind }) => (kind === 'whole' ? [to] : [from, to]));
  const most = Math.max(...values);
  const start = axisStart(Math.min(...values), most);
  const at = (value: number): number => (most === start ? 0 : (100 * (value - start)) / (most - start));
  return html`<section><h3 class="title">${texts.stepByStep}</h3>
    <p class="small">${texts.stepOrder} ${start === 0 ? '' : texts.stepAxis(count(start, textsIn(state.language)))}
      ${rows.some(({ words }) => words === unknown) ? texts.stepHidden : ''}</p>
    <table class="waterfall"><tbody>${rows.map((row) => html`<tr class=${row.kind === 'whole' ? 'whole' : ''}>
      <th scope="row"><span class=${row.kind === 'whole' ? '' : 'badge'} aria-hidden=${row.kind === 'whole' ? 'false' : 'true'}>${row.label}</span><span class="vh">${row.name}</span></th>
      <td class="bar-cell"><svg aria-hidden="true">${bar(row, at)}</svg></td><td class="number">${row.words}</td></tr>`)}</tbody></table></section>`;
}

function bar({ from, to, kind }: Row, at: (value: number) => number): SVGTemplateResult | typeof nothing {
  if (kind === 'uncounted') return nothing;
  const isWhole = kind === 'whole';
  const [left, right] = isWhole ? [0, at(to)] : [at(Math.min(from, to)), at(Math.max(from, to))];
  return svg`<rect class=${isWhole ? 'all' : to < from ? 'less' : 'more'} x="${left}%" width="${Math.max(right - left, 0.6)}%" y="2" height="14"></rect>`;
}

/** Null when there are no steps to tell of, or it is hidden what they come to. A step that is hidden itself has no bar. */
function rowsOf(state: State): Row[] | null {
  const steps = valueOf(state.steps);
  const plan = state.desk?.present;
  if (steps === null || plan === undefined || steps.now === null || state.whatIf.kind !== 'known') return null;
  const texts = probeerTexts(state.language);
  const words = textsIn(state.language);
  const whole = (label: string, value: number): Row => ({ label, name: '', from: 0, to: value, words: count(value, words), kind: 'whole' });
  const left = uncounted(state);
  if (steps.after.at(-1)?.covered === null) return null;
  const rows = [whole(texts.now, steps.now)];
  let before = steps.now;
  for (const [index, { change, covered, difference }] of steps.after.entries()) {
    const made = plan.wijzigingen.find(({ id }) => id === change);
    if (made === undefined) return null;
    const to = covered ?? before;
    const isLeft = left.some(({ id }) => id === change);
    rows.push({
      label: String(index + 1), name: changeTitle(state, plan, made), from: before, to,
      words: isLeft ? texts.unknownAdded : signed(difference, words), kind: isLeft || difference === null ? 'uncounted' : 'step',
    });
    before = to;
  }
  return [...rows, whole(texts.then, before)];
}

/** A round number below all, when the steps would else be too small to see; it only places the bars. */
function axisStart(least: number, most: number): number {
  const span = most - least;
  if (span > most / 4) return 0;
  const step = 10 ** Math.max(1, Math.floor(Math.log10(Math.max(span, 1))));
  return Math.max(0, Math.floor((least - span) / step) * step);
}
