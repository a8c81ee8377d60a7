// What a template cannot say by itself under a policy that forbids inline styles.
import { Directive, directive, type ElementPart, type PartInfo } from 'lit-html/directive.js';
import { noChange } from 'lit-html';
import type { Place } from '../state.ts';

class Modal extends Directive {
  private opened = false;

  constructor(part: PartInfo) {
    super(part);
  }

  render(): unknown {
    return noChange;
  }

  override update(part: ElementPart): unknown {
    const element = part.element;
    if (!this.opened && element instanceof HTMLDialogElement) {
      this.opened = true;
      // The element is in the document only after this render.
      queueMicrotask(() => { if (element.isConnected && !element.open) element.showModal(); });
    }
    return noChange;
  }
}

class PlacedAt extends Directive {
  render(_place: Place): unknown {
    return noChange;
  }

  override update(part: ElementPart, [place]: [Place]): unknown {
    if (part.element instanceof HTMLElement) {
      part.element.style.setProperty('--x', `${place.x}px`);
      part.element.style.setProperty('--y', `${place.y}px`);
    }
    return noChange;
  }
}

/** Opens the `<dialog>` it stands in as a modal one: focus stays inside, Esc closes. */
export const modal = directive(Modal);
/** Gives the element its place on the map as `--x` and `--y`. */
export const placedAt = directive(PlacedAt);
