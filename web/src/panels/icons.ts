// The few drawings in the page; each stands beside a word or in a labelled button.
import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit-html';

const lines = {
  search: svg`<circle cx="10.5" cy="10.5" r="6.5"></circle><path d="M15.5 15.5 21 21"></path>`,
  plus: svg`<path d="M12 5v14M5 12h14"></path>`,
  minus: svg`<path d="M5 12h14"></path>`,
  whole: svg`<path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5"></path>`,
  close: svg`<path d="M6 6l12 12M18 6 6 18"></path>`,
  kaart: svg`<path d="M9 4 3.5 6.5v13.5L9 17.5l6 2.5 5.5-2.5V4L15 6.5zM9 4v13.5M15 6.5V20"></path>`,
  probeer: svg`<path d="M4 7h9M17 7h3M4 17h3M11 17h9"></path><circle cx="15" cy="7" r="2"></circle><circle cx="9" cy="17" r="2"></circle>`,
  bouwen: svg`<path d="M12 21s7-6.3 7-11.5a7 7 0 0 0-14 0C5 14.7 12 21 12 21zM12 7v5M9.5 9.5h5"></path>`,
  buurt: svg`<path d="M3.5 11.5 12 4l8.5 7.5M6 9.5V20h12V9.5M10 20v-5.5h4V20"></path>`,
  lagen: svg`<path d="M12 3l9 5-9 5-9-5zM3 12.5l9 5 9-5M3 16.5l9 5 9-5"></path>`,
  print: svg`<path d="M7 9V3.5h10V9M7 17.5H4.5V9h15v8.5H17M7 14h10v6.5H7z"></path>`,
  link: svg`<path d="M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1.5 1.5M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1.5-1.5"></path>`,
  copy: svg`<path d="M8.5 8.5h11v11h-11zM15.5 8.5v-4h-11v11h4"></path>`,
  picture: svg`<path d="M3.5 5h17v14h-17zM3.5 16l5-5 4.5 4.5 3-3 4.5 4.5M15.5 9.5h.01"></path>`,
  undo: svg`<path d="M8 5 4 9l4 4M4 9h10a5 5 0 0 1 0 10h-4"></path>`,
  redo: svg`<path d="M16 5l4 4-4 4M20 9H10a5 5 0 0 0 0 10h4"></path>`,
  pen: svg`<path d="M5 19l1-4L16.500 4.500l3 3L9 18zM14 7l3 3"></path>`,
  compare: svg`<path d="M12 3v18M8 7H3.500v10H8M16 7h4.500v10H16"></path>`,
  'tool-plaats': svg`<circle cx="12" cy="12" r="8"></circle><path d="M12 8v8M8 12h8"></path>`,
  'tool-verplaats': svg`<path d="M4 8v8M4 12h15M15 8l4 4-4 4"></path>`,
  'tool-sluit': svg`<circle cx="12" cy="12" r="8"></circle><path d="M9 9l6 6M15 9l-6 6"></path>`,
  'tool-brug': svg`<path d="M3 17h18M5 17a7 7 0 0 1 14 0M9 17v-5.500M15 17v-5.500"></path>`,
  'tool-straat': svg`<path d="M8 3 6 21M16 3l2 18M7 12h10"></path>`,
  'tool-woningen': svg`<path d="M3.500 12 9 7l5.500 5v7h-11zM14.500 19h6V9.500L15 5l-3 2.500"></path>`,
  'tool-aanpassen': svg`<circle cx="12" cy="12" r="8"></circle><path d="M12 7.500V12l3 2"></path>`,
  layers: svg`<path d="M12 3l9 5-9 5-9-5zM3 12.5l9 5 9-5"></path>`,
} satisfies Record<string, SVGTemplateResult>;

export function icon(name: keyof typeof lines): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${lines[name]}</svg>`;
}

export function brandMark(): TemplateResult {
  return html`<svg class="mark" viewBox="0 0 20 20" aria-hidden="true">
    <circle cx="10" cy="10" r="8.6" fill="none" stroke="currentColor" stroke-width="2"></circle>
    <circle cx="10" cy="10" r="3.6" fill="currentColor"></circle></svg>`;
}
