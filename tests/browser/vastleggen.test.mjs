// Records of people in a real Chromium on the real server; stage.mjs says where.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { assertAccessible, assertFits, phone, picture, startStage, until } from './stage.mjs';

describe('Vastleggen', () => {
  let stage;
  let areas;

  before(async () => {
    stage = await startStage();
    areas = stage.study.gebieden.filter(({ niveau }) => niveau === 'buurt');
  });
  after(() => stage?.stop());

  it('records a wish of a neighbourhood from its page, changes it and withdraws it, and keeps the history', async () => {
    const [area] = areas;
    await withoutWishes(area);
    const { page, close } = await stage.open(`?weergave=buurt&gebied=${area.code}`);
    await page.getByRole('link', { name: 'Leg een wens vast' }).click();
    await page.getByRole('heading', { name: 'Nieuw: Wens van een wijk of buurt' }).waitFor();
    assert.equal(await page.getByLabel('Gebied', { exact: true }).inputValue(), area.code);
    await assertAccessible(page, 'an empty form');
    const mark = Date.now().toString(36);
    await page.getByLabel('Soort voorziening').selectOption('BIBLIOTHEEK');
    await page.getByLabel('Gewicht naast andere wensen').fill('3');
    await fillGrounds(page, `gesprek ${mark}`);
    await page.getByLabel('Waarom u dit vastlegt').fill('na de wijkavond');
    await page.getByRole('button', { name: 'Leg vast' }).click();
    await page.getByText('Vastgelegd, versie 1. De studie leest het nu.').waitFor();
    const record = page.locator('.records > li').filter({ hasText: mark });
    await record.getByText('na de wijkavond', { exact: false }).waitFor();
    await record.getByText('telt mee in de studie').waitFor();
    await picture(page, 'vastleggen');
    await assertAccessible(page, 'a record');
    const [entered] = (await stage.json('vastleggingen/wens')).vastleggingen.filter(({ inhoud }) => inhoud.bron.includes(mark));
    assert.deepEqual([entered.inhoud.gebied, entered.inhoud.soort, entered.inhoud.gewicht, entered.waarom], [area.code, 'BIBLIOTHEEK', 3, 'na de wijkavond']);
    await record.getByRole('button', { name: /^Wijzig: / }).click();
    await page.getByLabel('Gewicht naast andere wensen').fill('5');
    await page.getByLabel('Waarom u dit wijzigt').fill('na overleg');
    await page.getByRole('button', { name: 'Leg de wijziging vast' }).click();
    await page.getByText('Vastgelegd, versie 2. De studie leest het nu.').waitFor();
    await record.getByRole('button', { name: /^Geschiedenis: / }).click();
    await record.locator('.versions li').nth(1).waitFor();
    assert.match(await record.locator('.versions').textContent(), /gewijzigd.*versie 2: na overleg.*5.*vastgelegd.*versie 1: na de wijkavond.*3/s);
    await assertAccessible(page, 'a history');
    await record.getByRole('button', { name: /^Trek in: / }).click();
    await record.getByLabel('Waarom u dit intrekt').fill('vervallen');
    await record.getByRole('button', { name: 'Trek in', exact: true }).click();
    await record.waitFor({ state: 'detached' });
    const { versies } = await stage.json(`vastleggingen/wens/${entered.id}/versies`);
    assert.deepEqual(versies.map(({ handeling, waarom }) => [handeling, waarom]), [['ingetrokken', 'vervallen'], ['gewijzigd', 'na overleg'], ['ingevoerd', 'na de wijkavond']]);
    await close();
  });

  it('tells a refusal at its field, and keeps what was typed when the server is gone', async () => {
    const { page, close } = await stage.open('?weergave=vastleggen&vastlegging=besluit');
    await page.getByLabel('Orgaan').selectOption('raad');
    await page.getByLabel('Besluit', { exact: true }).fill('Er komt een buurtschool.');
    await page.getByRole('button', { name: 'Leg vast' }).click();
    await page.getByRole('alert').getByText('Document', { exact: false }).waitFor();
    const field = page.getByLabel('Document', { exact: true });
    assert.equal(await field.getAttribute('aria-invalid'), 'true');
    await page.locator(`#${await field.getAttribute('aria-describedby')}`).waitFor();
    await assertAccessible(page, 'a refusal');
    await field.fill(`Raadsbesluit ${Date.now()}`);
    await fillGrounds(page, 'Raadsbesluit');
    await page.getByLabel('Rol van wie het vastlegt').fill('jan@voorbeeld.nl');
    await page.getByRole('button', { name: 'Leg vast' }).click();
    await until(page, 'a refusal of the role', () => document.getElementById('record-rol').getAttribute('aria-invalid') === 'true');
    await page.getByLabel('Rol van wie het vastlegt').fill('griffie');
    await page.route('**/v1/vastleggingen/besluit?*', (route) => route.abort());
    await page.getByRole('button', { name: 'Leg vast' }).click();
    await page.getByText('Niet vastgelegd. Wat u invulde staat hieronder nog.', { exact: false }).waitFor();
    assert.equal(await page.getByLabel('Besluit', { exact: true }).inputValue(), 'Er komt een buurtschool.');
    await assertAccessible(page, 'the server is gone');
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.getByRole('button', { name: 'Probeer opnieuw' }).click();
    await page.getByText('Vastgelegd, versie 1. De studie leest het nu.').waitFor();
    await close({ allowErrors: true });
  });

  it('brings back what was typed when the page is reloaded, until it is recorded or thrown away', async () => {
    const { page, close } = await stage.open('?weergave=vastleggen&vastlegging=besluit');
    const text = page.getByLabel('Besluit', { exact: true });
    const told = page.getByText('Niet bewaard: u was hier nog bezig.', { exact: false });
    await text.fill('Er komt een buurtschool bij.');
    await page.getByLabel('Orgaan').selectOption('raad');
    await page.reload();
    await told.waitFor();
    assert.deepEqual([await text.inputValue(), await page.getByLabel('Orgaan').inputValue()], ['Er komt een buurtschool bij.', 'raad']);
    await assertAccessible(page, 'a form that came back');
    // Another form is not that one, and coming back it still is.
    const kind = page.getByLabel('Wat wilt u vastleggen?');
    await kind.selectOption('ambitie');
    await page.getByRole('heading', { name: 'Nieuw: Ambitie', exact: false }).waitFor();
    assert.equal(await told.count(), 0);
    await kind.selectOption('besluit');
    await told.waitFor();
    await page.getByRole('button', { name: 'Gooi weg wat ik invulde' }).click();
    await told.waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('heading', { name: 'Nieuw: ', exact: false }).waitFor();
    assert.deepEqual([await text.inputValue(), await told.count()], ['', 0]);
    await text.fill('Er komt een buurtschool.');
    await page.getByLabel('Orgaan').selectOption('raad');
    await page.getByLabel('Document', { exact: true }).fill(`Raadsbesluit ${Date.now()}`);
    await fillGrounds(page, 'Raadsbesluit');
    await page.getByRole('button', { name: 'Leg vast' }).click();
    await page.getByText('Vastgelegd, versie 1. De studie leest het nu.').waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Nieuw: ', exact: false }).waitFor();
    assert.deepEqual([await text.inputValue(), await told.count()], ['', 0]);
    await close();
  });

  it('shows both versions when somebody else was first', async () => {
    const [, area] = areas;
    await withoutWishes(area);
    const inhoud = { gebied: area.code, soort: 'SPORT', gewicht: 1, bron: `bron ${Date.now()}`, datum: '2026-03-01', rol: 'wijkadviseur' };
    const soort = stage.study.voorzieningen.find(({ code }) => code !== 'BIBLIOTHEEK').code;
    const made = await send('POST', 'vastleggingen/wens', { inhoud: { ...inhoud, soort }, waarom: '' });
    const { page, close } = await stage.open(`?weergave=vastleggen&vastlegging=wens&gebied=${area.code}`);
    await page.getByRole('button', { name: /^Wijzig: / }).first().click();
    await page.getByLabel('Gewicht naast andere wensen').fill('7');
    await page.getByRole('button', { name: 'Leg de wijziging vast' }).click();
    await page.getByRole('alert').getByText('Waarom u dit wijzigt: ', { exact: false }).waitFor();
    await page.getByLabel('Waarom u dit wijzigt').fill('toch meer');
    await send('PUT', `vastleggingen/wens/${made.id}`, { inhoud: { ...inhoud, soort, gewicht: 4 }, versie: 1, waarom: 'intussen' });
    await page.getByRole('button', { name: 'Leg de wijziging vast' }).click();
    const conflict = page.getByRole('alert', { name: 'Iemand anders was eerder' });
    await conflict.waitFor();
    assert.deepEqual(await conflict.getByRole('row', { name: /Gewicht/ }).locator('td').allTextContents(), ['7', '4']);
    await picture(page, 'vastleggen-conflict');
    await assertAccessible(page, 'a conflict');
    await page.getByRole('button', { name: 'Leg die van mij vast als nieuwe versie' }).click();
    await page.getByText('Vastgelegd, versie 3. De studie leest het nu.').waitFor();
    assert.equal((await stage.json(`vastleggingen/wens/${made.id}`)).inhoud.gewicht, 7);
    // The same wish once more is not a second one.
    await page.getByLabel('Gebied', { exact: true }).selectOption(area.code);
    await page.getByLabel('Soort voorziening').selectOption(soort);
    await fillGrounds(page, 'nog eens');
    await page.getByRole('button', { name: 'Leg vast' }).click();
    await page.getByRole('alert', { name: 'Dit is al vastgelegd' }).waitFor();
    await page.getByRole('button', { name: 'Ga verder met mijn invoer' }).click();
    assert.equal(await page.getByLabel('Waarop het berust').inputValue(), 'nog eens');
    await close({ allowErrors: true });
  });

  it('gives all records as one file, and takes one in whole or tells every problem', async () => {
    const made = await send('POST', 'vastleggingen/besluit', { inhoud: decided(`Kopie ${Date.now()}`), waarom: '' });
    const { page, close } = await stage.open('?weergave=vastleggen&vastlegging=besluit');
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Haal alle vastleggingen op' }).click();
    const download = await downloading;
    assert.equal(download.suggestedFilename(), 'vastleggingen.jsonl');
    const copy = readFileSync(await download.path(), 'utf8');
    assert.ok(copy.includes(made.id) && copy.includes('nabij-register-1'));
    const chooser = page.getByLabel('Zet een bestand terug');
    const choose = (text) => chooser.setInputFiles({ name: 'vastleggingen.jsonl', mimeType: 'application/x-ndjson', buffer: Buffer.from(text) });
    await choose(copy);
    await page.getByText('Teruggezet: 0 nieuwe versies', { exact: false }).waitFor();
    await assertAccessible(page, 'a copy taken in');
    await choose(copy.replaceAll('Kopie', 'Copie'));
    await page.getByRole('alert').getByText(`besluit/${made.id}/1 zegel: `, { exact: false }).waitFor();
    await picture(page, 'vastleggen-kopie');
    await assertAccessible(page, 'a copy refused');
    await choose(copy.split('\n')[0]);
    await page.getByRole('alert').getByText('regel 2: gevonden niets', { exact: false }).waitFor();
    await close({ allowErrors: true });
  });

  it('has a form for every kind, from Lagen, at 320 px, on a phone and in English, with the keyboard', async () => {
    const { soorten } = await stage.json('vastleggingen?taal=en');
    for (const viewport of [{ width: 320, height: 640 }, phone]) {
      const { page, close } = await stage.open('?weergave=lagen&taal=en', { viewport });
      await page.getByRole('link', { name: 'See and record' }).focus();
      await page.keyboard.press('Enter');
      await page.getByLabel('What do you want to record?').waitFor();
      for (const id of ['panel', 'map']) assert.ok(!await page.locator(`#${id}`).isVisible(), `${id} is of another view`);
      for (const { soort, titel, velden } of soorten) {
        await page.getByLabel('What do you want to record?').selectOption(soort);
        await page.getByRole('heading', { name: `New: ${titel}` }).waitFor();
        assert.equal(await page.locator('form .field-block').count(), velden.length + 1, soort);
        await assertFits(page, `${soort} at ${viewport.width} px`);
        await assertAccessible(page, `${soort} at ${viewport.width} px`);
      }
      await page.getByLabel('What do you want to record?').selectOption('besluit');
      const bodies = await page.locator('#record-orgaan option').allTextContents();
      assert.ok(bodies.some((words) => words.trim() === 'city council'), bodies.join());
      await picture(page, `vastleggen-${viewport.width}`);
      await close();
    }
  });

  it('says that what the study has counts, where nothing is recorded here', async () => {
    const nothing = [/\/v1\/vastleggingen\/ambitie\?/, (route) => route.fulfill({ json: { vastleggingen: [] } })];
    const { page, close } = await stage.open('?weergave=vastleggen&vastlegging=ambitie', { routes: [nothing] });
    await page.getByText('In deze dienst is hiervan nog niets vastgelegd. Wat de studie zelf al heeft, telt gewoon mee.').waitFor();
    await assertAccessible(page, 'nothing recorded');
    await close();
  });

  it('says so when the service keeps nothing', async () => {
    const { soorten } = await stage.json('vastleggingen');
    const { page, close } = await stage.open('?weergave=vastleggen', { routes: [['**/v1/vastleggingen?*', (route) => route.fulfill({ json: { bewaart: false, soorten } })]] });
    await page.getByText('Deze dienst bewaart niets.', { exact: false }).waitFor();
    await assertAccessible(page, 'a service that keeps nothing');
    await close();
  });

  function decided(text) {
    return { orgaan: 'raad', besluit: text, document: text, bron: text, datum: '2026-03-01', rol: 'griffie' };
  }

  async function fillGrounds(page, source) {
    await page.getByLabel('Waarop het berust').fill(source);
    await page.getByLabel('Datum').fill('2026-03-01');
    await page.getByLabel('Rol van wie het vastlegt').fill('wijkadviseur');
  }

  /** A server that ran before may have wishes of earlier tests. */
  async function withoutWishes({ code }) {
    const { vastleggingen } = await stage.json('vastleggingen/wens');
    for (const { id, versie, inhoud } of vastleggingen) {
      if (inhoud.gebied === code) await fetch(`${stage.base}/v1/vastleggingen/wens/${id}?versie=${versie}&waarom=opgeruimd`, { method: 'DELETE' });
    }
  }

  async function send(method, path, body) {
    const response = await fetch(`${stage.base}/v1/${path}`, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    assert.ok(response.ok, `${method} ${path}: ${await response.clone().text()}`);
    return response.json();
  }
});
