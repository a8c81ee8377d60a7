// Which two plans stand side by side, and how.
import { html, nothing, type TemplateResult } from 'lit-html';
import { cityNow, type Beside } from '../../compare.ts';
import { valueOf } from '../../remote.ts';
import type { Send, State } from '../../state.ts';
import { probeerTexts } from '../../texts/probeer.ts';
import { chosenValue } from '../chosen.ts';

export function compareSettings(state: State, beside: Beside, send: Send): TemplateResult {
  const texts = probeerTexts(state.language);
  const kinds = valueOf(state.study)?.kinds ?? [];
  const plans = comparable(state).filter(({ mark }) => mark !== null && mark !== state.scenario);
  const set = (some: Partial<Beside>): void => send({ kind: 'beside-set', beside: { ...beside, ...some } });
  const ask = (code: string): void => set(code === '' ? { kind: null, age: null } : { kind: code, age: kinds.find((kind) => kind.code === code)?.ages[0] ?? null });
  return html`<section class="form plain-form" aria-labelledby="compare-title"><h2 id="compare-title">${texts.compareTitle}</h2>
    <label class="field"><span>${texts.compareLeft}</span><select class="utrecht-select utrecht-select--html-select" @change=${(event: Event) => set({ plan: chosenValue(event) })}>
      <option value=${cityNow} .selected=${beside.plan === cityNow}>${texts.compareNow}</option>
      ${plans.map(({ name, mark }) => html`<option value=${mark ?? ''} .selected=${mark === beside.plan}>${name}</option>`)}
      ${beside.plan === cityNow || plans.some(({ mark }) => mark === beside.plan) ? nothing : html`<option value=${beside.plan} selected>${beside.plan.slice(0, 8)}</option>`}
    </select></label>
    ${plans.length === 0 ? html`<p class="small">${texts.compareNoPlans}</p>` : nothing}
    <label class="field"><span>${texts.compareQuestion}</span><select class="utrecht-select utrecht-select--html-select" @change=${(event: Event) => ask(chosenValue(event))}>
      <option value="" .selected=${beside.kind === null}>${texts.compareSame}</option>
      ${kinds.map(({ code, singular }) => html`<option value=${code} .selected=${code === beside.kind}>${singular}</option>`)}</select></label>
    <fieldset class="choice"><legend>${texts.compareShow}</legend>
      ${(['schuif', 'verschil'] as const).map((shown) => html`<label><input type="radio" name="shown" value=${shown} .checked=${beside.shown === shown}
        @change=${() => set({ shown })}> ${texts.compareShows[shown]}</label>`)}</fieldset>
    ${beside.kind !== null && beside.shown === 'verschil' ? html`<p class="utrecht-alert utrecht-alert--info" role="status">${texts.compareTwoQuestions}</p>` : nothing}
    <button type="button" class="utrecht-button utrecht-button--secondary-action" @click=${() => send({ kind: 'beside-set', beside: null })}>${texts.compareStop}</button>
  </section>`;
}

/** Plans of this browser and of the service, each once. */
export function comparable(state: State): { readonly name: string; readonly mark: string | null }[] {
  const own = state.keptPlans.map(({ plan, mark }) => ({ name: plan.naam, mark }));
  const others = valueOf(state.service.list)?.plans.filter(({ mark, isOfThisBase }) => isOfThisBase && !own.some((plan) => plan.mark === mark)) ?? [];
  return [...own, ...others.map(({ name, mark }) => ({ name, mark }))];
}
