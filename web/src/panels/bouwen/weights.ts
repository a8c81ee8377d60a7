// The three criteria of ambition A14 as sliders; what they are made of is folded. Only the proportion of points counts.
import { html, type TemplateResult } from 'lit-html';
import type { SiteAnswer } from '../../api/site-types.ts';
import type { PlanWeights } from '../../plan/plan.ts';
import { needSubjects, planPoints } from '../../site-settings.ts';
import type { State } from '../../state.ts';
import { bouwenTexts } from '../../texts/bouwen.ts';
import { percent } from '../../texts/numbers.ts';
import { textsIn } from '../../texts/texts.ts';
import { chosenValue } from '../chosen.ts';
import type { Change } from './change.ts';

const most = 100;
/** As the proposal has them, until the answer says otherwise. */
const equal = [1, 1, 1];

export function weights(state: State, answer: SiteAnswer | null, change: Change): TemplateResult {
  const texts = bouwenTexts(state.language);
  const { site } = state;
  const proposed = answer?.kind === 'buurtschool' ? answer : null;
  const plan = weightsOfPlan(state);
  const criteria = site.criteria ?? planPoints(plan, 'criteria') ?? inPoints(proposed?.weights ?? equal);
  return html`<fieldset class="sliders"><legend>${texts.weigh}</legend>
      ${sliders(texts.criteria, criteria, state, (points) => change({ criteria: points }))}
    </fieldset>
    <details class="folded"><summary>${texts.parts}</summary>
      <fieldset class="sliders"><legend>${texts.criteria[0]}</legend>
        ${sliders(texts.rebuilding, site.rebuilding ?? planPoints(plan, 'noodzaak') ?? proposedParts(proposed, 0, 3), state, (points) => change({ rebuilding: points }))}</fieldset>
      <fieldset class="sliders"><legend>${texts.criteria[2]}</legend>
        ${sliders(texts.addedValue, site.addedValue ?? planPoints(plan, 'meerwaarde') ?? proposedParts(proposed, 2, 4), state, (points) => change({ addedValue: points }))}</fieldset>
    </details>`;
}

/** The subjects of need as sliders, named as the server names them. */
export function subjects(state: State, answer: SiteAnswer | null, change: Change): TemplateResult {
  const texts = bouwenTexts(state.language);
  const proposed = answer?.kind === 'inzetprofiel' ? answer.weights : [];
  const share = (code: string): number => proposed.find((each) => each.code === code)?.weight ?? 0;
  const usual = proposed.length === 0 ? needSubjects.map(() => 1) : inPoints(needSubjects.map(share));
  return html`<fieldset class="sliders"><legend>${texts.weighSubjects}</legend>
    ${sliders(texts.subjects, state.site.subjects ?? planPoints(weightsOfPlan(state), 'inzet') ?? usual, state, (points) => change({ subjects: points }))}</fieldset>`;
}

/** The weights of the plan under which is asked, as long as it is here; else the answer tells them. */
function weightsOfPlan({ site, desk }: State): PlanWeights | null {
  return site.withPlan ? desk?.present.gewichten ?? null : null;
}

/** The weights of a criterion's parts as the answer tells them, of the first place that is judged by all of them. */
function proposedParts(answer: Extract<SiteAnswer, { kind: 'buurtschool' }> | null, criterion: number, howMany: number): readonly number[] {
  const told = answer?.candidates.map(({ criteria }) => criteria[criterion]?.parts ?? []).find((parts) => parts.length === howMany);
  return told === undefined ? Array.from({ length: howMany }, () => Math.round(most / howMany)) : inPoints(told.map(({ weight }) => weight));
}

function inPoints(shares: readonly number[]): readonly number[] {
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => Math.round((most * share) / total));
}

function sliders(
  names: readonly string[], points: readonly number[], state: State, changed: (points: readonly number[]) => void,
): TemplateResult[] {
  const texts = bouwenTexts(state.language);
  const total = points.reduce((sum, each) => sum + each, 0);
  return names.map((name, index) => {
    const own = points[index] ?? 0;
    const share = percent(total === 0 ? 0 : (100 * own) / total, textsIn(state.language));
    const set = (event: Event): void => {
      const next = points.map((each, place) => (place === index ? Number(chosenValue(event)) : each));
      // Nothing at all would be no question: the last criterion keeps a point.
      changed(next.some((each) => each > 0) ? next : next.map((_, place) => (place === index ? 1 : 0)));
    };
    return html`<label class="slider"><span>${name}</span><span class="share">${share}</span>
      <input type="range" min="0" max=${most} step="5" .value=${String(own)} aria-valuetext="${texts.part(share)}" @input=${set}></label>`;
  });
}
