// Why a number is empty, as a sentence. The server gives a short reason; one we do not know is shown as it is.
import type { AreaFigures } from '../api/types.ts';
import type { Texts } from '../texts/texts.ts';

export function reasonWords({ reason }: AreaFigures, group: string, texts: Texts): string {
  switch (reason) {
    case 'klein aantal': return texts.states.fewPersons(group);
    case 'geen inwoners': return texts.states.empty(group);
    case 'geen gegevens':
    case null: return texts.states.noData;
    default: return reason;
  }
}
