// A bar as long as a round distance on the ground, for a picture of the map.
import { count } from '../texts/numbers.ts';
import type { Texts } from '../texts/texts.ts';

/** The bar is at most so long, in pixels. */
const longest = 160;
const roundMetres = [10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10];
const ink = '#16262b';

/** Draws the bar from its lower left corner. */
export function drawScale(context: CanvasRenderingContext2D, metresPerPixel: number, [x, y]: readonly [number, number], texts: Texts): void {
  const metres = roundMetres.find((each) => each / metresPerPixel <= longest);
  if (metres === undefined) return;
  const words = metres < 1_000 ? `${count(metres, texts)} m` : `${count(metres / 1_000, texts)} km`;
  const width = metres / metresPerPixel;
  context.save();
  context.font = '600 13px "Source Sans 3 Variable", sans-serif';
  context.textAlign = 'left';
  context.lineJoin = 'round';
  // White below ink, so that it is read on every ground.
  for (const [colour, wide] of [['#ffffff', 4.5], [ink, 1.5]] as const) {
    context.strokeStyle = colour;
    context.lineWidth = wide;
    context.stroke(new Path2D(`M${x} ${y - 7}V${y}H${x + width}V${y - 7}`));
    if (colour !== ink) context.strokeText(words, x + 6, y - 6);
  }
  context.fillStyle = ink;
  context.fillText(words, x + 6, y - 6);
  context.restore();
}
