// Which question the files answer, and the choice of another one.
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Collection } from '../../api/lists.ts';
import type { Kind, Study } from '../../api/types.ts';
import { chosenKind } from '../../lookup.ts';
import { valueOf } from '../../remote.ts';
import type { Send, State } from '../../state.ts';
import { lagenTexts } from '../../texts/lagen.ts';
import { textsIn } from '../../texts/texts.ts';
import { addressOfView } from '../../url.ts';
import { followed } from '../chosen.ts';
import { cityChoice } from '../city-choice.ts';
import { otherNorm } from '../other-norm.ts';
import { ageChoice, kindChoice, normWords } from '../question-fields.ts';
import { layersOfQuestion, openPlan, planOfFiles } from './files-asked.ts';

export function filesQuestion(state: State, collections: readonly Collection[], send: Send): TemplateResult | typeof nothing {
  const study = valueOf(state.study);
  const kind = chosenKind(state);
  if (study === null || kind === null) return nothing;
  const texts = lagenTexts(state.language);
  const { ask } = textsIn(state.language);
  const layers = collections.filter(({ id }) => layersOfQuestion.includes(id)).map(({ title }) => title).join(', ');
  return html`<section class="box asked" aria-labelledby="files-question"><h2 id="files-question">${texts.question}</h2>
    <div class="fields">${labelled(ask.kinds, kindChoice(state, study, send))}${labelled(ask.ages, ageChoice(state, study, kind, send))}${cityField(state, send)}</div>
    ${norm(state, study, kind, send)}
    <p class="small">${texts.ofQuestion(layers)}</p></section>`;
}

function labelled(words: string, choice: TemplateResult): TemplateResult {
  return html`<label class="field"><span>${words}</span>${choice}</label>`;
}

/** The city now, or with the plan of Probeer once there is one. */
function cityField(state: State, send: Send): TemplateResult | typeof nothing {
  const plan = openPlan(state);
  if (plan === null) return nothing;
  return cityChoice(state.language, { name: plan.name, isChosen: state.fileCity === 'plan' }, (withPlan) => send({ kind: 'file-city-chosen', city: withPlan ? 'plan' : 'now' }));
}

/** The norm of the map is chosen here too; that of a plan belongs to the plan. */
function norm(state: State, study: Study, kind: Kind, send: Send): TemplateResult {
  const plan = planOfFiles(state);
  return html`<p class="small">${normWords(state, kind, (plan ?? state).norm)}
      ${plan === null ? nothing : html`<a class="utrecht-link utrecht-link--html-a" href=${addressOfView(state, 'probeer')}
        @click=${(event: MouseEvent) => followed(event, () => send({ kind: 'view-chosen', view: 'probeer' }))}>${lagenTexts(state.language).normOfPlan}</a>`}</p>
    ${plan === null ? otherNorm(state, study, kind, { norm: state.norm, choose: (chosen) => send({ kind: 'norm-chosen', norm: chosen }) }) : nothing}`;
}
