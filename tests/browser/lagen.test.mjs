// Lagen, and the way between the views, in a real Chromium on the real server; stage.mjs says where.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { assertAccessible, assertFits, desktop, phone, picture, readmePicture, startStage, until } from './stage.mjs';

describe('Lagen', () => {
  let stage;

  before(async () => { stage = await startStage(); });
  after(() => stage?.stop());

  it('lists every layer, with downloads that answer', async () => {
    const { collections } = await stage.json('collections');
    const { page, close } = await open();
    assert.deepEqual(await page.locator('.tbl tbody th b').allTextContents(), collections.map(({ title }) => title));
    const downloads = await page.locator('.tbl tbody tr').first().locator('a').evaluateAll((links) => links.map(({ href }) => href));
    assert.ok(downloads.length > 0);
    for (const address of downloads) assert.equal((await fetch(address)).status, 200, address);
    // Files in longitude and latitude, too.
    await page.getByRole('button', { name: 'WGS 84 (lengte, breedte)' }).click();
    const inDegrees = await page.locator('.tbl tbody tr').first().getByRole('link', { name: /GeoPackage|FlatGeobuf|CSV/ }).evaluateAll((links) => links.map(({ href }) => href));
    assert.equal(inDegrees.length, 3);
    for (const address of inDegrees) assert.match((await fetch(address)).headers.get('content-crs'), /CRS84/, address);
    await page.getByRole('button', { name: 'EPSG:28992' }).click();
    await picture(page, 'lagen');
    await readmePicture(page, 'lagen');
    await close();
  });

  it('gives files of the question that is chosen, and says which', async () => {
    const { page, close } = await open('&voorziening=PO&leeftijd=4-12&norm=5');
    await page.getByText('Norm: 5 minuten').waitFor();
    const first = () => page.locator('.tbl').getByRole('link', { name: 'Gebieden: CSV' }).getAttribute('href');
    assert.deepEqual(asked(await first()), { voorziening: 'PO', leeftijd: '4-12', normMinuten: '5' });
    const told = await stage.json('antwoord?voorziening=PO&leeftijd=4-12&normMinuten=5');
    assert.match(await (await fetch(await first())).text(), new RegExp(`,PO,4-12,300,${told.stad.personen},${told.stad.gedekt},`));
    await page.getByLabel('Soort voorziening').selectOption('BSO');
    await page.waitForURL(/voorziening=BSO/);
    assert.equal(asked(await first()).voorziening, 'BSO');
    assert.deepEqual(asked(await page.locator('.tbl').getByRole('link', { name: 'Barrières: CSV' }).getAttribute('href')), {}, 'the same for every question');
    for (const address of await page.locator('.tbl tbody tr td a:first-child').evaluateAll((links) => links.map(({ href }) => href))) assert.equal((await fetch(address)).status, 200, address);
    // The addresses to copy ask the same, except the one from which a program finds all layers.
    const [landing, ...others] = await page.locator('.url code').allTextContents();
    assert.deepEqual([landing, ...others].map((address) => asked(address).voorziening), [undefined, 'BSO', 'BSO']);
    // Another view has the same question.
    await page.getByRole('link', { name: 'Kaart', exact: true }).click();
    await page.waitForURL(/voorziening=BSO/);
    await close();
  });

  it('gives files with the plan of Probeer, or of the city now', async () => {
    const { page, close } = await stage.open('?weergave=probeer', { viewport: desktop });
    await page.locator('.toolbar').getByRole('button', { name: 'Nieuw' }).click();
    await until(page, 'the map', () => window.nabijMap?.loaded() === true);
    const map = await page.locator('#map').boundingBox();
    await page.mouse.click(map.x + map.width * 0.52, map.y + map.height * 0.64);
    await page.waitForURL(/scenario=[0-9a-f]{64}/);
    const scenario = new URL(page.url()).searchParams.get('scenario');
    await page.getByRole('link', { name: 'Lagen', exact: true }).click();
    const addresses = () => page.locator('.tbl tbody tr td a:first-child').evaluateAll((links) => links.map(({ href }) => href));
    await page.locator('.tbl').waitFor();
    for (const address of await addresses()) {
      assert.equal(asked(address).scenario, scenario);
      assert.equal((await fetch(address)).status, 200, address);
    }
    await assertAccessible(page, 'with a plan');
    await picture(page, 'lagen-plan');
    // Who gets the address, elsewhere, has the same files.
    const { search } = new URL(page.url());
    assert.ok(search.includes(scenario), search);
    const other = await stage.open(search, { viewport: desktop });
    await other.page.getByText('De stad met het plan zonder naam').waitFor({ state: 'attached' });
    assert.equal(asked(await other.page.locator('.tbl tbody tr td a').first().getAttribute('href')).scenario, scenario);
    await other.page.goto(`${new URL(page.url()).origin}/${search.replace(scenario, 'a'.repeat(64))}`);
    await other.page.getByText('Dit plan bestaat niet meer op de server').waitFor();
    assert.equal(asked(await other.page.locator('.tbl tbody tr td a').first().getAttribute('href')).scenario, undefined);
    await other.close({ allowErrors: true });
    await page.getByLabel('Voor welke stad').selectOption('De stad nu');
    for (const address of await addresses()) assert.equal(asked(address).scenario, undefined);
    await close();
  });

  it('copies an address that a program can open', async () => {
    const { page, close } = await open();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Kopieer het adres: Lagen' }).click();
    await page.getByText('Gekopieerd').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    const landing = await (await fetch(copied)).json();
    assert.ok(landing.links.some(({ rel }) => rel === 'data'));
    await close();
  });

  it('tells what was read and what was left out, as nabij check does', async () => {
    const report = await stage.json('controle');
    const { page, close } = await open();
    const rows = page.getByRole('group', { name: 'Wat is gelezen, wat niet' }).locator('tbody tr');
    assert.equal(await rows.count(), report.bronnen.length);
    const first = report.bronnen[0];
    assert.ok((await rows.first().textContent()).includes(first.bestand));
    for (const { tekst } of report.problemen.slice(0, 3)) await page.getByText(tekst).waitFor();
    await close();
  });

  it('says so when the server is gone, and asks again when asked', async () => {
    const { page, close } = await stage.open('?weergave=lagen', { routes: [['**/v1/collections?*', (route) => route.abort()]] });
    await page.getByText('De server antwoordt niet.').waitFor();
    await assertAccessible(page, 'server gone');
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.getByRole('button', { name: 'Probeer opnieuw' }).click();
    await page.locator('.tbl').waitFor();
    await close({ allowErrors: true });
  });

  it('fits a phone and 320 px, in both languages, without an accessibility violation', async () => {
    for (const [viewport, language] of [[phone, 'nl'], [{ width: 320, height: 640 }, 'en'], [{ width: 1440, height: 900 }, 'nl']]) {
      const { page, close } = await open(`&taal=${language}`, { viewport });
      await assertFits(page, `${viewport.width}`);
      await assertAccessible(page, `${viewport.width} ${language}`);
      await picture(page, `lagen-${viewport.width}`);
      await close();
    }
  });

  it('takes a layer, shows what is in it, uses it in the study and takes it out again', async () => {
    const sources = async () => (await stage.json('studie')).bronnen.map(({ titel }) => titel);
    const { page, close } = await open();
    const send = (name, text) => page.getByLabel('Kies een bestand').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
    await send('kapot.gpkg', 'dit is geen GeoPackage');
    await page.getByRole('alert').getByText('een bestand dat iets anders is dan de naam zegt').waitFor();
    await assertAccessible(page, 'refused');

    await send('leeszalen.csv', 'naam;lon;lat\nLeeszaal Noord;5.28;52.6\nLeeszaal Zuid;5.281;52.601\n');
    await page.getByRole('heading', { name: 'leeszalen.csv' }).waitFor();
    await page.getByText('De eerste rijen van leeszalen.csv').click();
    await page.getByRole('cell', { name: 'Leeszaal Noord' }).waitFor();
    await page.getByText('Gelezen als UTF-8').click();
    await page.getByLabel('tekens').selectOption('windows-1252');
    await page.getByRole('button', { name: 'Lees opnieuw' }).click();
    await page.getByText('Gelezen als windows-1252').waitFor();
    assert.equal(await page.getByLabel('x of lengte').inputValue(), 'lon', 'the likely column is proposed');
    await page.locator('select[name="kind"]').selectOption('BIBLIOTHEEK');
    await page.getByLabel('coördinaten').selectOption('OGC:CRS84');
    await page.getByLabel('titel van de bron').fill('Leeszalen van de wijk');
    await assertAccessible(page, 'before use');
    await assertFits(page, 'before use');
    await picture(page, 'lagen-eigen-laag');
    await page.getByRole('button', { name: 'Gebruik in de studie' }).click();
    await page.getByText('2 van 2 rijen gebruikt, 0 weggelaten.').waitFor();
    assert.ok((await sources()).includes('Leeszalen van de wijk'));
    await assertAccessible(page, 'in use');
    await page.getByLabel('Vervang: leeszalen.csv').setInputFiles({ name: 'leeszalen.csv', mimeType: 'text/csv',
      buffer: Buffer.from('naam;lon;lat\nLeeszaal Noord;5.28;52.6\nLeeszaal Zuid;5.281;52.601\nLeeszaal Oost;5.282;52.602\n') });
    await page.getByText('3 van 3 rijen gebruikt, 0 weggelaten.').waitFor();

    await page.getByRole('button', { name: 'Haal uit de studie: leeszalen.csv' }).click();
    await page.getByRole('button', { name: 'Gebruik in de studie' }).waitFor();
    assert.ok(!(await sources()).includes('Leeszalen van de wijk'));
    await page.getByRole('button', { name: 'Gooi weg: leeszalen.csv' }).click();
    await until(page, 'the layer is gone', () => document.querySelector('.one') === null);
    await close({ allowErrors: true });
  });

  it('has somebody choose which layer of a file, and another one afterwards', async () => {
    const { page, close } = await open();
    await page.getByLabel('Kies een bestand').setInputFiles(fileURLToPath(new URL('../../data/voorbeeldstad/voorzieningen.gpkg', import.meta.url)));
    await page.getByLabel('laag in het bestand').selectOption('zorg');
    await assertAccessible(page, 'a layer is asked');
    await page.getByRole('button', { name: 'Lees opnieuw' }).click();
    await page.getByText('Gelezen als zorg').click();
    assert.equal(await page.getByLabel('laag in het bestand').inputValue(), 'zorg');
    await page.getByLabel('laag in het bestand').selectOption('ontmoeten_en_sport');
    await page.getByRole('button', { name: 'Lees opnieuw' }).click();
    await page.getByText('Gelezen als ontmoeten_en_sport').waitFor();
    await page.getByRole('button', { name: 'Gooi weg: voorzieningen.gpkg' }).click();
    await until(page, 'the layer is gone', () => document.querySelector('.one') === null);
    await close();
  });

  it('is one of the views that the keys and the bar lead to', async () => {
    const { page, close } = await open();
    for (const [key, name, view] of [['4', 'Mijn buurt', 'buurt'], ['2', 'Probeer', 'probeer'], ['3', 'Waar bouwen', 'bouwen'], ['5', 'Lagen', 'lagen']]) {
      await page.keyboard.press(key);
      await page.locator(`.tabs a[aria-current="page"]`, { hasText: name }).waitFor();
      assert.match(page.url(), new RegExp(`weergave=${view}`));
    }
    await page.getByRole('link', { name: 'Kaart', exact: true }).click();
    await page.locator('.city .big').waitFor();
    assert.ok(!page.url().includes('weergave'), page.url());
    await page.goBack();
    await page.getByRole('heading', { name: 'Lagen', level: 1 }).waitFor();
    await close();
  });

  it('says that a link is out of date, and goes on', async () => {
    const { page, close } = await stage.open('?weergave=wereldbol');
    await page.getByText('Deze link is verouderd. Niet meer te lezen: weergave.').waitFor();
    await page.locator('.city .big').waitFor();
    await close();
  });

  /** The parameters of an address. */
  function asked(address) {
    return Object.fromEntries(new URL(address).searchParams);
  }

  function open(more = '', options = {}) {
    return stage.open(`?weergave=lagen${more}`, { ...options, ready: async (page) => {
      await page.locator('.tbl').waitFor();
      await page.locator('.box .number').first().waitFor();
    } });
  }
});
