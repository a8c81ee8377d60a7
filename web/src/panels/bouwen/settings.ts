// What a person sets: the question, its limits and weights. Nothing is sent before they say so.
import { html, nothing, type TemplateResult } from 'lit-html';
import type { SiteAnswer } from '../../api/site-types.ts';
import type { Study } from '../../api/types.ts';
import { planMark } from '../../asking.ts';
import { done } from '../../plan/desk.ts';
import { withWeights } from '../../plan/plan.ts';
import { valueOf } from '../../remote.ts';
import { fitsInPlan, isReady, siteQuestions, usualSettings, weightsSet, withoutWeights, type SiteSettings } from '../../site-settings.ts';
import type { Send, State } from '../../state.ts';
import { bouwenTexts, type BouwenTexts } from '../../texts/bouwen.ts';
import { textsIn } from '../../texts/texts.ts';
import { chosenValue } from '../chosen.ts';
import { cityChoice } from '../city-choice.ts';
import { notice, starting } from '../status.ts';
import type { Change } from './change.ts';
import { subjects, weights } from './weights.ts';

export function settings(state: State, send: Send): TemplateResult {
  const texts = bouwenTexts(state.language);
  const study = valueOf(state.study);
  if (study === null) return html`${starting(state, send)}`;
  const change: Change = (some) => send({ kind: 'site-set', settings: { ...state.site, ...some } });
  return html`
    ${state.notice === null ? nothing : notice(state.notice, textsIn(state.language))}
    <section aria-labelledby="site-question">
      <p class="eyebrow">${texts.ask}</p>
      <h2 id="site-question" class="question">${texts.questions[state.site.question]}</h2>
      ${subject(state, send)}
      ${cityField(state, change)}
    </section>
    <form class="form" @submit=${(event: Event) => { event.preventDefault(); send({ kind: 'site-asked' }); }}>
      ${fieldsOf(state, study, change)}
      ${keepWeights(state, send)}
      <div class="row">${state.siteAnswer.kind === 'asked'
        ? html`<button type="button" class="utrecht-button utrecht-button--secondary-action" @click=${() => send({ kind: 'site-stopped' })}>${texts.stop}</button>`
        : html`<button class="utrecht-button utrecht-button--primary-action" ?disabled=${!isReady(state.site)}>${texts.answer}</button>`}
        <button type="button" class="utrecht-link-button utrecht-link-button--html-button link" @click=${() => change({ ...usualSettings, question: state.site.question, withPlan: state.site.withPlan })}>${texts.proposal}</button></div>
    </form>
    <p class="utrecht-alert utrecht-alert--info">${texts.decides}</p>
    <button type="button" class="utrecht-button utrecht-button--secondary-action narrow-only" @click=${() => send({ kind: 'part-chosen', part: 'antwoord' })}>${texts.toAnswer}</button>`;
}

function subject(state: State, send: Send): TemplateResult {
  const texts = bouwenTexts(state.language);
  return html`<label class="field"><span>${texts.about}</span>
    <select class="utrecht-select utrecht-select--html-select" @change=${(event: Event) => askAbout(chosenValue(event), send)}>
      ${siteQuestions.map((name) => html`<option value=${name} .selected=${name === state.site.question}>${texts.names[name]}</option>`)}
    </select></label>`;
}

/** The city now, or with the plan of Probeer once there is one. */
function cityField(state: State, change: Change): TemplateResult | typeof nothing {
  if (planMark(state) === null) return nothing;
  return cityChoice(state.language, { name: state.desk?.present.naam ?? '', isChosen: state.site.withPlan }, (withPlan) => change({ withPlan }));
}

/** Weights that were set under a plan can become those of the plan; the answer then follows it. */
function keepWeights(state: State, send: Send): TemplateResult | typeof nothing {
  const { desk, site } = state;
  const set = weightsSet(site);
  if (!site.withPlan || desk === null || set === null) return nothing;
  const texts = bouwenTexts(state.language);
  if (!fitsInPlan(set)) return html`<p class="small">${texts.notInPlan}</p>`;
  const keep = (): void => {
    send({ kind: 'site-set', settings: withoutWeights(site) });
    send({ kind: 'desk-set', desk: done(desk, withWeights(desk.present, set)) });
  };
  return html`<button type="button" class="utrecht-button utrecht-button--secondary-action" @click=${keep}>${texts.keepWeights}</button>`;
}

function askAbout(chosen: string, send: Send): void {
  const question = siteQuestions.find((name) => name === chosen);
  if (question !== undefined) send({ kind: 'site-question-chosen', question });
}

function fieldsOf(state: State, study: Study, change: Change): TemplateResult | null {
  const texts = bouwenTexts(state.language);
  const { site } = state;
  const number = numberField(refusedField(state));
  const result = valueOf(state.siteAnswer);
  // Of the other city the answer says nothing about this one.
  const answer = result !== null && result.settings.withPlan === site.withPlan ? result.answer : null;
  switch (site.question) {
    case 'buurtschool':
      return html`${limits(site, answer, texts, change, number)}${weights(state, answer, change)}`;
    case 'locaties':
      return html`<label class="field"><span>${texts.kind}</span>
          <select class="utrecht-select utrecht-select--html-select" @change=${(event: Event) => change({ kind: chosenValue(event) })}>
            ${study.kinds.map(({ code, singular }) => html`<option value=${code} .selected=${code === (site.kind ?? 'PO')}>${singular}</option>`)}
          </select></label>
        ${limits(site, answer, texts, change, number)}`;
    case 'clusters_0_18':
      return number('doorsnede_m', texts.diameter, site.diameterMetres, answer?.kind === 'clusters_0_18' ? String(answer.diameterMetres) : '', (diameterMetres) => change({ diameterMetres }));
    case 'dbos':
      return html`<div class="two">
        ${number('kosten_per_school_eur', texts.cost, site.costEuros, '', (costEuros) => change({ costEuros }))}
        ${number('budget_eur', texts.budget, site.budgetEuros, '', (budgetEuros) => change({ budgetEuros }))}</div>`;
    case 'inzetprofiel':
      return subjects(state, answer, change);
    case 'kansenwerkplaats':
      return null;
  }
}

function limits(site: SiteSettings, answer: SiteAnswer | null, texts: BouwenTexts, change: Change, number: NumberField): TemplateResult {
  const usual = answer?.kind === 'buurtschool' ? String(answer.number) : answer?.kind === 'locaties' ? String(answer.plans[0]?.places.length ?? '') : '';
  return html`<div class="two">
      ${number('aantal', texts.number, site.number, usual, (value) => change({ number: value }))}
      ${number('hoogstens_per_wijk', texts.perDistrict, site.perDistrict, texts.noLimit, (perDistrict) => change({ perDistrict }))}</div>
    ${number('budget_eur', texts.budget, site.budgetEuros, texts.noLimit, (budgetEuros) => change({ budgetEuros }))}`;
}

/** What the server refuses, at the field that it names; null when it names none. */
interface RefusedField {
  readonly field: string;
  readonly words: string;
}

function refusedField({ siteAnswer }: State): RefusedField | null {
  if (siteAnswer.kind !== 'failed' || siteAnswer.failure.kind !== 'refused') return null;
  const { parameter, detail } = siteAnswer.failure;
  // The field itself says its name.
  const words = detail.startsWith(`${parameter}: `) ? detail.slice(parameter.length + 2) : detail;
  return { field: parameter.split('.').at(-1) ?? '', words: `${words.slice(0, 1).toUpperCase()}${words.slice(1)}` };
}

type NumberField = (field: string, label: string, value: number | null, hint: string, changed: (value: number | null) => void) => TemplateResult;

/** A whole number; empty is "as proposed", which the hint in the field says. What is refused of it stands below it. */
function numberField(refused: RefusedField | null): NumberField {
  return (field, label, value, hint, changed) => {
    const words = refused?.field === field ? refused.words : null;
    const read = (event: Event): void => {
      const typed = chosenValue(event).replace(/[.\s€]/g, '');
      changed(/^\d{1,9}$/.test(typed) ? Number(typed) : null);
    };
    return html`<label class="field"><span>${label}</span>
      <input class="utrecht-textbox utrecht-textbox--html-input" inputmode="numeric" autocomplete="off" aria-invalid=${words === null ? nothing : 'true'} aria-describedby=${words === null ? nothing : `refused-${field}`}
        .value=${value === null ? '' : String(value)} placeholder=${hint} @change=${read}></label>
      ${words === null ? nothing : html`<p class="small refused" id="refused-${field}">${words}</p>`}`;
  };
}
