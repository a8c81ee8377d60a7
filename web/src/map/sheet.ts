// The map of an area as a picture that can stand alone: with its legend, source, date and method.
import type { Portrait } from '../api/portrait.ts';
import type { Kind, Study } from '../api/types.ts';
import { valueOf } from '../remote.ts';
import type { State } from '../state.ts';
import { buurtTexts } from '../texts/buurt.ts';
import { date, today } from '../texts/numbers.ts';
import { textsIn } from '../texts/texts.ts';
import { linkTo } from '../url.ts';
import { drawSymbol } from './images.ts';
import { drawn, type Picture, type Size } from './picture.ts';
import { drawScale } from './scale-bar.ts';

const map: Size = { width: 1000, height: 640 };
const margin = 40;
/** Room for a study with many kinds and sources. */
const tallest = 2400;
/** Pixels of the picture for each pixel of the page. */
const fineness = 2;
const ink = '#16262b';
const ink2 = '#47585d';
const family = '"Source Sans 3 Variable", sans-serif';

/** Draws the picture and hands it to the person as a file. */
export async function saveSheet(state: State): Promise<void> {
  const portrait = valueOf(state.portrait);
  if (portrait === null) return;
  const canvas = await drawnSheet(state);
  const blob = await new Promise<Blob | null>((resolve) => { canvas.toBlob(resolve, 'image/png'); });
  if (blob === null) throw new Error('this browser makes no picture of a canvas');
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = `nabij-${portrait.name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')}.png`;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** The picture itself. */
export async function drawnSheet(state: State): Promise<HTMLCanvasElement> {
  const study = valueOf(state.study);
  const portrait = valueOf(state.portrait);
  if (study === null || portrait === null) throw new Error('the area is not known yet');
  return sheet(state, study, portrait, await drawn(state, portrait.code, map));
}

function sheet(state: State, study: Study, portrait: Portrait, picture: Picture): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  const width = map.width + 2 * margin;
  const kinds = study.kinds.filter(({ code }) => picture.kinds.has(code));
  canvas.width = width * fineness;
  canvas.height = tallest * fineness;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this browser draws no pictures on a canvas');
  context.scale(fineness, fineness);
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  write(context, portrait.name, margin, 66, `600 34px ${family}`, ink);
  write(context, study.name, margin, 94, `400 17px ${family}`, ink2);
  context.drawImage(picture.canvas, margin, 112, map.width, map.height);
  drawScale(context, picture.metresPerPixel, [margin + 16, 112 + map.height - 16], textsIn(state.language));
  const below = legend(context, state, kinds, 112 + map.height + 34);
  const end = sources(context, state, study, portrait, below + 14);
  return cutOff(canvas, (end + margin / 2) * fineness);
}

/** How long the sources are is known only when they are written. */
function cutOff(canvas: HTMLCanvasElement, height: number): HTMLCanvasElement {
  const cut = document.createElement('canvas');
  cut.width = canvas.width;
  cut.height = Math.min(height, canvas.height);
  cut.getContext('2d')?.drawImage(canvas, 0, 0);
  return cut;
}

/** Letters and shapes of the kinds in the picture, four in a row; says where it ends. */
function legend(context: CanvasRenderingContext2D, state: State, kinds: readonly Kind[], top: number): number {
  const step = map.width / 4;
  const place = (index: number): [number, number] => [margin + (index % 4) * step, top + Math.floor(index / 4) * 28];
  kinds.forEach(({ shape, letter, singular }, index) => {
    const [x, y] = place(index);
    context.save();
    context.translate(x + 12, y);
    context.scale(0.8, 0.8);
    drawSymbol(context, shape, letter);
    context.restore();
    write(context, singular, x + 30, y + 5, `400 14px ${family}`, ink, step - 36);
  });
  const [x, y] = place(kinds.length);
  context.fillStyle = '#084a50';
  context.fillRect(x, y - 1.5, 24, 3);
  write(context, buurtTexts(state.language).legendArea, x + 30, y + 5, `400 14px ${family}`, ink);
  return y + 28;
}

function sources(context: CanvasRenderingContext2D, state: State, study: Study, portrait: Portrait, top: number): number {
  const texts = buurtTexts(state.language);
  const words = textsIn(state.language);
  const named = [...new Set(portrait.sources.map(({ title, publisher }) => (publisher === null ? title : `${title} (${publisher})`)))].join('; ');
  const lines = [
    `${words.area.sources}: ${named}. ${date(study.date, words)}.`,
    `${texts.method}: ${portrait.method}`,
    `${texts.made(study.name, today(words))} ${linkTo(state)}`,
  ];
  let y = top;
  for (const line of lines) y = wrapped(context, line, y) + 6;
  return y;
}

function wrapped(context: CanvasRenderingContext2D, text: string, top: number): number {
  const font = `400 12.5px ${family}`;
  let y = top;
  let line = '';
  context.font = font;
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (context.measureText(longer).width > map.width && line !== '') {
      write(context, line, margin, y, font, ink2);
      y += 17;
      line = word;
    } else {
      line = longer;
    }
  }
  write(context, line, margin, y, font, ink2);
  return y + 17;
}

function write(
  context: CanvasRenderingContext2D, text: string, x: number, y: number, font: string, colour: string, width?: number,
): void {
  context.font = font;
  context.fillStyle = colour;
  context.textAlign = 'left';
  context.fillText(text, x, y, width);
}
