// The pictures on the map, drawn here: symbols of facilities, the hatch of gaps, the dots of unknown areas.
import type { Map as MapLibreMap } from 'maplibre-gl';
import { letterSize, symbolReach, symbolShape } from '../symbols.ts';

/** Names of symbol pictures are this, the shape and the letter: "symbool:circle:B". */
export const symbolImage = 'symbool:';

/** Names of place pictures are this and the letter in the plan: "ruit:A"; without a letter the diamond is open. */
export const placeImage = 'ruit:';

/** The wide diamond of a candidate, which goes around the symbol of what is in that building. */
export const candidateImage = 'kandidaat';

const ink = '#16262b';
const accent = '#0b5f66';
const pixelRatio = 2;

export function addImages(map: MapLibreMap): void {
  map.addImage('arcering', hatch(), { pixelRatio });
  map.addImage('stippen', dots(), { pixelRatio });
  map.addImage(candidateImage, wideDiamond(), { pixelRatio });
}

/** Draws a facility symbol, or the diamond of a place, when the map first asks for it. */
export function addSymbol(map: MapLibreMap, name: string): void {
  if (name.startsWith(placeImage) && !map.hasImage(name)) map.addImage(name, diamond(name.slice(placeImage.length)), { pixelRatio });
  if (!name.startsWith(symbolImage) || map.hasImage(name)) return;
  const [shape = '', letter = ''] = name.slice(symbolImage.length).split(':');
  map.addImage(name, facility(shape, letter), { pixelRatio });
}

function facility(shape: string, letter: string): ImageData {
  return drawn(2 * symbolReach, (context) => {
    context.translate(symbolReach, symbolReach);
    drawSymbol(context, shape, letter);
  });
}

/** Draws a facility symbol around the origin. */
export function drawSymbol(context: CanvasRenderingContext2D, shape: string, letter: string): void {
  const { path, letterY } = symbolShape(shape);
  const outline = new Path2D(path);
  context.lineJoin = 'round';
  context.lineWidth = 3.6;
  context.strokeStyle = '#ffffff';
  context.stroke(outline);
  context.fillStyle = ink;
  context.fill(outline);
  context.fillStyle = '#ffffff';
  context.font = `700 ${letterSize(letter)}px "Source Sans 3 Variable", sans-serif`;
  context.textAlign = 'center';
  context.fillText(letter, 0, letter.length > 1 ? letterY - 0.8 : letterY);
}

function diamond(letter: string): ImageData {
  return drawn(2 * symbolReach, (context) => {
    context.translate(symbolReach, symbolReach);
    const outline = new Path2D('M0-12.5 12.5 0 0 12.5-12.5 0z');
    context.lineWidth = letter === '' ? 2.6 : 1.6;
    context.strokeStyle = letter === '' ? accent : '#ffffff';
    context.fillStyle = letter === '' ? '#ffffff' : accent;
    context.fill(outline);
    context.stroke(outline);
    context.fillStyle = '#ffffff';
    context.font = '700 12.5px "Source Sans 3 Variable", sans-serif';
    context.textAlign = 'center';
    context.fillText(letter, 0, 4.3);
  });
}

/** Wide enough that the symbol of a facility lies inside it. */
function wideDiamond(): ImageData {
  const reach = 23;
  return drawn(2 * reach, (context) => {
    context.translate(reach, reach);
    const outline = new Path2D('M0-20 20 0 0 20-20 0z');
    context.lineJoin = 'round';
    context.strokeStyle = '#ffffff';
    context.lineWidth = 5.6;
    context.stroke(outline);
    context.fillStyle = '#ffffff';
    context.fill(outline);
    context.strokeStyle = accent;
    context.lineWidth = 2.6;
    context.stroke(outline);
  });
}

/** Lines at 45 degrees that join at the edges of the tile. */
function hatch(): ImageData {
  const side = 9;
  return drawn(side, (context) => {
    context.strokeStyle = ink;
    context.globalAlpha = 0.5;
    context.lineWidth = 1;
    context.beginPath();
    for (const shift of [-side, 0, side]) {
      context.moveTo(shift - 2, side + 2);
      context.lineTo(shift + side + 2, -2);
    }
    context.stroke();
  });
}

function dots(): ImageData {
  return drawn(7, (context) => {
    context.fillStyle = ink;
    context.globalAlpha = 0.42;
    context.beginPath();
    context.arc(3.5, 3.5, 0.8, 0, 2 * Math.PI);
    context.fill();
  });
}

function drawn(side: number, draw: (context: CanvasRenderingContext2D) => void): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = side * pixelRatio;
  canvas.height = side * pixelRatio;
  // Its pixels are read at once: drawn by the graphics card, each of them would have to be waited for.
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('this browser draws no pictures on a canvas');
  context.scale(pixelRatio, pixelRatio);
  draw(context);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
