import { describe, expect, it } from 'vitest';
import type { Who } from '../api/types.ts';
import { stateAt } from '../state.ts';
import { linkFrom } from '../url.ts';
import { sentStep } from './sent-update.ts';

const nobody: Who = { name: null, role: null, loggedIn: false, canLogIn: true, may: { enter: false, send: false, takeIn: false } };

function asked(who: Who | null): string {
  return sentStep({ ...stateAt(linkFrom('?weergave=lagen')), who }, { kind: 'view-arrived' }).sent.list.kind;
}

describe('the list of sent layers', () => {
  it('is asked for by who may see it, and not before that is known', () => {
    expect(asked(null)).toBe('none');
    expect(asked(nobody)).toBe('none');
    expect(asked({ ...nobody, role: 'lezer', loggedIn: true })).toBe('none');
    expect(asked({ ...nobody, role: 'planner', loggedIn: true, may: { enter: true, send: true, takeIn: false } })).toBe('asked');
  });

  it('says itself that the service takes no layers, to who has the role for it', () => {
    expect(asked({ ...nobody, role: 'beheerder', may: { enter: true, send: false, takeIn: false } })).toBe('asked');
  });
});
