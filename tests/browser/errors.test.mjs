// What each of the five views says when something goes wrong: a plain sentence, a way on, and nothing that was typed is lost.
// stage.mjs says where these tests run.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { assertAccessible, patience, startStage } from './stage.mjs';

/** What each view asks for itself, and what is there once it has an answer. */
const views = [
  { name: 'kaart', asks: '**/v1/antwoord*', ready: '.city .big' },
  { name: 'probeer', asks: '**/v1/studie*', ready: '#changes' },
  { name: 'bouwen', asks: '**/v1/processes/**', ready: '#panel form' },
  { name: 'buurt', asks: '**/v1/gebieden/*/overzicht*', ready: '#page h1' },
  { name: 'lagen', asks: '**/v1/collections?*', ready: '#page table' },
];
const refusal = { status: 500, contentType: 'application/problem+json', body: JSON.stringify({ status: 500, title: 'Er ging iets mis', detail: 'Nummer 17.' }) };
const typed = 'Kersen';

describe('When something goes wrong', () => {
  let stage;

  before(async () => { stage = await startStage(); });
  after(() => stage?.stop());

  for (const { name, asks, ready } of views) {
    const address = `?weergave=${name}`;

    it(`${name}: says so when the server is gone, and goes on when it is back`, async () => {
      const { page, close } = await stage.open(address, { routes: [[asks, (route) => route.abort()]] });
      await way(page, /De server antwoordt niet\./, `${name}, server gone`, ready);
      await close({ allowErrors: true });
    });

    it(`${name}: says what the server refuses, and goes on`, async () => {
      const { page, close } = await stage.open(address, { routes: [[asks, (route) => route.fulfill(refusal)]] });
      await way(page, /Er ging iets mis/, `${name}, refused`, ready);
      await close({ allowErrors: true });
    });

    it(`${name}: says that it waits for a slow server`, async () => {
      let release;
      const held = new Promise((resolve) => { release = resolve; });
      const { page, close } = await stage.open(address, { routes: [[asks, async (route) => {
        await held;
        await route.continue();
      }]] });
      await page.getByText(/Even (laden|rekenen)…|wordt (berekend|doorgerekend|geladen)|Bezig/).first().waitFor();
      await assertAccessible(page, `${name}, slow`);
      release();
      await page.locator(ready).first().waitFor({ timeout: patience });
      await close({ allowErrors: true });
    });

    it(`${name}: says what of an outdated link it cannot read, and shows the rest`, async () => {
      const { page, close } = await stage.open(`${address}&taal=fr`);
      await page.getByText('Deze link is verouderd. Niet meer te lezen: taal.').waitFor();
      await page.locator(ready).first().waitFor();
      await assertAccessible(page, `${name}, outdated link`);
      await close();
    });

    it(`${name}: says that a neighbourhood does not exist, and shows the rest`, async () => {
      const { page, close } = await stage.open(`${address}&gebied=BU0`);
      await page.getByText(/BU0/).first().waitFor();
      await page.locator(ready).first().waitFor();
      await assertAccessible(page, `${name}, unknown neighbourhood`);
      await close();
    });
  }

  it('kaart: says that the map did not come, and answers without it', async () => {
    const { page, close } = await stage.open('', { routes: [['**/assets/map-*.js', (route) => route.abort()]] });
    await page.locator('.map-failed').waitFor();
    await page.locator('.city .big').waitFor();
    await assertAccessible(page, 'kaart, map did not come');
    await close({ allowErrors: true });
  });

  it('probeer: waits with drawing until what keeps a plan is there', async () => {
    const { page, close } = await stage.open('?weergave=probeer', { routes: [['**/assets/plan-deeds-*.js', (route) => route.abort()]] });
    await page.getByRole('alert').filter({ hasText: /De server antwoordt niet\./ }).first().waitFor();
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.getByRole('button', { name: 'Probeer opnieuw' }).first().press('Enter');
    await page.locator('#changes').waitFor({ timeout: patience });
    await close({ allowErrors: true });
  });

  /** The sentence stands there, what is typed stays, and trying again brings the answer. */
  async function way(page, sentence, what, ready) {
    const alert = page.getByRole('alert').filter({ hasText: sentence }).first();
    await alert.waitFor();
    const search = page.getByRole('combobox', { name: 'Zoek een buurt, straat of plek' });
    const canType = await search.count() > 0;
    if (canType) await search.fill(typed);
    await assertAccessible(page, what);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.getByRole('button', { name: 'Probeer opnieuw' }).first().press('Enter');
    await page.locator(ready).first().waitFor({ timeout: patience });
    await alert.waitFor({ state: 'detached' });
    if (canType) assert.equal(await search.inputValue(), typed, 'what was typed');
  }
});
