// The outline of each kind's symbol, one for map, legend and lists. Shape and letter together carry the meaning.

export interface SymbolShape {
  /** SVG path around (0, 0), about 22 wide. */
  readonly path: string;
  /** Baseline of the letter, so that it sits in the optical middle. */
  readonly letterY: number;
}

/** The size of the letter in a symbol; two letters have less room. */
export function letterSize(letter: string): number {
  return letter.length > 1 ? 10 : 12.5;
}

/** Half the side of the square that holds every shape with its edge. */
export const symbolReach = 14;

const circle: SymbolShape = { path: 'M-10.8 0a10.8 10.8 0 1 0 21.6 0a10.8 10.8 0 1 0-21.6 0z', letterY: 4.3 };

const shapes: Readonly<Record<string, SymbolShape>> = {
  'circle': circle,
  'rounded-square': {
    path: 'M-5-10h10a5 5 0 0 1 5 5v10a5 5 0 0 1-5 5h-10a5 5 0 0 1-5-5v-10a5 5 0 0 1 5-5z', letterY: 4.3,
  },
  'hexagon': { path: 'M0-11.8 10.2-5.9V5.9L0 11.8-10.2 5.9V-5.9z', letterY: 4.3 },
  'pentagon': { path: 'M0-11.5 11-3.4 6.8 9.6H-6.8L-11-3.4z', letterY: 4.3 },
  'bookmark': { path: 'M-9.5-10.5h19V11L0 6.6-9.5 11z', letterY: 2.8 },
  'cross': { path: 'M-4.8-11h9.6v6.2H11v9.6H4.8V11h-9.6V4.8H-11v-9.6h6.2z', letterY: 4.3 },
  'triangle': { path: 'M0-12.4 12.6 9.8H-12.6z', letterY: 6.4 },
  'dome': { path: 'M-11.5 8.5V1.5a11.5 11.5 0 0 1 23 0v7z', letterY: 4.4 },
  'stadium': { path: 'M-4.5-8.5h9a8.5 8.5 0 0 1 0 17h-9a8.5 8.5 0 0 1 0-17z', letterY: 4.3 },
  'house': { path: 'M0-12.5 12-2.5V10.5H-12V-2.5z', letterY: 5.4 },
};

/** The named shape; a kind with a shape of a newer server is drawn as a circle, its letter still tells. */
export function symbolShape(name: string): SymbolShape {
  return shapes[name] ?? circle;
}
