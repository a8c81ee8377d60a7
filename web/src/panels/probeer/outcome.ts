// What the plan means for people, beside how it is now: all numbers come from the server.
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Failure } from '../../api/types.ts';
import type { QuestionChange, WhatIf } from '../../api/what-if.ts';
import { chosenGroup } from '../../lookup.ts';
import { valueOf } from '../../remote.ts';
import type { Send, State } from '../../state.ts';
import { count, percent, shortGroup, signed } from '../../texts/numbers.ts';
import { probeerTexts } from '../../texts/probeer.ts';
import { textsIn } from '../../texts/texts.ts';
import { kindName } from './change-words.ts';
import { compareOutcome } from './compare-outcome.ts';
import { nowThen } from './now-then.ts';
import { shownDifference } from './shown-difference.ts';
import { throughYears } from './through-years.ts';
import { uncountedNote, uncountedWords } from './uncounted.ts';
import { waterfall } from './waterfall.ts';

export function outcome(state: State, send: Send): TemplateResult | null {
  if (valueOf(state.study) === null || state.desk === null) return null;
  const texts = probeerTexts(state.language);
  const back = html`<button type="button" class="utrecht-button utrecht-button--secondary-action narrow-only" @click=${() => send({ kind: 'part-chosen', part: 'vraag' })}>${texts.toPlan}</button>`;
  if (state.beside !== null) return html`${back}${compareOutcome(state, state.beside)}`;
  const isNothing = state.desk.present.wijzigingen.length === 0;
  const told = isNothing ? null : valueOf(state.whatIf) ?? state.lastWhatIf;
  const isStale = state.whatIf.kind !== 'known';
  const heard = state.whatIf.kind === 'known' && !state.desk.dragging ? mainPoint(state, state.whatIf.value) : null;
  return html`<h2 class="vh">${texts.outcome}</h2>${back}
    <p class="vh" role="status">${heard === null ? '' : texts.announced(heard)}</p>
    ${isNothing ? html`<p class="hint">${texts.empty}</p>` : nothing}
    ${state.whatIf.kind === 'asked' ? html`<p class="small ${told === null ? '' : 'waiting-soon'}" role="status">${told === null ? texts.first : texts.calculating}</p>` : nothing}
    ${state.whatIf.kind === 'failed' ? notAnswered(state, state.whatIf.failure, told, send) : nothing}
    ${told === null ? nothing : html`<div class="outcome ${isStale ? 'outdated stale' : ''}" aria-busy=${state.whatIf.kind === 'asked' ? 'true' : 'false'}>${parts(state, told, send)}</div>`}`;
}

/** What the numbers are worth while there is no answer; when the server is gone it can be asked again here too. */
function notAnswered(state: State, failure: Failure, told: WhatIf | null, send: Send): TemplateResult | typeof nothing {
  const texts = probeerTexts(state.language);
  const isRefused = failure.kind === 'refused';
  if (told === null && isRefused) return nothing;
  return html`<div class="utrecht-alert utrecht-alert--info" role="status">
    <p>${[isRefused ? null : texts.unreachable, told === null ? null : texts.keptOld].filter((each) => each !== null).join(' ')}</p>
    ${isRefused ? nothing : html`<button type="button" class="utrecht-button utrecht-button--secondary-action" @click=${() => send({ kind: 'retried' })}>${texts.retry}</button>`}</div>`;
}

/** The outcome in one line beside the plan, where a screen is too narrow for both. */
export function headline(state: State): TemplateResult | typeof nothing {
  const whole = questionIn(state, valueOf(state.whatIf) ?? state.lastWhatIf)?.whole ?? null;
  if (whole === null || state.desk?.present.wijzigingen.length === 0) return nothing;
  const texts = probeerTexts(state.language);
  const words = textsIn(state.language);
  const difference = shownDifference(whole.before.covered, whole.after.covered);
  const left = uncountedWords(state);
  if (left !== null && difference === 0) return html`<p class="big narrow-only"><span>${left}</span></p>`;
  return html`<p class="big narrow-only ${state.whatIf.kind === 'known' ? '' : 'stale'}"><b>${signed(difference, words)}</b>
    <span>${texts.headline(shortGroup(chosenGroup(state)), count(whole.before.covered, words), count(whole.after.covered, words))}</span></p>`;
}

export function questionIn(state: State, told: WhatIf | null): QuestionChange | null {
  return told?.questions.find(({ kind, age }) => kind === state.kind && age === state.age) ?? null;
}

/** What is said aloud of an outcome: what is not in it, and its first sentences. */
function mainPoint(state: State, told: WhatIf): string {
  const question = questionIn(state, told);
  const sentences = [uncountedWords(state), ...(question?.sentences.slice(0, 2) ?? [])];
  return sentences.filter((sentence) => typeof sentence === 'string').join(' ') || probeerTexts(state.language).notTouched;
}

function parts(state: State, told: WhatIf, send: Send): TemplateResult {
  const texts = probeerTexts(state.language);
  const question = questionIn(state, told);
  return html`
    ${uncountedNote(state)}
    <section><h3 class="title">${texts.nowThen}</h3>
      ${question === null ? html`<p>${texts.notTouched}</p>` : html`
        ${question.whole === null ? nothing : nowThen(state, question, question.whole)}
        ${question.sentences.map((sentence) => html`<p class="say">${sentence}</p>`)}`}</section>
    ${question === null ? nothing : html`${waterfall(state)}${throughYears(state)}${losing(state, question)}`}
    ${everything(state, told, send)}
    ${supply(state, told)}
    <p class="small">${told.about}</p>`;
}

/** Neighbourhoods by name, never ranked. */
function losing(state: State, question: QuestionChange): TemplateResult {
  const texts = probeerTexts(state.language);
  const words = textsIn(state.language);
  const collator = new Intl.Collator(state.language);
  const areas = question.areas.filter(({ level, lost, slower }) => level === 'buurt' && (lost !== 0 || slower !== 0))
    .toSorted((one, other) => collator.compare(one.name, other.name));
  const people = (value: number | null): string => (value === null ? texts.hidden : count(value, words));
  return html`<section><h3 class="title">${texts.loses}</h3>
    ${areas.length === 0 ? html`<p>${texts.losesNone}</p>` : html`<div class="scroll-x" tabindex="0" role="group" aria-label=${texts.loses}><table class="plain">
      <thead><tr><th scope="col">${texts.loseArea}</th><th scope="col" class="number">${texts.loseBeyond}</th><th scope="col" class="number">${texts.loseSlower}</th></tr></thead>
      <tbody>${areas.map(({ name, lost, slower }) => html`<tr><th scope="row">${name}</th><td class="number">${people(lost)}</td><td class="number">${people(slower)}</td></tr>`)}</tbody>
    </table></div>`}</section>`;
}

/** Every kind that the plan touches; a row can be put on the map. */
function everything(state: State, told: WhatIf, send: Send): TemplateResult | typeof nothing {
  const texts = probeerTexts(state.language);
  const words = textsIn(state.language);
  if (told.questions.length === 0) return nothing;
  const ages = valueOf(state.study)?.ages ?? [];
  const choose = ({ kind, age }: QuestionChange): void => {
    send({ kind: 'kind-chosen', code: kind });
    send({ kind: 'age-chosen', code: age });
  };
  return html`<section><h3 class="title">${texts.everything}</h3><p class="small">${texts.everythingHow}</p>
    <div class="scroll-x" tabindex="0" role="group" aria-label=${texts.everything}><table class="plain">
      <thead><tr><th scope="col">${texts.facility}</th><th scope="col" class="number">${texts.now}</th><th scope="col" class="number">${texts.then}</th>
        <th scope="col" class="number">${texts.joined}</th><th scope="col" class="number">${texts.left}</th></tr></thead>
      <tbody>${told.questions.map((question) => html`<tr>
        <th scope="row"><button type="button" class="name" aria-pressed=${question.kind === state.kind && question.age === state.age ? 'true' : 'false'} @click=${() => choose(question)}>${question.name}</button>
          <small>${ages.find(({ code }) => code === question.age)?.name ?? question.age}</small></th>
        <td class="number">${percent(question.whole?.before.sharePercent ?? null, words)}</td><td class="number">${percent(question.whole?.after.sharePercent ?? null, words)}</td>
        <td class="number">${count(question.whole?.gained ?? null, words)}</td><td class="number">${count(question.whole?.lost ?? null, words)}</td></tr>`)}</tbody>
    </table></div></section>`;
}

function supply(state: State, told: WhatIf): TemplateResult | typeof nothing {
  const texts = probeerTexts(state.language);
  const words = textsIn(state.language);
  const lines = told.supply.flatMap(({ kind, before, after }) => {
    const name = kindName(state, kind);
    return [
      before.locations === after.locations ? null : texts.locationsLine(name, count(before.locations, words), count(after.locations, words)),
      before.places === after.places ? null : texts.supplyLine(name, count(before.places, words), count(after.places, words)),
      before.hours === after.hours ? null : texts.hoursLine(name, count(before.hours, words), count(after.hours, words)),
    ];
  }).filter((line) => line !== null);
  return lines.length === 0 ? nothing : html`<section><h3 class="title">${texts.supply}</h3><ul class="sentences">${lines.map((line) => html`<li>${line}</li>`)}</ul></section>`;
}
