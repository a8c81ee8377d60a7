// What a template cannot say by itself under a policy that forbids inline styles.
import { Directive, directive, type ElementPart, type PartInfo } from 'lit-html/directive.js';
import { noChange } from 'lit-html';
import { AsyncDirective } from 'lit-html/async-directive.js';
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

/** Says every second how long something has been asked; nothing in the first one. */
class SinceAsked extends AsyncDirective {
  private clock: ReturnType<typeof setInterval> | undefined;
  private request: object | null = null;

  render(_request: object, _words: (seconds: number) => string): unknown {
    return noChange;
  }

  override update(part: ElementPart, [request, words]: [object, (seconds: number) => string]): unknown {
    if (request === this.request) return noChange;
    clearInterval(this.clock);
    this.request = request;
    const began = performance.now();
    part.element.textContent = '';
    this.clock = setInterval(() => { part.element.textContent = words(Math.round((performance.now() - began) / 1000)); }, 1000);
    return noChange;
  }

  protected override disconnected(): void {
    clearInterval(this.clock);
  }
}

/** Opens the `<dialog>` it stands in as a modal one: focus stays inside, Esc closes. */
export const modal = directive(Modal);
/** Gives the element its place on the map as `--x` and `--y`. */
export const placedAt = directive(PlacedAt);
/** Fills the element with how long a request has been waiting. */
export const sinceAsked = directive(SinceAsked);
