// What a new facility is called until someone names it.
import { valueOf } from '../remote.ts';
import type { State } from '../state.ts';
import type { Draft } from './desk.ts';

export function namelessFacility(state: State, draft: Draft): string {
  const code = draft.fields.soort ?? '';
  const name = valueOf(state.study)?.kinds.find((kind) => kind.code === code)?.singular ?? code;
  return state.language === 'nl' ? `Nieuw: ${name}` : `New: ${name}`;
}
