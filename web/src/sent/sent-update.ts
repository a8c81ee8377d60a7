// How each message about sent layers changes what the page knows. Pure. It comes with its view.
import { maySeeSent } from '../may.ts';
import { asked, refused, replied, valueOf } from '../remote.ts';
import type { Message, State } from '../state.ts';
import type { SentDesk } from './sent.ts';

/** The step that follows on `update`. */
export function sentStep(state: State, message: Message): State {
  const sent = sentUpdate(state.sent, message);
  // The list is asked for by who may see it, when the view is first opened, and when asking again was asked.
  const isWanted = state.view === 'lagen' && state.who !== null && maySeeSent(state) && (sent.list.kind === 'none' || (sent.list.kind === 'failed' && message.kind === 'retried'));
  const next = isWanted ? { ...sent, list: asked('uploads' as const, null) } : sent;
  return next === state.sent ? state : { ...state, sent: next };
}

function sentUpdate(sent: SentDesk, message: Message): SentDesk {
  switch (message.kind) {
    case 'language-chosen':
      return sent.list.kind === 'none' ? sent : { ...sent, list: asked('uploads', valueOf(sent.list)) };
    case 'sent-arrived':
      return { ...sent, list: replied(sent.list, 'uploads', message.layers) };
    case 'sent-failed':
      return { ...sent, list: refused(sent.list, 'uploads', message.failure) };
    case 'sent-asked':
      return sent.deed === null ? { ...sent, deed: message.deed, refused: null } : sent;
    case 'sent-done':
      return { ...sent, deed: null, list: asked('uploads', valueOf(sent.list)) };
    case 'sent-refused':
      return { ...sent, deed: null, refused: { id: 'id' in message.deed ? message.deed.id : null, failure: message.failure } };
    case 'sent-role-chosen':
      return { ...sent, roles: { ...sent.roles, [message.id]: message.role } };
    default:
      return sent;
  }
}
