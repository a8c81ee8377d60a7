// What the page knows, and what can happen to it. update.ts says how each message changes it.
import type { Portrait } from './api/portrait.ts';
import type { Check, Collection } from './api/lists.ts';
import type { Answer, Explanation, Failure, FoundPlace, LonLat, Progress, Study, Who } from './api/types.ts';
import { emptyRecordsDesk, type RecordsDesk, type RecordsMessage } from './records/records.ts';
import { emptySentDesk, type SentDesk, type SentMessage } from './sent/sent.ts';
import type { SiteResult } from './api/site-types.ts';
import type { DifferenceAnswer, Facility, PlanYears, Steps, WhatIf } from './api/what-if.ts';
import type { Beside, DifferenceRequest, MeasureName, SideRequest } from './compare.ts';
import type { NormChoice } from './norm-choice.ts';
import type { Desk, PlaceName } from './plan/desk.ts';
import type { KeptPlan } from './plan/storage.ts';
import type { UnsavedPlan } from './plan/unsaved.ts';
import { emptyServiceDesk, type ServiceDesk, type ServiceMessage } from './plan/service.ts';
import type { Plan, StepsRequest, YearsRequest } from './plan/plan.ts';
import type { Remote } from './remote.ts';
import type { SiteQuestionName, SiteSettings } from './site-settings.ts';

export type Language = 'nl' | 'en';
export type ViewName = 'kaart' | 'probeer' | 'bouwen' | 'buurt' | 'lagen' | 'vastleggen';
export type LayerName = 'gebieden' | 'voorzieningen' | 'andere' | 'witte_vlekken' | 'dekking' | 'barrieres' | 'kandidaten' | 'clusters';
export type DialogName = 'tabel' | 'methode' | 'toetsen' | 'legenda';
/** In which system files are had: that of the study, or longitude and latitude. */
export type FileSystem = 'study' | 'degrees';
/** What files are about: the city now, or with the plan of Probeer where there is one. */
export type FileCity = 'now' | 'plan';
export type SheetHeight = 'peek' | 'half' | 'full';
/** On a narrow screen settings and answer of Waar bouwen share one place. */
export type SitePart = 'vraag' | 'antwoord';
export type ViewRequest = 'in' | 'out' | 'whole';
export type TableColumn = 'name' | 'district' | 'persons' | 'covered' | 'share' | 'median' | 'ninetieth' | 'class' | 'estimated';

/** In the order of the navigation and of the keys 1 to 5; to Vastleggen lead Mijn buurt and Lagen. */
export const viewNames = ['kaart', 'probeer', 'bouwen', 'buurt', 'lagen'] as const satisfies readonly ViewName[];
/** In the order of the layer choice. */
export const layerNames: readonly LayerName[] = [
  'gebieden', 'voorzieningen', 'andere', 'witte_vlekken', 'dekking', 'barrieres', 'kandidaten', 'clusters',
];
export const usualLayers: readonly LayerName[] = ['gebieden', 'voorzieningen', 'witte_vlekken'];

export interface Camera {
  readonly middle: LonLat;
  readonly zoom: number;
}

/** All that an address of this page can say. */
export interface Link {
  readonly view: ViewName;
  readonly language: Language;
  readonly kind: string | null;
  readonly age: string | null;
  readonly norm: NormChoice;
  readonly area: string | null;
  readonly layers: readonly LayerName[];
  readonly camera: Camera | null;
  readonly dialog: DialogName | null;
  readonly shortcuts: boolean;
  readonly site: SiteSettings;
  /** The fingerprint of the plan on the desk, as the server last told it. */
  readonly scenario: string | null;
  /** The kind of records that is open in Vastleggen; null is the first. */
  readonly record: string | null;
  readonly measure: MeasureName;
  readonly beside: Beside | null;
  readonly fileCity: FileCity;
  /** The names of what the address says in a way that is not (or no longer) understood. */
  readonly unread: readonly string[];
}

export interface Question {
  readonly kind: string;
  readonly age: string;
  readonly language: Language;
  readonly norm: NormChoice;
}
export interface AreaQuestion extends Question {
  readonly area: string;
}

export interface PortraitRequest {
  readonly area: string;
  readonly language: Language;
}
export interface SiteRequest {
  readonly settings: SiteSettings;
  readonly language: Language;
  /** The mark of the plan under which it is asked, and the plan itself when it is here; null is the city now. */
  readonly scenario: string | null;
  readonly plan: Plan | null;
}

export interface WhatIfRequest {
  readonly plan: Plan;
  readonly language: Language;
}

/** Where something is on the map, in pixels, with the size of the map. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** What the pointer or the keyboard is on. */
export type Pointed =
  | { readonly kind: 'area'; readonly code: string; readonly place: Place; readonly by: 'mouse' | 'keyboard' }
  | { readonly kind: 'facility'; readonly name: string; readonly kinds: string; readonly place: Place };

export type Notice =
  | { readonly kind: 'unknown-kind'; readonly code: string }
  | { readonly kind: 'unknown-area'; readonly code: string }
  | { readonly kind: 'plan-gone' }
  | { readonly kind: 'outdated-link'; readonly names: readonly string[] };

export interface State extends Link {
  readonly study: Remote<Language, Study>;
  readonly progress: Progress | null;
  readonly answer: Remote<Question, Answer>;
  readonly areaExplanation: Remote<AreaQuestion, Explanation>;
  readonly portrait: Remote<PortraitRequest, Portrait>;
  /** The small map of the portrait, as the address of a picture. */
  readonly picture: Remote<string, string>;
  readonly siteAnswer: Remote<SiteRequest, SiteResult>;
  /** How far the server is with a question about where to build. */
  readonly siteProgress: { readonly request: SiteRequest; readonly progress: Progress } | null;
  readonly sitePart: SitePart;
  /** Null until the plan is here: of the address, or the last one in this browser. */
  readonly desk: Desk | null;
  /** By fingerprint; empty is the last one in this browser. */
  readonly planOpened: Remote<string, Plan>;
  readonly whatIf: Remote<WhatIfRequest, WhatIf>;
  /** What was known of a plan before the one that is refused. */
  readonly lastWhatIf: WhatIf | null;
  readonly steps: Remote<StepsRequest, Steps>;
  readonly years: Remote<YearsRequest, PlanYears>;
  readonly facilities: Remote<'alle', readonly Facility[]>;
  readonly planPlaces: Remote<{ readonly place: PlaceName; readonly typed: string }, readonly FoundPlace[]>;
  readonly keptPlans: readonly KeptPlan[];
  /** What was worked on in other tabs, open or closed. */
  readonly unsavedPlans: readonly UnsavedPlan[];
  readonly service: ServiceDesk;
  /** The plan that was last removed from this browser, so that it can be put back. */
  readonly forgottenPlan: KeptPlan | UnsavedPlan | null;
  readonly planFile: Remote<string, Plan>;
  /** The tiles on the map are still those of the plan before. */
  readonly tilesBehind: boolean;
  readonly sides: readonly [Remote<SideRequest, Answer>, Remote<SideRequest, Answer>];
  readonly difference: Remote<DifferenceRequest, DifferenceAnswer>;
  readonly collections: Remote<Language, readonly Collection[]>;
  readonly check: Remote<'controle', Check>;
  readonly sent: SentDesk;
  readonly records: RecordsDesk;
  readonly fileSystem: FileSystem;
  /** The places that a search finds, by what was typed. */
  readonly places: Remote<string, readonly FoundPlace[]>;
  /** What was last copied; null when that is no longer worth saying. */
  readonly copied: { readonly text: string; readonly succeeded: boolean } | null;
  readonly pointed: Pointed | null;
  /** What was last found that is no area: marked on the map until something else is chosen. */
  readonly found: FoundPlace | null;
  readonly notice: Notice | null;
  readonly search: { readonly typed: string; readonly highlighted: number };
  readonly tableOrder: { readonly column: TableColumn; readonly descending: boolean };
  readonly sheet: SheetHeight;
  readonly mapFailed: boolean;
  /** As the service knows who looks; null until that is known. */
  readonly who: Who | null;
}

export type Message =
  | { readonly kind: 'opened' }
  | { readonly kind: 'link-opened'; readonly link: Link }
  | { readonly kind: 'retried' }
  | { readonly kind: 'who-arrived'; readonly who: Who }
  | { readonly kind: 'server-starting'; readonly progress: Progress }
  | { readonly kind: 'study-arrived'; readonly request: Language; readonly study: Study }
  | { readonly kind: 'study-failed'; readonly request: Language; readonly failure: Failure }
  | { readonly kind: 'answer-arrived'; readonly request: Question; readonly answer: Answer }
  | { readonly kind: 'answer-failed'; readonly request: Question; readonly failure: Failure }
  | { readonly kind: 'explanation-arrived'; readonly request: AreaQuestion; readonly explanation: Explanation }
  | { readonly kind: 'explanation-failed'; readonly request: AreaQuestion; readonly failure: Failure }
  | { readonly kind: 'portrait-arrived'; readonly request: PortraitRequest; readonly portrait: Portrait }
  | { readonly kind: 'portrait-failed'; readonly request: PortraitRequest; readonly failure: Failure }
  | { readonly kind: 'picture-arrived'; readonly request: string; readonly address: string }
  | { readonly kind: 'picture-failed'; readonly request: string }
  | { readonly kind: 'site-answer-arrived'; readonly request: SiteRequest; readonly result: SiteResult }
  | { readonly kind: 'site-progressed'; readonly request: SiteRequest; readonly progress: Progress }
  | { readonly kind: 'site-answer-failed'; readonly request: SiteRequest; readonly failure: Failure }
  | { readonly kind: 'collections-arrived'; readonly request: Language; readonly collections: readonly Collection[] }
  | { readonly kind: 'collections-failed'; readonly request: Language; readonly failure: Failure }
  | { readonly kind: 'check-arrived'; readonly check: Check }
  | { readonly kind: 'check-failed'; readonly failure: Failure }
  | SentMessage
  | RecordsMessage
  | { readonly kind: 'file-system-chosen'; readonly system: FileSystem }
  | { readonly kind: 'file-city-chosen'; readonly city: FileCity }
  | { readonly kind: 'places-arrived'; readonly request: string; readonly places: readonly FoundPlace[] }
  | { readonly kind: 'places-failed'; readonly request: string; readonly failure: Failure }
  | { readonly kind: 'place-chosen'; readonly place: FoundPlace }
  | { readonly kind: 'place-dismissed' }
  | { readonly kind: 'view-arrived' }
  | { readonly kind: 'view-chosen'; readonly view: ViewName }
  | { readonly kind: 'desk-set'; readonly desk: Desk }
  | { readonly kind: 'plan-opened'; readonly plan: Plan }
  | { readonly kind: 'plan-undone' }
  | { readonly kind: 'plan-redone' }
  | { readonly kind: 'plan-arrived'; readonly request: string; readonly plan: Plan; readonly seen: number | null }
  | { readonly kind: 'plan-failed'; readonly request: string; readonly failure: Failure }
  | { readonly kind: 'what-if-arrived'; readonly request: WhatIfRequest; readonly whatIf: WhatIf }
  | { readonly kind: 'what-if-failed'; readonly request: WhatIfRequest; readonly failure: Failure }
  | { readonly kind: 'years-arrived'; readonly request: YearsRequest; readonly years: PlanYears }
  | { readonly kind: 'years-failed'; readonly request: YearsRequest; readonly failure: Failure }
  | { readonly kind: 'steps-arrived'; readonly request: StepsRequest; readonly steps: Steps }
  | { readonly kind: 'steps-failed'; readonly request: StepsRequest; readonly failure: Failure }
  | { readonly kind: 'facilities-arrived'; readonly facilities: readonly Facility[] }
  | { readonly kind: 'facilities-failed'; readonly failure: Failure }
  | { readonly kind: 'plan-place-sought'; readonly place: PlaceName; readonly typed: string }
  | { readonly kind: 'plan-places-arrived'; readonly request: { readonly place: PlaceName; readonly typed: string }; readonly places: readonly FoundPlace[] }
  | { readonly kind: 'plan-places-failed'; readonly request: { readonly place: PlaceName; readonly typed: string }; readonly failure: Failure }
  | { readonly kind: 'plan-keep-asked'; readonly why: string }
  | ServiceMessage
  | { readonly kind: 'plan-forget-asked'; readonly name: string }
  | { readonly kind: 'unsaved-forget-asked'; readonly entry: UnsavedPlan }
  | { readonly kind: 'plan-put-back'; readonly entry: KeptPlan | UnsavedPlan }
  | { readonly kind: 'kept-plans-read'; readonly plans: readonly KeptPlan[]; readonly unsaved: readonly UnsavedPlan[] }
  | { readonly kind: 'plan-file-asked' }
  | { readonly kind: 'plan-file-chosen'; readonly text: string }
  | { readonly kind: 'plan-file-arrived'; readonly request: string; readonly plan: Plan }
  | { readonly kind: 'plan-file-failed'; readonly request: string; readonly failure: Failure }
  | { readonly kind: 'measure-chosen'; readonly measure: MeasureName }
  | { readonly kind: 'beside-set'; readonly beside: Beside | null }
  | { readonly kind: 'side-arrived'; readonly side: 0 | 1; readonly request: SideRequest; readonly answer: Answer }
  | { readonly kind: 'side-failed'; readonly side: 0 | 1; readonly request: SideRequest; readonly failure: Failure }
  | { readonly kind: 'difference-arrived'; readonly request: DifferenceRequest; readonly difference: DifferenceAnswer }
  | { readonly kind: 'difference-failed'; readonly request: DifferenceRequest; readonly failure: Failure }
  | { readonly kind: 'tiles-behind'; readonly behind: boolean }
  | { readonly kind: 'site-set'; readonly settings: SiteSettings }
  | { readonly kind: 'site-question-chosen'; readonly question: SiteQuestionName }
  | { readonly kind: 'part-chosen'; readonly part: SitePart }
  | { readonly kind: 'site-asked' }
  | { readonly kind: 'site-stopped' }
  | { readonly kind: 'copy-asked'; readonly text: string }
  | { readonly kind: 'copied'; readonly text: string; readonly succeeded: boolean }
  | { readonly kind: 'print-asked' }
  | { readonly kind: 'sheet-asked' }
  | { readonly kind: 'paper-map-asked' }
  | { readonly kind: 'kind-chosen'; readonly code: string }
  | { readonly kind: 'age-chosen'; readonly code: string }
  | { readonly kind: 'norm-chosen'; readonly norm: NormChoice }
  | { readonly kind: 'area-chosen'; readonly code: string | null }
  | { readonly kind: 'pointed'; readonly pointed: Pointed | null }
  | { readonly kind: 'layer-switched'; readonly layer: LayerName; readonly on: boolean }
  | { readonly kind: 'camera-moved'; readonly camera: Camera }
  | { readonly kind: 'view-asked'; readonly view: ViewRequest }
  | { readonly kind: 'dialog-opened'; readonly dialog: DialogName }
  | { readonly kind: 'dialog-closed' }
  | { readonly kind: 'table-sorted'; readonly column: TableColumn }
  | { readonly kind: 'search-typed'; readonly typed: string }
  | { readonly kind: 'search-highlighted'; readonly index: number }
  | { readonly kind: 'language-chosen'; readonly language: Language }
  | { readonly kind: 'shortcuts-switched'; readonly on: boolean }
  | { readonly kind: 'sheet-sized'; readonly sheet: SheetHeight }
  | { readonly kind: 'map-failed' };

export type Send = (message: Message) => void;

export function stateAt(link: Link): State {
  return {
    ...link,
    study: { kind: 'none' },
    progress: null,
    answer: { kind: 'none' },
    areaExplanation: { kind: 'none' },
    portrait: { kind: 'none' },
    picture: { kind: 'none' },
    siteAnswer: { kind: 'none' },
    siteProgress: null,
    sitePart: 'antwoord',
    desk: null,
    planOpened: { kind: 'none' },
    whatIf: { kind: 'none' },
    lastWhatIf: null,
    steps: { kind: 'none' },
    years: { kind: 'none' },
    facilities: { kind: 'none' },
    planPlaces: { kind: 'none' },
    keptPlans: [],
    unsavedPlans: [],
    service: emptyServiceDesk,
    forgottenPlan: null,
    planFile: { kind: 'none' },
    tilesBehind: false,
    sides: [{ kind: 'none' }, { kind: 'none' }],
    difference: { kind: 'none' },
    collections: { kind: 'none' },
    check: { kind: 'none' },
    sent: emptySentDesk,
    records: emptyRecordsDesk,
    fileSystem: 'study',
    places: { kind: 'none' },
    copied: null,
    pointed: null,
    found: null,
    notice: link.unread.length > 0 ? { kind: 'outdated-link', names: link.unread } : null,
    search: { typed: '', highlighted: 0 },
    tableOrder: { column: 'name', descending: false },
    sheet: 'half',
    mapFailed: false, who: null,
  };
}

