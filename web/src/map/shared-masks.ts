// Stands in for what MapLibre knows of one frame (see vite.config.ts). MapLibre draws the outline of every tile into the
// stencil before each layer of another source, twice in a frame; our sources have the same tiles, so outlines that are there
// serve the next source too. Without a graphics card they took two fifths of the time of a frame.
import { FrameRenderContext as Plain, type Layer, type Tile } from 'maplibre-frame';

export class FrameRenderContext extends Plain {
  override renderTileClippingMasks(layer: Layer, tiles: readonly Tile[] | undefined): void {
    if (this.hasMasksFor(layer, tiles)) {
      this.currentStencilSource = layer.source;
      return;
    }
    const before = this.tileClippingMaskIDs;
    super.renderTileClippingMasks(layer, tiles);
    const isNew = this.tileClippingMaskIDs !== before;
    if (isNew) this.areApart = tiles?.every(({ overscaledZ }) => overscaledZ === tiles[0]?.overscaledZ) ?? false;
  }

  private hasMasksFor(layer: Layer, tiles: readonly Tile[] | undefined): boolean {
    if (!layer.isTileClipped() || tiles === undefined || this.currentStencilSource === undefined || !this.areApart) return false;
    return tiles.length > 0 && tiles.every(({ key }) => this.tileClippingMaskIDs[key] !== undefined);
  }

  /** Tiles of one zoom lie beside each other; of several zooms one may hide the outline of another. */
  private areApart = false;
}
