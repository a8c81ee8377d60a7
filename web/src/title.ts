// The title of the window, which is also the name of a bookmark.
import { portrayedArea } from './asking.ts';
import { valueOf } from './remote.ts';
import type { State } from './state.ts';
import { textsIn } from './texts/texts.ts';

export function titleOf(state: State): string {
  const texts = textsIn(state.language);
  const study = valueOf(state.study);
  return [subject(state), study?.name, 'nabij'].filter(Boolean).join(' · ');

  function subject(at: State): string | null {
    switch (at.view) {
      case 'kaart': return valueOf(at.answer)?.title ?? null;
      case 'buurt': return study?.areas.find(({ code }) => code === portrayedArea(at))?.name ?? null;
      case 'probeer': return at.desk?.present.naam || texts.brand.viewNames.probeer;
      case 'bouwen':
      case 'vastleggen':
      case 'lagen': return texts.brand.viewNames[at.view];
    }
  }
}
