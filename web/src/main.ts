// Wires the page together; the only file that knows all others.
import './style/index.css';
import { html, render } from 'lit-html';
import { addressBar } from './address-bar.ts';
import * as client from './api/client.ts';
import { deedsOf } from './deeds.ts';
import { effectsOf } from './effects.ts';
import { announcement } from './panels/announcement.ts';
import { bar } from './panels/bar.ts';
import { dialogs } from './panels/dialogs.ts';
import { overlay } from './panels/overlay.ts';
import { panel } from './panels/panel.ts';
import { failure, notice, starting } from './panels/status.ts';
import { valueOf } from './remote.ts';
import { listenForShortcuts } from './shortcuts.ts';
import { stateAt, type State } from './state.ts';
import { storeOf } from './store.ts';
import { titleOf } from './title.ts';
import { textsIn } from './texts/texts.ts';
import { linkFrom } from './url.ts';
import type { View } from './view.ts';
import { viewsOf } from './views.ts';

const roots = {
  skip: byId('skip'), bar: byId('bar'), panel: byId('panel'), stage: byId('stage'), side: byId('side'), page: byId('page'),
  app: byId('app'), heading: byId('heading'), map: byId('map'), overlay: byId('overlay'), dialogs: byId('dialogs'), announcement: byId('announcement'),
};
const store = storeOf(stateAt(linkFrom(location.search)));
const address = addressBar();
const runEffects = effectsOf(client, store.send);
const runDeeds = deedsOf(store.send);
const views = viewsOf({ panel, overlay }, (view) => {
  if (view !== 'failed') view.start?.(store);
  store.send({ kind: 'view-arrived' });
});
/** How long the map waits for the answer, in milliseconds. */
const patience = 400;
let map: 'none' | 'waits' | 'asked' = 'none';

// What index.html shows before this runs gives way to what the state says.
for (const root of [roots.bar, roots.panel]) root.replaceChildren();
draw(store.current());
store.subscribe((state, before, message) => {
  draw(state);
  // The address follows the state, except when the state has just followed the address.
  if (message.kind === 'link-opened') address.forget();
  else address.follow(state, before);
  if (state.view !== before.view) roots.page.scrollTop = 0;
  runEffects(state, before);
  runDeeds(state, before, message);
});
window.addEventListener('popstate', () => store.send({ kind: 'link-opened', link: linkFrom(location.search) }));
listenForShortcuts(store.current, store.send);
store.send({ kind: 'opened' });

function draw(state: State): void {
  const texts = textsIn(state.language);
  const view = views.get(state.view);
  document.documentElement.lang = state.language;
  const title = titleOf(state);
  if (document.title !== title) document.title = title;
  document.body.dataset['view'] = state.view;
  roots.skip.textContent = texts.brand.skip[state.view];
  roots.skip.setAttribute('href', showsMap(state) ? '#panel' : '#page');
  roots.app.dataset['sheet'] = state.sheet;
  // An empty plan has no outcome to show first.
  roots.app.dataset['part'] = state.view === 'probeer' && state.desk?.present.wijzigingen.length === 0 ? 'vraag' : state.sitePart;
  roots.stage.setAttribute('aria-label', texts.brand.map);
  // The pages carry a heading of their own, once they are there.
  roots.heading.hidden = !showsMap(state) && valueOf(state.study) !== null;
  roots.heading.textContent = [texts.brand.viewNames[state.view], valueOf(state.study)?.name].filter(Boolean).join(': ');
  render(bar(state, store.send), roots.bar);
  render(part(state, view, 'panel'), roots.panel);
  render(part(state, view, 'side'), roots.side);
  render(part(state, view, 'page'), roots.page);
  render(part(state, view, 'overlay'), roots.overlay);
  render(dialogs(state, store.send), roots.dialogs);
  const words = announcement(state);
  if (roots.announcement.textContent !== words) roots.announcement.textContent = words;
  if (showsMap(state) && state.study.kind !== 'none' && state.study.kind !== 'asked') openMap(state.answer.kind !== 'asked');
}

/** What a view puts in one place; before it is here, or before the study is, what there is to say instead. */
function part(state: State, view: View | null | 'failed', name: 'panel' | 'side' | 'page' | 'overlay') {
  const isMainPart = name === (showsMap(state) ? 'panel' : 'page');
  const texts = textsIn(state.language);
  if (view === 'failed') return isMainPart ? failure({ kind: 'unreachable' }, texts, () => location.reload()) : null;
  if (view === null) return isMainPart ? html`<p class="waiting">${texts.states.loading}</p>` : null;
  if (valueOf(state.study) === null && name === 'page' && isMainPart) return html`<div class="wide">${starting(state, store.send)}</div>`;
  if (name === 'page' && isMainPart && state.notice !== null) {
    return html`<div class="wide notice">${notice(state.notice, texts)}</div>${view.page?.(state, store.send)}`;
  }
  return view[name]?.(state, store.send) ?? null;
}

function showsMap(state: State): boolean {
  return state.view !== 'buurt' && state.view !== 'lagen' && state.view !== 'vastleggen';
}

/** The map is the heaviest part: an answer that comes soon is on the screen before it, and a view without a map does without. */
function openMap(isAnswered: boolean): void {
  if (map === 'asked' || (map === 'waits' && !isAnswered)) return;
  map = isAnswered ? 'asked' : 'waits';
  if (!isAnswered) {
    setTimeout(() => openMap(true), patience);
    return;
  }
  requestAnimationFrame(() => setTimeout(() => {
    void import('./map/map.ts').then(({ startMap }) => startMap(roots.map, store), () => store.send({ kind: 'map-failed' }));
  }));
}

function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`index.html has no element "${id}"`);
  return element;
}
