// What the page has to ask, seen from where it stands: each view asks what it shows and nothing else. Pure.
import type { Study } from './api/types.ts';
import { questionOf } from './asking-question.ts';
import { isSameNorm, isTravellerKnown, settledNorm } from './norm-choice.ts';
import { asked, valueOf, type Remote } from './remote.ts';
import { isReady, type SiteSettings } from './site-settings.ts';
import type { AreaQuestion, Question, SiteRequest, State } from './state.ts';

/** The area that is chosen, else the municipality: what a portrait is of. */
export function portrayedArea(state: State): string | null {
  const areas = valueOf(state.study)?.areas ?? [];
  return state.area ?? areas.find(({ level }) => level === 'gemeente')?.code ?? areas[0]?.code ?? null;
}

/** Replaces what the study does not know by something it does, and says so. */
export function settled(state: State): State {
  const study = valueOf(state.study);
  if (study === null) return state;
  const kind = study.kinds.find((each) => each.code === state.kind) ?? study.kinds.find((each) => each.code === 'PO') ?? study.kinds[0];
  if (kind === undefined) return state;
  const age = state.age !== null && kind.ages.includes(state.age) ? state.age : (kind.ages[0] ?? null);
  return {
    ...state,
    kind: kind.code,
    age,
    norm: settledNorm(state.norm, kind, study),
    area: isAreaKnown(state, study) ? state.area : null,
    notice: settledNotice(state, study),
  };
}

/** What the study does not know of what was asked, all in one sentence. */
function settledNotice(state: State, study: Study): State['notice'] {
  const unknown = [
    state.kind === null || study.kinds.some(({ code }) => code === state.kind) ? null : 'voorziening',
    state.age === null || study.ages.some(({ code }) => code === state.age) ? null : 'leeftijd',
    isTravellerKnown(state.norm, study) ? null : 'profiel',
    isAreaKnown(state, study) ? null : 'gebied',
  ].filter((name) => name !== null);
  const names = [...new Set([...(state.notice?.kind === 'outdated-link' ? state.notice.names : []), ...unknown])];
  if (unknown.length === 0) return state.notice;
  if (names.length === 1 && names[0] === 'voorziening') return { kind: 'unknown-kind', code: state.kind ?? '' };
  if (names.length === 1 && names[0] === 'gebied') return { kind: 'unknown-area', code: state.area ?? '' };
  return { kind: 'outdated-link', names };
}

function isAreaKnown({ area }: State, study: Study): boolean {
  return area === null || study.areas.some(({ code }) => code === area);
}

/** Asks again for all that the change from `before` to `after` made old. */
export function reAsked(before: State, after: State): State {
  if (valueOf(after.study) === null) return after;
  if (after.language !== before.language && after.study.kind === 'known' && after.study.request !== after.language) {
    return { ...after, study: asked(after.language, valueOf(after.study)) };
  }
  switch (after.view) {
    case 'kaart': return withAnswer(after);
    case 'probeer': return withAnswer(after);
    case 'buurt': return withPortrait(after);
    case 'bouwen': return withSiteAnswer(after);
    case 'lagen': return withLists(after);
    case 'vastleggen': return after;
  }
}

function withAnswer(state: State): State {
  const question = questionOf(state);
  if (question === null) return state;
  if (isAbout(state.answer, question)) return withAreaAsked(state, question);
  const answer = asked(question, valueOf(state.answer));
  return withAreaAsked({ ...state, answer, pointed: null }, question);
}

function withAreaAsked(state: State, question: Question): State {
  if (state.area === null) return { ...state, areaExplanation: { kind: 'none' } };
  const request: AreaQuestion = { ...question, area: state.area };
  const current = state.areaExplanation;
  if (current.kind !== 'none' && isAbout(current, question) && current.request.area === state.area) return state;
  const sameArea = current.kind !== 'none' && current.request.area === state.area;
  return { ...state, areaExplanation: asked(request, sameArea ? valueOf(current) : null) };
}

function withPortrait(state: State): State {
  const area = portrayedArea(state);
  if (area === null) return state;
  const { portrait, picture, language } = state;
  const isSame = portrait.kind !== 'none' && portrait.request.area === area && portrait.request.language === language;
  const isDrawn = picture.kind !== 'none' && picture.request === area;
  return {
    ...state,
    portrait: isSame ? portrait : asked({ area, language }, valueOf(portrait)),
    picture: isDrawn ? picture : asked(area, null),
  };
}

/** The first answer comes by itself when its question needs nothing from people; after that they say when. */
function withSiteAnswer(state: State): State {
  const { siteAnswer, site, language } = state;
  const request = siteRequest(state);
  const isOther = siteAnswer.kind === 'none' || siteAnswer.request.settings.question !== site.question || siteAnswer.request.language !== language
    || (site.withPlan && siteAnswer.request.settings.withPlan && siteAnswer.request.scenario !== request.scenario);
  if (!isOther) return state;
  const kept = valueOf(siteAnswer);
  return { ...state, siteAnswer: isReady(site) ? asked(request, sameQuestion(kept, site) ? kept : null) : { kind: 'none' } };
}

/** The question about where to build as it is set now. */
export function siteRequest(state: State): SiteRequest {
  const { site: settings, language } = state;
  const scenario = settings.withPlan ? planMark(state) : null;
  return { settings, language, scenario, plan: scenario === null ? null : state.desk?.present ?? null };
}

/** The mark of the plan of Probeer, once the server has told it; also when the address does not say it. */
export function planMark({ scenario, whatIf, desk }: State): string | null {
  if (scenario !== null) return scenario;
  return whatIf.kind === 'known' && whatIf.request.plan === desk?.present ? whatIf.value.mark : null;
}

function sameQuestion(kept: { readonly settings: SiteSettings } | null, site: SiteSettings): boolean {
  return kept !== null && kept.settings.question === site.question;
}

function withLists(state: State): State {
  return {
    ...state,
    collections: state.collections.kind === 'none' || state.collections.request !== state.language ? asked(state.language, valueOf(state.collections)) : state.collections,
    check: state.check.kind === 'none' ? asked('controle', null) : state.check,
  };
}

function isAbout(remote: Remote<Question, unknown>, question: Question): boolean {
  return remote.kind !== 'none' && remote.request.kind === question.kind && remote.request.age === question.age
    && remote.request.language === question.language && isSameNorm(remote.request.norm, question.norm);
}
