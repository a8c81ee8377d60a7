// Why a number is empty, as a sentence. The server gives a short reason in the language of the page; one we do not
// know is shown as it is.
import type { AreaFigures } from '../api/types.ts';
import type { Texts } from '../texts/texts.ts';

export function reasonWords({ reason }: AreaFigures, group: string, texts: Texts): string {
  switch (reason) {
    case 'klein aantal':
    case 'small number': return texts.states.fewPersons(group);
    case 'geen inwoners':
    case 'no residents': return texts.states.empty(group);
    case 'geen gegevens':
    case 'no data':
    case null: return texts.states.noData;
    default: return reason;
  }
}
