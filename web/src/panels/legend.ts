// The legend, in the fixed order: what, unit, symbols, classes with the norm, totals, level, source, method.
import { html, type TemplateResult } from 'lit-html';
import type { Answer, AreaClass, Study } from '../api/types.ts';
import { groupOf, kindOf } from '../lookup.ts';
import { valueOf } from '../remote.ts';
import type { Send, State } from '../state.ts';
import { count, date, normMinutes, percent, shortGroup } from '../texts/numbers.ts';
import { makers } from '../texts/source-words.ts';
import { textsIn, type Texts } from '../texts/texts.ts';
import { personsBeyond } from './persons-beyond.ts';
import { swatch, symbol } from './symbol.ts';

export function legend(state: State, answer: Answer, send: Send): TemplateResult {
  return html`
    <div class="legend-what">
      <h2>${answer.title}</h2>
      <p class="unit">${answer.unit}</p>
    </div>
    ${symbolRow(state, answer)}
    ${classList(state, answer)}
    ${about(state, answer, send)}`;
}

/** The legend of a small map: ramp and norm; it opens the whole legend. */
export function legendPill(state: State, answer: Answer, send: Send): TemplateResult {
  const texts = textsIn(state.language);
  return html`<button type="button" class="pill" @click=${() => send({ kind: 'dialog-opened', dialog: 'legenda' })}>
    <span>${texts.legend.minutes}</span>
    <span class="ramp" aria-hidden="true">${ramp(answer).map((each) => html`<span class=${isFirstBeyond(each, answer) ? 'after-norm' : ''}>${swatch(each.colour)}</span>`)}</span>
    <span>${texts.legend.normShort(normMinutes(answer.normSeconds, texts))}</span>
    <b>${texts.legend.open}</b>
  </button>`;
}

function symbolRow(state: State, answer: Answer): TemplateResult {
  const texts = textsIn(state.language);
  const kind = kindOf(state, answer);
  const shows = (layer: State['layers'][number]): boolean => state.layers.includes(layer);
  return html`<ul class="symbols">
    ${shows('voorzieningen') && kind !== null ? html`<li>${symbol(kind.shape, kind.letter)} ${kind.singular}</li>` : null}
    ${shows('andere') ? html`<li class="other-kinds">${otherKinds(state, answer)}</li>` : null}
    ${shows('witte_vlekken') ? html`<li><span class="hatch" aria-hidden="true"></span> ${beyondWords(state, answer)}</li>` : null}
    ${shows('barrieres') ? html`<li><span class="barrier-sign" aria-hidden="true"></span> ${texts.legend.barrier}</li>
      <li class="crossings">${(['ja', 'onbekend', 'nee'] satisfies (keyof typeof texts.legend.crossing)[])
        .map((free) => html`<span><span class="crossing crossing-${free}" aria-hidden="true">${texts.legend.crossingSign[free]}</span> ${texts.legend.crossing[free]}</span> `)}</li>` : null}
    ${shows('clusters') ? html`<li><span class="cluster-sign" aria-hidden="true"></span> ${texts.legend.cluster}</li>` : null}
    ${shows('kandidaten') ? html`<li><span class="candidate-sign" aria-hidden="true"></span> ${texts.legend.candidate}</li>` : null}
    ${shows('dekking') ? (['zeker', 'mogelijk', 'niet', 'onbekend'] satisfies (keyof typeof texts.legend.coverage)[])
      .map((status) => html`<li><span class="point point-${status}" aria-hidden="true"></span> ${texts.legend.coverage[status]}</li>`) : null}
  </ul>`;
}

/** The marks of the other kinds, folded: there are many. */
function otherKinds(state: State, answer: Answer): TemplateResult {
  const kinds = (valueOf(state.study)?.kinds ?? []).filter(({ code, count: howMany }) => code !== answer.kind && howMany > 0);
  return html`<details><summary><span class="symbol-small" aria-hidden="true"></span> ${textsIn(state.language).legend.otherKinds}</summary>
    <ul>${kinds.map(({ shape, letter, singular }) => html`<li>${symbol(shape, letter)} ${singular}</li>`)}</ul></details>`;
}

function beyondWords(state: State, answer: Answer): string {
  const texts = textsIn(state.language);
  const beyond = personsBeyond(answer);
  if (beyond === null) return texts.legend.beyondNorm;
  return texts.legend.beyondNormCount(count(beyond, texts), shortGroup(groupOf(state, answer)));
}

function classList(state: State, answer: Answer): TemplateResult {
  return html`<ul class="classes">${inOrder(answer).map((each) => classItem(state, answer, each))}</ul>`;
}

function classItem(state: State, answer: Answer, each: AreaClass): TemplateResult {
  const texts = textsIn(state.language);
  const people = shortGroup(groupOf(state, answer));
  const isFirst = isFirstBeyond(each, answer);
  return html`<li class="${isFirst ? 'after-norm' : ''} ${each.number === 0 ? 'no-data' : ''}">
    ${isFirst ? normWord(answer, texts) : null}
    ${swatch(each.colour)}
    <b>${each.name}</b>
    <small>${texts.legend.areas(each.areas, count(each.areas, texts))}</small>
    <small>${each.persons === null ? '' : texts.legend.persons(count(each.persons, texts), people)}</small>
  </li>`;
}

export function normWord(answer: Answer, texts: Texts): TemplateResult {
  return html`<span class="norm-word">${texts.city.norm(normMinutes(answer.normSeconds, texts))}</span>`;
}

function about(state: State, answer: Answer, send: Send): TemplateResult {
  const texts = textsIn(state.language);
  const study = valueOf(state.study);
  const total = texts.legend.total(count(answer.city?.persons ?? null, texts), groupOf(state, answer));
  const estimated = answer.estimatedPercent === null ? null : texts.legend.estimated(percent(answer.estimatedPercent, texts));
  const sentences = [
    [total, estimated].filter((each) => each !== null).join(', '),
    study?.distanceLevelText,
    study === null ? null : texts.legend.sources(study.sources.length, date(study.date, texts)),
    study === null ? null : attribution(study),
  ];
  return html`<p class="legend-about">${sentences.filter(Boolean).map((each) => `${each}. `)}
    <button type="button" class="utrecht-link-button utrecht-link-button--html-button link" @click=${() => send({ kind: 'dialog-opened', dialog: 'methode' })}>${texts.legend.method}</button>
  </p>`;
}

/** Makers whose licence asks to be named beside the map; all sources are in the method. */
function attribution({ sources, backgroundMap }: Study): string | null {
  const named = makers(sources.filter(({ licence }) => licence?.includes('ODbL')));
  const ours = named.length === 0 ? null : `© ${named.join(', ')}`;
  return [ours, backgroundMap?.attribution].filter(Boolean).join('; ') || null;
}

function ramp(answer: Answer): AreaClass[] {
  return inOrder(answer).filter((each) => each.number > 0);
}

/** Near to far, "not enough data" last. */
function inOrder(answer: Answer): AreaClass[] {
  return answer.classes.toSorted((a, b) => (a.number || Infinity) - (b.number || Infinity));
}

export function isFirstBeyond(each: AreaClass, answer: Answer): boolean {
  return ramp(answer).find((other) => !other.withinNorm)?.number === each.number;
}
