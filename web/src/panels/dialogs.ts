// What opens over the page: table, method, keys, and the legend of a small screen.
import { html, type TemplateResult } from 'lit-html';
import type { Source } from '../api/types.ts';
import { chosenKind } from '../lookup.ts';
import { normInForce } from '../norm-choice.ts';
import { unreachable, valueOf } from '../remote.ts';
import type { DialogName, Send, State } from '../state.ts';
import { date, normMinutes } from '../texts/numbers.ts';
import { textsIn, type Texts } from '../texts/texts.ts';
import { areaTable } from './area-table.ts';
import { isTicked } from './chosen.ts';
import { modal } from './directives.ts';
import { icon } from './icons.ts';
import { legend } from './legend.ts';

export function dialogs(state: State, send: Send): TemplateResult | null {
  // Table and legend are those of the map's answer.
  if (state.dialog === null || (state.view !== 'kaart' && (state.dialog === 'tabel' || state.dialog === 'legenda'))) return null;
  const texts = textsIn(state.language);
  const name = state.dialog;
  return html`<dialog class="dialog dialog-${name}" aria-labelledby="dialog-title" ${modal()}
    @close=${() => send({ kind: 'dialog-closed' })}>
    <header><h2 id="dialog-title">${title(name, texts)}</h2>
      <form method="dialog"><button class="utrecht-button utrecht-button--subtle quiet" aria-label=${texts.table.close}>${icon('close')}</button></form></header>
    ${content(name, state, send)}
  </dialog>`;
}

function title(name: DialogName, texts: Texts): string {
  switch (name) {
    case 'tabel': return texts.table.title;
    case 'methode': return texts.method.title;
    case 'toetsen': return texts.keys.title;
    case 'legenda': return texts.legend.label;
    default: return unreachable(name);
  }
}

function content(name: DialogName, state: State, send: Send): TemplateResult | null {
  const answer = valueOf(state.answer);
  switch (name) {
    case 'tabel': return answer === null ? waiting(state) : areaTable(state, answer, send);
    case 'methode': return method(state);
    case 'toetsen': return keys(state, send);
    case 'legenda': return answer === null ? waiting(state) : html`<div class="legend-sheet">${legend(state, answer, send)}</div>`;
    default: return unreachable(name);
  }
}

function waiting(state: State): TemplateResult {
  return html`<p class="waiting">${textsIn(state.language).states.calculating}</p>`;
}

function method(state: State): TemplateResult {
  const texts = textsIn(state.language);
  const study = valueOf(state.study);
  const answer = valueOf(state.answer);
  const kind = chosenKind(state);
  if (study === null) return waiting(state);
  return html`<div class="prose" tabindex="0">
    ${answer === null ? null : html`<p>${answer.method}</p>`}
    <h3>${texts.method.norm}</h3>
    <p>${study.normSet.name}: ${study.normSet.label}.</p>
    ${kind === null ? null : html`<p>${texts.method.normOf(kind.singular, normMinutes(kind.normSeconds, texts))}${kind.normBasis === null ? '' : `; ${kind.normBasis}`}.</p>`}
    ${kind === null || answer === null || !normInForce(kind, state.norm).isOwn ? null : html`<p>${texts.method.ownNorm(normMinutes(answer.normSeconds, texts))}</p>`}
    <h3>${texts.method.sources}</h3>
    <ul>${study.sources.map((source) => html`<li>${sourceLine(source, texts)}</li>`)}</ul>
    <p class="small">${texts.method.study(study.name, date(study.date, texts), study.version)}</p>
  </div>`;
}

function sourceLine(source: Source, texts: Texts): TemplateResult {
  const day = source.date === null ? null : date(source.date, texts);
  const published = [source.publisher, day].filter((each) => each !== null).join(', ');
  return html`<b>${source.title}</b><br>${[published, source.licence].filter(Boolean).join('; ')}`;
}

function keys(state: State, send: Send): TemplateResult {
  const texts = textsIn(state.language);
  return html`<div class="prose" tabindex="0">
    <label class="switch"><input type="checkbox" .checked=${state.shortcuts}
      @change=${(event: Event) => send({ kind: 'shortcuts-switched', on: isTicked(event) })}> ${texts.keys.enabled}</label>
    <table class="keys"><tbody>${texts.keys.rows.map(([key, what]) => html`<tr><th scope="row"><kbd>${key}</kbd></th><td>${what}</td></tr>`)}</tbody></table>
  </div>`;
}
