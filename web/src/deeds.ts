// What a message asks of the browser itself, beside requests: copy a text, print, save a picture of the map.
import type { Message, Send, State } from './state.ts';

export function deedsOf(send: Send): (state: State, before: State, message: Message) => void {
  return (state, before, message) => {
    switch (message.kind) {
      case 'copy-asked':
        void copy(message.text).then((succeeded) => send({ kind: 'copied', text: message.text, succeeded }));
        break;
      case 'print-asked':
        window.print();
        break;
      case 'sheet-asked':
        void import('./map/sheet.ts').then(({ saveSheet }) => saveSheet(state)).catch(() => send({ kind: 'map-failed' }));
        break;
      case 'paper-map-asked':
        void import('./map/paper-map.ts').then(({ printSheet }) => printSheet(state)).catch(() => send({ kind: 'map-failed' }));
        break;
      case 'desk-set':
      case 'plan-opened':
      case 'plan-file-arrived':
      case 'plan-undone':
      case 'plan-redone':
      case 'what-if-arrived':
      case 'plan-arrived':
      case 'plan-keep-asked':
      case 'service-done':
      case 'plan-forget-asked':
      case 'unsaved-forget-asked':
      case 'plan-put-back':
      case 'plan-file-asked':
        // It came with the view that draws plans.
        void import('./plan/plan-deeds.ts').then(({ planDeed }) => planDeed(state, before, message, send));
        break;
      default:
    }
  };
}

/** Whether it is on the clipboard; a page that does not come over https may not write there. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
