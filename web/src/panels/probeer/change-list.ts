// The changes of the plan in order, each with its number on the map, and undo and redo that say what they undo.
import { html, nothing, type TemplateResult } from 'lit-html';
import { done, withDraft, emptyDraft, type Desk } from '../../plan/desk.ts';
import { altering } from '../../plan/draft.ts';
import type { Change, Plan } from '../../plan/plan.ts';
import { valueOf } from '../../remote.ts';
import type { Send, State } from '../../state.ts';
import { signed } from '../../texts/numbers.ts';
import { probeerTexts } from '../../texts/probeer.ts';
import { textsIn } from '../../texts/texts.ts';
import { icon } from '../icons.ts';
import { changeDetail, changeTitle } from './change-words.ts';
import { refusalOf } from './refusal.ts';
import { stepWords } from './step-words.ts';
import { uncounted } from './uncounted.ts';

export function changeList(state: State, desk: Desk, send: Send): TemplateResult {
  const texts = probeerTexts(state.language);
  const { wijzigingen } = desk.present;
  return html`<section aria-labelledby="changes">
    <div class="row"><h2 id="changes">${texts.changes(wijzigingen.length)}</h2>${history(state, desk, send)}</div>
    ${wijzigingen.length === 0 ? html`<p class="hint">${texts.empty}</p>`
      : html`<ol class="changes">${wijzigingen.map((change, index) => item(state, desk, change, index, send))}</ol>`}
  </section>`;
}

function history(state: State, desk: Desk, send: Send): TemplateResult {
  const texts = probeerTexts(state.language);
  const before = desk.past.at(-1);
  const next = desk.future[0];
  // Another plan came on the desk as a step too.
  const opened = ({ naam }: Plan): string => texts.steps.opened(naam || texts.nameless);
  const undo = before === undefined ? texts.undoNone : texts.undo(desk.past.length === desk.begun ? opened(desk.present) : stepWords(state, before, desk.present));
  const redo = next === undefined ? texts.redoNone : texts.redo(desk.past.length + 1 === desk.begun ? opened(next) : stepWords(state, desk.present, next));
  return html`<span class="row-end">
    <button type="button" class="utrecht-button utrecht-button--subtle quiet" aria-label=${undo} title=${undo} ?disabled=${before === undefined} @click=${() => send({ kind: 'plan-undone' })}>${icon('undo')}</button>
    <button type="button" class="utrecht-button utrecht-button--subtle quiet" aria-label=${redo} title=${redo} ?disabled=${next === undefined} @click=${() => send({ kind: 'plan-redone' })}>${icon('redo')}</button>
  </span>`;
}

function item(state: State, desk: Desk, change: Change, index: number, send: Send): TemplateResult {
  const texts = probeerTexts(state.language);
  const plan = desk.present;
  const title = changeTitle(state, plan, change);
  const refusal = refusalOf(state);
  const isEdited = desk.draft.editing === change.id;
  const remove = (): void => {
    const wijzigingen = plan.wijzigingen.filter(({ id }) => id !== change.id);
    const without = isEdited ? withDraft(desk, emptyDraft) : desk;
    send({ kind: 'desk-set', desk: done(without, { ...plan, wijzigingen }) });
  };
  const step = state.whatIf.kind === 'known' ? valueOf(state.steps)?.after.find((each) => each.change === change.id) : undefined;
  const added = uncounted(state).some(({ id }) => id === change.id) ? texts.unknownAdded : step === undefined ? null : signed(step.difference, textsIn(state.language));
  const notes = valueOf(state.whatIf)?.notes.filter((note) => note.change === change.id) ?? [];
  return html`<li class=${isEdited ? 'on' : ''}>
    <span class="badge" aria-hidden="true">${index + 1}</span>
    <div><b>${title}</b><small>${changeDetail(state, plan, change)}</small>
      ${refusal?.change === index ? html`<p class="problem" role="alert">${refusal.words}</p>
        ${refusal.detail === '' ? nothing : html`<details class="small"><summary>${texts.serverSays}</summary>${refusal.detail}</details>`}` : nothing}
      ${[...new Set(notes.map(({ sentence }) => sentence))].slice(0, 2).map((sentence) => html`<p class="utrecht-alert utrecht-alert--info small">${sentence}</p>`)}
    </div>
    ${added === null ? nothing : html`<span class="delta">${added}</span>`}
    <span class="deeds">
      ${change.soort === 'overig' ? nothing : html`<button type="button" class="utrecht-button utrecht-button--subtle quiet" aria-label=${texts.alter(title)} title=${texts.alter(title)}
        @click=${() => send({ kind: 'desk-set', desk: altering(desk, change) })}>${icon('pen')}</button>`}
      <button type="button" class="utrecht-button utrecht-button--subtle quiet" aria-label=${texts.remove(title)} title=${texts.remove(title)} @click=${remove}>${icon('close')}</button>
    </span></li>`;
}
