// The figure of an area in one line, for the card on the map and for the screen reader.
import type { AreaFigures } from '../api/types.ts';
import { minutes, percent } from '../texts/numbers.ts';
import type { Texts } from '../texts/texts.ts';

export function figureLine(figures: AreaFigures, texts: Texts): string {
  const { medianSeconds, sharePercent, reason } = figures;
  const median = medianSeconds === null ? null : texts.map.median(minutes(medianSeconds, texts));
  const share = sharePercent === null ? null : texts.map.share(percent(sharePercent, texts));
  const known = [median, share].filter((each) => each !== null);
  return known.length === 0 ? (reason ?? texts.states.noData) : known.join(', ');
}
