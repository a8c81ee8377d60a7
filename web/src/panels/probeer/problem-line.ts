// A plain sentence at the field it is about.
import { html, nothing, type TemplateResult } from 'lit-html';

export function problemLine(id: string, words: string | null): TemplateResult | typeof nothing {
  return words === null ? nothing : html`<p class="problem" id=${id} role="alert">${words}</p>`;
}
