// What a view is to the page.
import type { TemplateResult } from 'lit-html';
import type { Send, State } from './state.ts';
import type { Store } from './store.ts';

export type Panel = (state: State, send: Send) => TemplateResult | null;

/** What a view puts where: beside the map on the left and on the right, or instead of the map. */
export interface View {
  readonly panel?: Panel;
  readonly side?: Panel;
  readonly page?: Panel;
  readonly overlay?: Panel;
  /** What the view adds to the page when it comes. */
  readonly start?: (store: Store) => void;
}
