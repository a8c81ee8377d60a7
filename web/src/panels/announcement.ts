// What a screen reader hears when the answer changes or the keyboard points at an area.
import { chosenGroup, figuresOf } from '../lookup.ts';
import type { State } from '../state.ts';
import { wholeNumber } from '../texts/numbers.ts';
import { textsIn } from '../texts/texts.ts';
import { figureLine } from './figure-line.ts';

export function announcement(state: State): string {
  if (state.view !== 'kaart') return '';
  const texts = textsIn(state.language);
  if (state.pointed?.kind === 'area' && state.pointed.by === 'keyboard') {
    const figures = figuresOf(state, state.pointed.code);
    return figures === null ? '' : texts.announce.area(figures.name, figureLine(figures, chosenGroup(state), texts));
  }
  if (state.areaExplanation.kind === 'known') return state.areaExplanation.value.sentence;
  if (state.answer.kind !== 'known') return '';
  const { city, title } = state.answer.value;
  return city === null || city.sharePercent === null ? title : texts.announce.city(wholeNumber(city.sharePercent, texts), title);
}
