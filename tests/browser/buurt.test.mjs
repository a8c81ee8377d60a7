// Mijn buurt in a real Chromium on the real server; stage.mjs says where.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { assertAccessible, assertFits, phone, picture, readmePicture, startStage, until } from './stage.mjs';

describe('Mijn buurt', () => {
  let stage;
  let areas;

  before(async () => {
    stage = await startStage();
    areas = (level) => stage.study.gebieden.filter(({ niveau }) => niveau === level);
  });
  after(() => stage?.stop());

  it('tells what the server tells of an area, strengths first', async () => {
    const area = areas('buurt')[0];
    const told = await stage.json(`gebieden/${area.code}/overzicht`);
    const { page, close } = await open(`?weergave=buurt&gebied=${area.code}`);
    assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), told.naam);
    await page.getByText(told.zin).waitFor();
    for (const { titel } of told.sterk) await page.getByText(titel, { exact: true }).waitFor();
    for (const { zin } of told.verder_dan_norm) await page.getByText(zin).waitFor();
    const rows = told.groepen.flatMap(({ voorzieningen }) => voorzieningen);
    assert.equal(await page.locator('.ages li').count(), rows.length);
    const half = rows.find(({ waarde }) => waarde.t_p50_s !== null);
    const minutes = Math.max(1, Math.round(half.waarde.t_p50_s / 60));
    assert.match(await page.locator('.ages li').nth(rows.indexOf(half)).textContent(), new RegExp(`: ${minutes} min`));
    const headings = await page.getByRole('heading', { level: 2 }).allTextContents();
    assert.deepEqual(headings.slice(0, 2), ['Dit is er al', 'Hoe ver is het?']);
    assert.equal(await page.title(), `${told.naam} · ${stage.study.naam} · nabij`);
    await picture(page, 'buurt');
    await readmePicture(page, 'buurt');
    await close();
  });

  it('says that a time is just beyond the norm where whole minutes hide it', async () => {
    const area = areas('gemeente')[0];
    const { groepen } = await stage.json(`gebieden/${area.code}/overzicht`);
    const { page, close } = await open(`?weergave=buurt&gebied=${area.code}`);
    const rows = groepen.flatMap(({ voorzieningen }) => voorzieningen);
    const told = await page.locator('.ages li').allTextContents();
    let hidden = 0;
    for (const [index, { voorziening, binnen_norm: isWithin, waarde }] of rows.entries()) {
      const kind = stage.study.voorzieningen.find(({ code }) => code === voorziening);
      if (isWithin !== false || waarde.t_p50_s === null) continue;
      const isHidden = Math.round(waarde.t_p50_s / 60) <= kind.norm_s / 60;
      if (isHidden) hidden += 1;
      assert.equal(/iets verder dan de norm van/.test(told[index]), isHidden, told[index]);
    }
    assert.ok(hidden > 0, 'the example town has such a time');
    await close();
  });

  it('tells where the surroundings ask for more, with bounds, year and source', async () => {
    const area = areas('buurt')[3];
    const { inzet } = await stage.json(`gebieden/${area.code}/overzicht`);
    const { page, close } = await open(`?weergave=buurt&gebied=${area.code}`);
    await page.getByText(inzet.zin, { exact: true }).waitFor();
    assert.equal(await page.locator('.subjects li').count(), inzet.onderwerpen.length);
    for (const { naam, waarde } of inzet.onderwerpen) {
      assert.match(await page.locator('.subjects li', { hasText: naam }).textContent(), new RegExp(`\\(${Math.round(waarde)} van 100\\)`));
    }
    await page.getByText('Cijfers, jaren en bronnen hiervan').click();
    for (const source of inzet.onderwerpen[0].bronnen) await page.getByText(source).waitFor();
    await assertAccessible(page, 'need');
    await close();
  });

  it('prints the map alone on one A4, with legend, source, date and method', async () => {
    const { page, close } = await open(`?weergave=buurt&gebied=${areas('buurt')[1].code}`);
    await page.evaluate(() => { window.print = () => { window.printed = true; }; });
    await page.getByRole('button', { name: 'Print kaart (PDF)' }).click();
    await until(page, 'the print window', () => window.printed === true);
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 695, height: 1043 });
    const seen = await page.evaluate(() => {
      const { width, height } = document.querySelector('.paper-map').getBoundingClientRect();
      return { width, height, other: document.querySelector('.paper').getClientRects().length };
    });
    assert.ok(seen.width > 500 && seen.height > 400 && seen.height <= 1043 && seen.other === 0, JSON.stringify(seen));
    await picture(page, 'buurt-kaart-a4');
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    assert.equal(pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g).length, 1);
    assert.ok(pdf.length > 100_000, 'the picture is in it');
    assert.equal(await page.locator('.paper-map').count(), 0, 'after printing the page is as it was');
    await close();
  });

  it('draws a small map that is not blank', async () => {
    const { page, close } = await open(`?weergave=buurt&gebied=${areas('buurt')[1].code}`);
    const colours = await page.evaluate(async () => {
      const image = document.querySelector('.mini img');
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
      const context = canvas.getContext('2d');
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      const found = new Set();
      for (let at = 0; at < data.length; at += 4) found.add((data[at] << 16) | (data[at + 1] << 8) | data[at + 2]);
      return { count: found.size, outline: found.has(0x084a50), symbols: found.has(0x16262b) };
    });
    assert.ok(colours.count > 50 && colours.outline && colours.symbols, JSON.stringify(colours));
    await close();
  });

  it('goes to another area by choice and comes back with the back button', async () => {
    const [first, other] = areas('buurt');
    const { page, close } = await open(`?weergave=buurt&gebied=${first.code}`);
    await page.getByLabel('Kies een buurt of wijk').selectOption(other.code);
    await page.getByRole('heading', { level: 1, name: other.naam, exact: true }).waitFor();
    assert.match(page.url(), new RegExp(`\\?weergave=buurt&gebied=${other.code}$`));
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: first.naam, exact: true }).waitFor();
    await close();
  });

  it('prints on one A4, whichever area', async () => {
    const chosen = [...areas('gemeente'), ...areas('wijk'), ...areas('buurt').slice(0, 6)];
    const { page, close } = await open(`?weergave=buurt&gebied=${chosen[0].code}`);
    for (const { code, naam } of chosen) {
      await page.getByLabel('Kies een buurt of wijk').selectOption(code);
      await page.getByRole('heading', { level: 1, name: naam, exact: true }).waitFor();
      await page.locator('.paper:not(.stale) .mini img').waitFor();
      const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
      assert.equal(pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g).length, 1, naam);
      assert.match(pdf.toString('latin1'), /\/MediaBox\s*\[0 0 59[45][.\d]* 84[12]/);
    }
    await page.emulateMedia({ media: 'print' });
    // The width of an A4 less its margins, at 96 pixels an inch.
    await page.setViewportSize({ width: 695, height: 1043 });
    assert.equal(await page.locator('.bar').isVisible(), false);
    await picture(page, 'buurt-a4');
    await close();
  });

  it('saves the map as a picture with legend, source, date and method', async () => {
    const area = areas('buurt')[0];
    const { page, close } = await open(`?weergave=buurt&gebied=${area.code}`);
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Bewaar kaart (PNG)' }).click();
    const download = await waiting;
    const file = readFileSync(await download.path());
    assert.match(download.suggestedFilename(), /^nabij-.*\.png$/);
    assert.deepEqual([...file.subarray(1, 4)], [...Buffer.from('PNG')]);
    assert.equal(file.readUInt32BE(16), 2160);
    assert.ok(file.readUInt32BE(20) > 1900 && file.length > 100_000, `${file.length} bytes`);
    if (process.env.NABIJ_SCREENSHOTS) await download.saveAs(`${process.env.NABIJ_SCREENSHOTS}/buurt-kaart.png`);
    await close();
  });

  it('copies a link that opens exactly this', async () => {
    const area = areas('wijk')[0];
    const { page, close } = await open(`?weergave=buurt&gebied=${area.code}`);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Kopieer link' }).click();
    await page.getByText('Gekopieerd').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    await page.goto(copied);
    await page.getByRole('heading', { level: 1, name: area.naam, exact: true }).waitFor();
    await close();
  });

  it('says so when the neighbourhood is not known, and shows a way on', async () => {
    const { page, close } = await open('?weergave=buurt&gebied=BU0');
    await page.getByText('Deze link wijst naar een buurt die hier niet bekend is (BU0).').waitFor();
    await page.getByRole('heading', { level: 1, name: areas('gemeente')[0].naam, exact: true }).waitFor();
    await assertAccessible(page, 'unknown area');
    await close();
  });

  it('says so when the server refuses, and keeps the choice', async () => {
    const area = areas('buurt')[0];
    const { page, close } = await stage.open(`?weergave=buurt&gebied=${area.code}`, { routes: [['**/overzicht*', (route) => route.fulfill({
      status: 500, contentType: 'application/problem+json', body: JSON.stringify({ status: 500, title: 'Er ging iets mis', detail: 'Meld nummer 7.' }),
    })]] });
    await page.getByRole('alert').getByText('De server kan deze vraag niet beantwoorden: Er ging iets mis.').waitFor();
    await page.getByText('Meld nummer 7.').waitFor();
    assert.equal(await page.getByLabel('Kies een buurt of wijk').inputValue(), area.code);
    await assertAccessible(page, 'refused');
    await close({ allowErrors: true });
  });

  it('says so when the server is gone, and asks again when asked', async () => {
    const { page, close } = await stage.open('?weergave=buurt', { routes: [['**/overzicht*', (route) => route.abort()]] });
    await page.getByText('De server antwoordt niet.').waitFor();
    await assertAccessible(page, 'server gone');
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.getByRole('button', { name: 'Probeer opnieuw' }).click();
    await page.locator('.paper h1').waitFor();
    await close({ allowErrors: true });
  });

  it('is found with the keyboard alone', async () => {
    const area = areas('buurt').at(-1);
    const { page, close } = await open('?weergave=lagen', async (opened) => opened.getByRole('heading', { name: 'Lagen', level: 1 }).waitFor());
    await page.keyboard.press('4');
    await page.locator('.mini img').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type(area.naam);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: area.naam, exact: true }).waitFor();
    await close();
  });

  it('fits a phone and 320 px, in both languages, without an accessibility violation', async () => {
    const area = areas('buurt')[0];
    for (const [viewport, language] of [[phone, 'nl'], [{ width: 320, height: 640 }, 'en'], [{ width: 1440, height: 900 }, 'en']]) {
      const { page, close } = await open(`?weergave=buurt&gebied=${area.code}&taal=${language}`, undefined, { viewport });
      await assertFits(page, `${viewport.width}`);
      await assertAccessible(page, `${viewport.width} ${language}`);
      await picture(page, `buurt-${viewport.width}`);
      await close();
    }
  });

  function open(address, ready = drawn, options = {}) {
    return stage.open(address, { ...options, ready });
  }

  async function drawn(page) {
    await page.locator('.mini img').waitFor();
    await until(page, 'the picture', () => document.querySelector('.mini img')?.complete);
  }
});
