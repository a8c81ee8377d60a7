// Stands in for the projections of a globe (see vite.config.ts): this map is flat.

export class GlobeProjection {}

export class GlobeCameraHelper {}

export class VerticalPerspectiveProjection {}

export class VerticalPerspectiveCameraHelper {}

export function createGlobeTransform(): never {
  throw new Error('this map is flat');
}

export const createVerticalPerspectiveTransform = createGlobeTransform;
