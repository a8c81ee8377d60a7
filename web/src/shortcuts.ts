// The keys that work anywhere in the page, unless they are switched off or someone is typing.
import { viewNames, type Send, type State } from './state.ts';

export function listenForShortcuts(current: () => State, send: Send): void {
  document.addEventListener('keydown', (event) => {
    if (undoes(event, current()) && !isTyping(event.target)) {
      event.preventDefault();
      send({ kind: event.shiftKey ? 'plan-redone' : 'plan-undone' });
      return;
    }
    if (!current().shortcuts || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (current().dialog !== null) return;
    switch (event.key) {
      case '/':
        event.preventDefault();
        document.getElementById('find')?.focus();
        break;
      case 't':
      case 'T':
        if (current().view === 'kaart') send({ kind: 'dialog-opened', dialog: 'tabel' });
        break;
      case '?':
        send({ kind: 'dialog-opened', dialog: 'toetsen' });
        break;
      default: {
        const view = viewNames[Number(event.key) - 1];
        if (view !== undefined) send({ kind: 'view-chosen', view });
      }
    }
  });
}

function undoes(event: KeyboardEvent, { view, shortcuts, dialog }: State): boolean {
  return view === 'probeer' && shortcuts && dialog === null && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z';
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement;
}
