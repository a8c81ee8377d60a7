// The part of MapLibre's `render/frame_render_context.ts` that shared-masks.ts builds on; vite.config.ts finds it.
declare module 'maplibre-frame' {
  export interface Layer {
    readonly source: string;
    isTileClipped(): boolean;
  }

  export interface Tile {
    readonly key: string;
    readonly overscaledZ: number;
  }

  export class FrameRenderContext {
    /** The source whose outlines of tiles are in the stencil; none when they are not, or no longer. */
    protected currentStencilSource: string | undefined;
    /** The number in the stencil of each tile. */
    protected tileClippingMaskIDs: Readonly<Record<string, number>>;
    renderTileClippingMasks(layer: Layer, tiles: readonly Tile[] | undefined): void;
  }
}
