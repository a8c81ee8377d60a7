// Plans that the service keeps, in a real Chromium on the real server; stage.mjs says where.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { assertAccessible, assertFits, picture, startStage, until } from './stage.mjs';

describe('Plans that the service keeps', () => {
  let stage;
  let number = 0;

  before(async () => { stage = await startStage(); });
  after(() => stage?.stop());

  it('keeps a plan, makes versions of it, and opens it by its link for somebody else', async () => {
    const name = fresh();
    const { page, close } = await planned(name);
    await page.getByText('Bewaard in de dienst: versie 1', { exact: false }).waitFor();
    const [first] = await kept(name);
    assert.equal(first.versie, 1);
    await page.waitForURL(new RegExp(`scenario=${first.kenmerk}`));
    await assertAccessible(page, 'a kept plan');
    await draw(page, 0.44, 0.5);
    await page.getByText('Gewijzigd na versie 1 in de dienst', { exact: false }).waitFor();
    await page.getByLabel('Waarom (mag leeg)').fill('een tweede school');
    await page.getByRole('link', { name: 'Kaart', exact: true }).click();
    await page.getByRole('link', { name: 'Probeer', exact: true }).click();
    assert.equal(await page.getByLabel('Waarom (mag leeg)').inputValue(), 'een tweede school', 'what is typed outlives another view');
    await keep(page);
    await page.getByText('Bewaard in de dienst: versie 2', { exact: false }).waitFor();
    const [second] = await kept(name);
    assert.deepEqual([second.id, second.versie, second.wijzigingen, second.waarom], [first.id, 2, 2, 'een tweede school']);
    // After a reload it is still that plan, and not a copy.
    await page.waitForURL(new RegExp(`scenario=${second.kenmerk}`));
    await page.reload();
    await page.getByText('Bewaard in de dienst: versie 2', { exact: false }).waitFor();
    await page.getByRole('button', { name: `Versies van ${name}` }).click();
    await page.getByText('2. gewijzigd: dit apparaat', { exact: false }).waitFor();
    await picture(page, 'plannen-versies');
    await assertAccessible(page, 'versions');
    await close();
    // The link to the first version opens that one, with nothing in the browser.
    const other = await opened(`?weergave=probeer&scenario=${first.kenmerk}`);
    await other.page.locator('#changes').getByText('Eén wijziging').waitFor();
    assert.equal(await other.page.getByLabel('Naam van het plan').inputValue(), name);
    await other.close();
  });

  it('shows both when somebody else was first, and loses neither', async () => {
    const name = fresh();
    const one = await planned(name);
    await one.page.getByText('Bewaard in de dienst: versie 1', { exact: false }).waitFor();
    const [{ id }] = await kept(name);
    const other = await opened();
    await other.page.getByRole('button', { name: `Open ${name} uit de dienst` }).click();
    await other.page.locator('#changes').getByText('Eén wijziging').waitFor();
    await draw(other.page, 0.3, 0.4);
    await keep(other.page);
    await other.page.getByText('Bewaard in de dienst: versie 2', { exact: false }).waitFor();
    await draw(one.page, 0.44, 0.5);
    await draw(one.page, 0.5, 0.4, '3 wijzigingen');
    await keep(one.page);
    const conflict = one.page.getByRole('alert', { name: 'Iemand anders was eerder' });
    await conflict.waitFor();
    assert.deepEqual(await conflict.locator('ol').evaluateAll((lists) => lists.map(({ children }) => children.length)), [3, 2]);
    await picture(one.page, 'plannen-conflict');
    await assertAccessible(one.page, 'a conflict');
    await one.page.setViewportSize({ width: 320, height: 640 });
    await assertFits(one.page, 'a conflict at 320 px');
    await one.page.getByRole('button', { name: 'Bewaar die van mij als nieuwe versie' }).click();
    await one.page.getByText('Bewaard in de dienst: versie 3', { exact: false }).waitFor();
    const { versies } = await stage.json(`scenarios/${id}/versies`);
    assert.deepEqual(versies.map(({ versie, wijzigingen }) => [versie, wijzigingen]), [[3, 3], [2, 2], [1, 1]]);
    await one.close({ allowErrors: true });
    // The other one, who is late now, takes what is there; what was drawn stays in the list.
    await draw(other.page, 0.6, 0.5, '3 wijzigingen');
    await draw(other.page, 0.6, 0.4, '4 wijzigingen');
    await keep(other.page);
    await other.page.getByRole('button', { name: 'Open die uit de dienst' }).click();
    await other.page.locator('#changes').getByText('3 wijzigingen').waitFor();
    await other.page.getByRole('button', { name: new RegExp(`^Open ${name}, niet bewaard, van `) }).click();
    await other.page.locator('#changes').getByText('4 wijzigingen').waitFor();
    await other.close({ allowErrors: true });
  });

  it('branches and withdraws a plan, with a reason', async () => {
    const name = fresh();
    const { page, close } = await planned(name);
    await page.getByRole('button', { name: `Tak van ${name}` }).click();
    await page.getByLabel('Naam van de tak').fill(`${name} anders`);
    await page.getByRole('button', { name: 'Maak de tak' }).click();
    await page.getByRole('button', { name: `Open ${name} anders uit de dienst` }).waitFor();
    assert.equal(await page.getByLabel('Naam van het plan').inputValue(), `${name} anders`);
    await page.getByText(`tak van ${name}, versie 1`).waitFor();
    await page.getByRole('button', { name: `Trek in: ${name}`, exact: true }).click();
    await page.locator('.in-service form').getByLabel('Waarom u dit intrekt').fill('vervallen');
    await assertAccessible(page, 'withdrawing');
    await page.locator('.in-service form').getByRole('button', { name: 'Trek in' }).click();
    await page.getByRole('button', { name: `Open ${name} uit de dienst` }).waitFor({ state: 'detached' });
    assert.equal((await kept(name)).length, 0);
    await close();
  });

  it('takes plans over that this browser kept, and keeps a plan here while the service is gone', async () => {
    const name = fresh();
    const without = (route) => route.fulfill({ json: { bewaart: false, scenarios: [] } });
    const { page, close } = await opened('?weergave=probeer', [['**/v1/scenarios', without]]);
    await draw(page, 0.52, 0.64, 'Eén wijziging');
    await page.getByLabel('Naam van het plan').fill(name);
    await keep(page);
    await page.getByText('Bewaard in deze browser om', { exact: false }).waitFor();
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.reload();
    await page.getByRole('button', { name: `Bewaar ${name} ook in de dienst` }).click();
    await page.getByRole('button', { name: `Open ${name} uit de dienst` }).waitFor();
    assert.equal((await kept(name)).length, 1);
    await page.getByRole('button', { name: `Open ${name} uit de dienst` }).click();
    await page.getByText('Bewaard in de dienst: versie 1', { exact: false }).waitFor();
    await page.route('**/v1/scenarios/**', (route) => route.abort());
    await draw(page, 0.44, 0.5);
    await keep(page);
    await page.getByText('Niet bewaard in de dienst. Het plan staat nog op deze pagina', { exact: false }).waitFor();
    await page.locator('#changes').getByText('2 wijzigingen').waitFor();
    await assertAccessible(page, 'the service is gone');
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.getByRole('button', { name: 'Probeer opnieuw' }).click();
    await page.getByText('Bewaard in de dienst: versie 2', { exact: false }).waitFor();
    await close({ allowErrors: true });
  });

  it('says so when the service lets nobody write here, and keeps the plan in the browser', async () => {
    const refusal = { status: 403, contentType: 'application/problem+json', body: JSON.stringify({ status: 403, title: 'Dit mag hier niet', detail: 'Deze dienst laat hier alleen lezen.' }) };
    const { page, close } = await opened('?weergave=probeer', [['**/v1/scenarios?**', (route) => route.fulfill(refusal)]]);
    const name = fresh();
    await draw(page, 0.52, 0.64, 'Eén wijziging');
    await page.getByLabel('Naam van het plan').fill(name);
    await keep(page);
    await page.getByText('de dienst bewaart ook plannen, maar neemt ze van u nu niet aan', { exact: false }).waitFor();
    await keep(page);
    await page.getByRole('button', { name: `Open ${name}`, exact: true }).waitFor();
    await close({ allowErrors: true });
  });

  function fresh() {
    number += 1;
    return `Plan ${Date.now().toString(36)}${number}`;
  }

  async function opened(address = '?weergave=probeer', routes = []) {
    return stage.open(address, { routes, ready: (page) => until(page, 'the map', () => window.nabijMap?.loaded() && window.nabijMap.getLayer('plan-nieuw') !== undefined && document.getElementById('changes') !== null) });
  }

  /** With one school drawn, kept under this name. */
  async function planned(name) {
    const { page, close } = await opened();
    await draw(page, 0.52, 0.64, 'Eén wijziging');
    await page.getByLabel('Naam van het plan').fill(name);
    await keep(page);
    await page.getByRole('button', { name: `Open ${name} uit de dienst` }).waitFor();
    return { page, close };
  }

  async function draw(page, x, y, words = '2 wijzigingen') {
    const tool = page.locator('.toolbar').getByRole('button', { name: 'Nieuw', exact: true });
    if (await tool.getAttribute('aria-pressed') !== 'true') await tool.click();
    const box = await page.locator('.maplibregl-canvas').boundingBox();
    await page.mouse.click(box.x + x * box.width, box.y + y * box.height);
    await page.locator('#changes').getByText(words, { exact: true }).waitFor();
    await until(page, 'the outcome', () => document.querySelector('.outdated') === null && document.querySelector('.now-then') !== null);
  }

  async function keep(page) {
    await page.getByRole('button', { name: 'Bewaar', exact: true }).click();
  }

  async function kept(name) {
    const { scenarios } = await stage.json('scenarios');
    return scenarios.filter(({ naam }) => naam === name);
  }
});
