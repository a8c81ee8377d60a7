// What every effect needs: the server's addresses, and to see that something is newly asked.
import type * as client from './api/client.ts';
import type * as planClient from './api/plan-client.ts';
import type { Remote } from './remote.ts';

export type Client = Pick<typeof client, 'study' | 'answer' | 'explanation' | 'progress' | 'portrait' | 'siteAnswer' | 'collections' | 'check' | 'places' | 'who'>;
export type PlanClient = Pick<typeof planClient, 'whatIf' | 'steps' | 'years' | 'openedPlan' | 'postedPlan' | 'sideAnswer' | 'difference' | 'facilities'>
  & Pick<typeof client, 'places'>;

export function whenAsked<Request>(
  now: Remote<Request, unknown>, before: Remote<Request, unknown>, fetch: (request: Request) => Promise<void>,
): void {
  if (now.kind === 'asked' && now !== before) void fetch(now.request);
}
