// Which question the files answer, and the choice of another one.
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Collection } from '../../api/lists.ts';
import type { Kind, Study } from '../../api/types.ts';
import { chosenKind } from '../../lookup.ts';
import { normInForce } from '../../norm-choice.ts';
import { valueOf } from '../../remote.ts';
import type { Send, State } from '../../state.ts';
import { lagenTexts } from '../../texts/lagen.ts';
import { normMinutes } from '../../texts/numbers.ts';
import { textsIn } from '../../texts/texts.ts';
import { addressOfView } from '../../url.ts';
import { chosenValue, followed } from '../chosen.ts';
import { cityChoice } from '../city-choice.ts';
import { otherNorm } from '../other-norm.ts';
import { layersOfQuestion, openPlan, planOfFiles } from './files-asked.ts';

export function filesQuestion(state: State, collections: readonly Collection[], send: Send): TemplateResult | typeof nothing {
  const study = valueOf(state.study);
  const kind = chosenKind(state);
  if (study === null || kind === null) return nothing;
  const texts = lagenTexts(state.language);
  const layers = collections.filter(({ id }) => layersOfQuestion.includes(id)).map(({ title }) => title).join(', ');
  return html`<section class="box asked" aria-labelledby="files-question"><h2 id="files-question">${texts.question}</h2>
    <div class="fields">${kindField(state, study, send)}${ageField(state, study, kind, send)}${cityField(state, send)}</div>
    ${norm(state, study, kind, send)}
    <p class="small">${texts.ofQuestion(layers)}</p></section>`;
}

function kindField(state: State, study: Study, send: Send): TemplateResult {
  return html`<label class="field"><span>${textsIn(state.language).ask.kinds}</span>
    <select class="utrecht-select utrecht-select--html-select" @change=${(event: Event) => send({ kind: 'kind-chosen', code: chosenValue(event) })}>
      ${study.kinds.map(({ code, singular }) => html`<option value=${code} .selected=${code === state.kind}>${singular}</option>`)}
    </select></label>`;
}

function ageField(state: State, study: Study, kind: Kind, send: Send): TemplateResult {
  const offered = study.ages.filter(({ code }) => kind.ages.includes(code));
  return html`<label class="field"><span>${textsIn(state.language).ask.ages}</span>
    <select class="utrecht-select utrecht-select--html-select" @change=${(event: Event) => send({ kind: 'age-chosen', code: chosenValue(event) })}>
      ${offered.map(({ code, name }) => html`<option value=${code} .selected=${code === state.age}>${name}</option>`)}
    </select></label>`;
}

/** The city now, or with the plan of Probeer once there is one. */
function cityField(state: State, send: Send): TemplateResult | typeof nothing {
  const plan = openPlan(state);
  if (plan === null) return nothing;
  return cityChoice(state.language, { name: plan.name, isChosen: state.fileCity === 'plan' }, (withPlan) => send({ kind: 'file-city-chosen', city: withPlan ? 'plan' : 'now' }));
}

/** The norm of the map is chosen here too; that of a plan belongs to the plan. */
function norm(state: State, study: Study, kind: Kind, send: Send): TemplateResult {
  const texts = textsIn(state.language);
  const plan = planOfFiles(state);
  const { seconds, isOwn } = normInForce(kind, (plan ?? state).norm);
  return html`<p class="small">${texts.ask.norm(normMinutes(seconds, texts))} <span class="tag warn">${isOwn ? texts.ask.own : texts.ask.proposal}</span>
      ${plan === null ? nothing : html`<a class="utrecht-link utrecht-link--html-a" href=${addressOfView(state, 'probeer')}
        @click=${(event: MouseEvent) => followed(event, () => send({ kind: 'view-chosen', view: 'probeer' }))}>${lagenTexts(state.language).normOfPlan}</a>`}</p>
    ${plan === null ? otherNorm(state, study, kind, { norm: state.norm, choose: (chosen) => send({ kind: 'norm-chosen', norm: chosen }) }) : nothing}`;
}
