// Wires the page together; the only file that knows all others.
import './style/index.css';
import { render } from 'lit-html';
import * as client from './api/client.ts';
import { effectsOf } from './effects.ts';
import { announcement } from './panels/announcement.ts';
import { bar } from './panels/bar.ts';
import { dialogs } from './panels/dialogs.ts';
import { overlay } from './panels/overlay.ts';
import { panel } from './panels/panel.ts';
import { valueOf } from './remote.ts';
import { listenForShortcuts } from './shortcuts.ts';
import { stateAt, type State } from './state.ts';
import { storeOf } from './store.ts';
import { textsIn } from './texts/texts.ts';
import { addressOf, isNewPage, linkFrom } from './url.ts';

const roots = {
  skip: byId('skip'), bar: byId('bar'), app: byId('app'), panel: byId('panel'), stage: byId('stage'),
  map: byId('map'), overlay: byId('overlay'), dialogs: byId('dialogs'), announcement: byId('announcement'),
};
const store = storeOf(stateAt(linkFrom(location.search)));
const runEffects = effectsOf(client, store.send);

// What index.html shows before this runs gives way to what the state says.
for (const root of [roots.bar, roots.panel]) root.replaceChildren();
draw(store.current());
store.subscribe((state, before, message) => {
  draw(state);
  // The address follows the state, except when the state has just followed the address.
  if (message.kind !== 'link-opened') writeAddress(state, before);
  runEffects(state, before);
});
window.addEventListener('popstate', () => store.send({ kind: 'link-opened', link: linkFrom(location.search) }));
listenForShortcuts(store.current, store.send);
store.send({ kind: 'opened' });
// The map is the heaviest part: the panel is there before it.
void import('./map/map.ts').then(({ startMap }) => startMap(roots.map, store));

function draw(state: State): void {
  const texts = textsIn(state.language);
  const title = valueOf(state.answer)?.title ?? null;
  document.documentElement.lang = state.language;
  document.title = texts.brand.title(valueOf(state.study)?.name ?? '', title);
  roots.skip.textContent = texts.brand.skip;
  roots.app.dataset['sheet'] = state.sheet;
  roots.stage.setAttribute('aria-label', texts.brand.map);
  render(bar(state, store.send), roots.bar);
  render(panel(state, store.send), roots.panel);
  render(overlay(state, store.send), roots.overlay);
  render(dialogs(state, store.send), roots.dialogs);
  const words = announcement(state);
  if (roots.announcement.textContent !== words) roots.announcement.textContent = words;
}

function writeAddress(state: State, before: State): void {
  const address = `${location.pathname}${addressOf(state)}`;
  if (address === `${location.pathname}${location.search}`) return;
  if (isNewPage(before, state)) history.pushState(null, '', address);
  else history.replaceState(null, '', address);
}

function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`index.html has no element "${id}"`);
  return element;
}
