// The answer on the right: what was found, or what there is to say while nothing is.
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Grounds, SiteAnswer, SiteResult, WeightsOf } from '../../api/site-types.ts';
import { unreachable, valueOf } from '../../remote.ts';
import { isReady, isSameQuestion } from '../../site-settings.ts';
import type { Send, State } from '../../state.ts';
import { bouwenTexts } from '../../texts/bouwen.ts';
import { sourceWords } from '../../texts/source-words.ts';
import { textsIn } from '../../texts/texts.ts';
import { weightGroupNames } from '../../texts/weight-groups.ts';
import { sinceAsked } from '../directives.ts';
import { failure } from '../status.ts';
import { clusters, libraries, opportunities } from './lists.ts';
import { locations } from './locations.ts';
import { need } from './need.ts';
import { schools } from './schools.ts';

export function answer(state: State, send: Send): TemplateResult | null {
  if (valueOf(state.study) === null) return null;
  const texts = bouwenTexts(state.language);
  const remote = state.siteAnswer;
  const result = valueOf(remote);
  const far = remote.kind === 'asked' && state.siteProgress?.request === remote.request ? state.siteProgress.progress : null;
  return html`
    <h2 class="vh">${texts.outcome}</h2>
    <button type="button" class="utrecht-button utrecht-button--secondary-action narrow-only" @click=${() => send({ kind: 'part-chosen', part: 'vraag' })}>${texts.toSettings}</button>
    ${remote.kind === 'asked' ? html`<p class="busy-words" role="status">${bar(far?.share ?? null, texts.busy)}${far?.step ?? texts.busy} <span aria-hidden="true" ${sinceAsked(remote.request, texts.busySince)}></span> ${result === null ? nothing : texts.kept}
      <button type="button" class="utrecht-button utrecht-button--secondary-action" @click=${() => send({ kind: 'site-stopped' })}>${texts.stop}</button></p>` : nothing}
    ${remote.kind === 'stopped' ? html`<p class="utrecht-alert utrecht-alert--info" role="status">${texts.stopped}</p>` : nothing}
    ${remote.kind === 'failed' ? failure(remote.failure, textsIn(state.language), send) : nothing}
    ${remote.kind === 'none' && !isReady(state.site) ? html`<p class="utrecht-alert utrecht-alert--info">${texts.fill}</p>` : nothing}
    <p class="vh" role="status">${remote.kind === 'known' ? texts.planned(outcomeWords(remote.value.answer)) : ''}</p>
    ${result === null ? nothing : found(state, result, send)}`;
}

/** How far the server is; without a share it is only known that it is busy. */
function bar(share: number | null, label: string): TemplateResult {
  return share === null ? html`<progress aria-label=${label}></progress>` : html`<progress max="1" value=${share} aria-label=${label}></progress>`;
}

/** The outcome in one line, for who hears the page. */
function outcomeWords(told: SiteAnswer): string {
  switch (told.kind) {
    case 'buurtschool': return told.candidates.filter(({ id }) => told.plans[0]?.places.includes(id)).map(({ name }) => name).join(', ') || (told.noPlan ?? '');
    case 'inzetprofiel': return told.title;
    case 'kansenwerkplaats': return told.places.map(({ name }) => name).join(', ');
    case 'locaties':
    case 'clusters_0_18':
    case 'dbos': return told.sentence;
    default: return unreachable(told);
  }
}

function found(state: State, { settings, answer: told }: SiteResult, send: Send): TemplateResult {
  const texts = bouwenTexts(state.language);
  const isStale = !isSameQuestion(settings, state.site);
  return html`${isStale && state.siteAnswer.kind !== 'asked' ? html`<p class="utrecht-alert utrecht-alert--info">${texts.stale}</p>` : nothing}
    <div class="outcome ${isStale || state.siteAnswer.kind === 'asked' ? 'outdated' : ''}">
      ${weighedBy(state, told.grounds)}
      ${body(state, { settings, answer: told }, send)}
      ${provenance(state, told)}
    </div>`;
}

/** Whose weights it rests on, where these are other than those of the weight set. */
function weighedBy({ language }: State, { weightsOf }: Grounds): TemplateResult | typeof nothing {
  const texts = bouwenTexts(language);
  const groups = (of: WeightsOf): string => weightGroupNames([...weightsOf].filter(([, whose]) => whose === of).map(([group]) => group), language);
  const [ofPlan, ofQuestion] = [groups('scenario'), groups('vraag')];
  if (ofPlan === '' && ofQuestion === '') return nothing;
  return html`<p class="small">${ofPlan === '' ? '' : texts.weightsOfPlan(ofPlan)} ${ofQuestion === '' ? '' : texts.weightsOfQuestion(ofQuestion)}</p>`;
}

function body(state: State, { settings, answer: told }: SiteResult, send: Send): TemplateResult {
  switch (told.kind) {
    case 'buurtschool': return schools(state, told, settings, send);
    case 'locaties': return locations(state, told, send);
    case 'clusters_0_18': return clusters(state, told);
    case 'kansenwerkplaats': return opportunities(state, told);
    case 'dbos': return libraries(state, told);
    case 'inzetprofiel': return need(state, told);
    default: return unreachable(told);
  }
}

function provenance(state: State, { method, grounds }: { readonly method: string; readonly grounds: Grounds }): TemplateResult {
  const words = textsIn(state.language);
  return html`<section><details class="provenance"><summary>${bouwenTexts(state.language).method}</summary>
    <p>${method}</p>
    <dl>
      <dt>${words.area.formula}</dt><dd>${grounds.formula || words.area.normSet} ${grounds.weightSet}</dd>
      <dt>${words.area.distanceLevel}</dt><dd>${grounds.distanceLevel}</dd>
      <dt>${words.area.sources}</dt>
      ${grounds.sources.map((each) => html`<dd>${sourceWords(each, words)}</dd>`)}
    </dl></details></section>`;
}
