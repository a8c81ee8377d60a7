// Probeer in a real Chromium on the real server; stage.mjs says where.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { assertAccessible, assertFits, patience, phone, picture, readmePicture, startStage, until } from './stage.mjs';

// As of a service without a store; plannen.test.mjs has one with.
const withoutStore = ['**/v1/scenarios', (route) => route.fulfill({ json: { bewaart: false, scenarios: [] } })];

describe('Probeer', () => {
  let stage;

  before(async () => { stage = await startStage(); });
  after(() => stage?.stop());

  it('draws a school, a bridge and homes with clicks, and tells before and after as the server does', async () => {
    const { page, answers, close } = await opened();
    await picture(page, 'probeer-leeg');
    await assertAccessible(page, 'empty');
    await tool(page, 'Nieuw');
    await click(page, 0.46, 0.657);
    await page.getByText('Eén wijziging').waitFor();
    await build(page, [0.84, 0.66], '2030');
    await page.getByText('2 wijzigingen').waitFor();
    await tool(page, 'Verbind');
    await click(page, 0.418, 0.63);
    await page.locator('.pointing').getByText('Naar: klik op de kaart.').waitFor();
    await click(page, 0.451, 0.642);
    await page.getByText('3 wijzigingen').waitFor();
    await page.locator('.tool-form').getByRole('button', { name: 'Stop' }).click();
    const told = await settled(page, answers, 3);
    const question = told.vragen.find(({ voorziening, leeftijd }) => voorziening === 'PO' && leeftijd === '4-12');
    const rows = await page.locator('.now-then tbody tr').evaluateAll((all) => all.map((row) => [...row.cells].map((cell) => cell.textContent.trim())));
    const { voor, na, verschil_personen: more } = question.geheel;
    assert.deepEqual(rows[0].slice(1), [whole(voor.personen), whole(na.personen), `+${whole(more)}`]);
    assert.deepEqual(rows[1].slice(1, 3), [whole(voor.gedekt), whole(na.gedekt)]);
    // Who subtracts what is shown finds the difference that is shown.
    for (const [label, now, then, change] of rows) {
      const [before, later, difference] = [now, then, change].map(shownNumber);
      assert.ok(Math.abs(later - before - difference) < 0.001, `${label}: ${now}, ${then}, ${change}`);
    }
    for (const sentence of question.zinnen) await page.locator('.side .say').getByText(sentence).waitFor();
    assert.equal(await drawn(page, 'plan-nummer', 'nummer'), 3);
    assert.equal(await drawn(page, 'plan-nieuw', 'id'), 1);
    // Every neighbourhood has the colour of the class that the server gives it.
    const classes = await page.evaluate(() => Object.fromEntries(window.nabijMap.queryRenderedFeatures({ layers: ['gebieden'] }).map(({ properties, state }) => [properties.code, state.verschil])));
    assert.ok(Object.keys(classes).length > 20);
    for (const [code, number] of Object.entries(classes)) assert.equal(number, question.verschil.gebieden[code][0], code);
    const legend = await page.locator('.difference-legend li').allTextContents();
    const named = question.verschil.tijd.klassen.filter(({ klasse, buurten }) => klasse > 0 || buurten > 0);
    assert.deepEqual(legend.map((text) => text.replace(/\s+/g, ' ').trim()), named.map(({ naam, buurten }) => `${naam}${buurten} ${buurten === 1 ? 'buurt' : 'buurten'}`));
    await page.getByRole('button', { name: 'aandeel' }).click();
    await page.locator('.difference-legend').getByText(question.verschil.aandeel.titel).waitFor();
    await page.waitForURL(/maat=aandeel/);
    await page.getByRole('button', { name: 'reistijd' }).click();
    // The tiles follow the plan too.
    await until(page, 'tiles of the plan', () => window.nabijMap.getSource('voorzieningen').tiles[0].includes('&scenario='));
    await until(page, 'tiles that are here', () => document.querySelector('.busy-line') === null);
    await page.getByLabel('Naam van het plan').fill('Over het water');
    await page.getByRole('button', { name: 'Bewaar', exact: true }).click();
    await page.getByText('Bewaard in deze browser om', { exact: false }).waitFor();
    await until(page, 'the plan under its name', () => document.querySelector('.busy-line') === null && document.querySelector('.outdated') === null);
    // What each change adds comes after the outcome, and adds up to it. What would tell of a few people is not told, and of one
    // change alone that would follow from the others.
    await page.locator('.waterfall tr').nth(4).waitFor();
    const added = await page.locator('.changes .delta').allTextContents();
    const shown = added.filter((text) => text !== '–').map((text) => Number(text.replace('\u2212', '-').replace('.', '')));
    assert.notEqual(added.length - shown.length, 1, added.join());
    if (shown.length === added.length) assert.equal(shown.reduce((sum, each) => sum + each, 0), question.geheel.verschil_gedekt);
    // The bridge was drawn by hand and is joined to the streets all the same.
    assert.deepEqual(told.doodlopend, []);
    await page.evaluate(() => document.getElementById('panel').scrollTo(0, 0));
    await picture(page, 'probeer');
    await readmePicture(page, 'probeer');
    await assertAccessible(page, 'a plan');
    await close();
  });

  it('drags a school, and answers keep coming one at a time', async () => {
    const { page, close } = await opened();
    let underway = 0;
    let most = 0;
    let asked = 0;
    page.on('request', (request) => { if (isWhatIf(request)) { asked += 1; underway += 1; most = Math.max(most, underway); } });
    for (const event of ['requestfinished', 'requestfailed']) page.on(event, (request) => { if (isWhatIf(request)) underway -= 1; });
    await tool(page, 'Verplaats');
    const school = await someSchool(page);
    const seen = new Set();
    await page.mouse.move(school.x, school.y);
    await page.mouse.down();
    for (let step = 1; step <= 25; step += 1) {
      await page.mouse.move(school.x + 4 * step, school.y + 3 * step);
      await new Promise((resolve) => setTimeout(resolve, 40));
      seen.add(await page.locator('.now-then tbody tr').nth(1).textContent().catch(() => ''));
    }
    await page.mouse.up();
    await page.getByText(`${school.name} verhuist`).first().waitFor();
    assert.equal(most, 1, 'one question at a time');
    assert.ok(asked >= 3 && seen.size >= 3, `${asked} asked, ${seen.size} seen while dragging`);
    await until(page, 'the last answer', () => document.querySelector('.outdated') === null && document.querySelector('.now-then') !== null);
    assert.equal(await drawn(page, 'plan-verhuizing', 'wat'), 1);
    // The whole way is one step.
    await page.getByRole('button', { name: `Ongedaan maken: ${school.name} verhuist` }).click();
    await page.getByText('Nog geen wijzigingen').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Ongedaan maken' }).isDisabled(), true);
    await close({ allowErrors: true });
  });

  it('the latest plan wins: an older question is broken off', async () => {
    let release;
    const held = new Promise((resolve) => { release = resolve; });
    let count = 0;
    const { page, close } = await opened({ routes: [['**/v1/wat-als*', async (route) => {
      if (route.request().method() === 'POST' && (count += 1) === 1) await held;
      await route.continue().catch(() => {});
    }]] });
    await tool(page, 'Nieuw');
    const broken = page.waitForEvent('requestfailed', isWhatIf);
    await click(page, 0.52, 0.64);
    await page.getByText('Het plan wordt doorgerekend.').waitFor();
    await assertAccessible(page, 'slow');
    await click(page, 0.3, 0.45);
    await broken;
    await page.getByText('2 wijzigingen').waitFor();
    await until(page, 'the answer to both', () => document.querySelector('.now-then') !== null && document.querySelector('.outdated') === null);
    release();
    await close({ allowErrors: true });
  });

  it('does everything without the map and with the keyboard alone', async () => {
    const { page, answers, close } = await opened();
    const press = async (name, scope = page) => {
      await scope.getByRole('button', { name, exact: true }).first().focus();
      await page.keyboard.press('Enter');
    };
    const choosePlace = async (label, typed) => {
      await page.getByRole('textbox', { name: `${label}:`, exact: false }).focus();
      await page.keyboard.type(typed);
      await page.keyboard.press('Enter');
      await page.locator('.hit').first().waitFor();
      await page.locator('.hit').first().focus();
      await page.keyboard.press('Enter');
    };
    await press('Sluit', page.locator('.toolbar'));
    await press('Sluit in dit plan');
    await page.getByRole('alert').getByText('Kies een voorziening.').waitFor();
    await assertAccessible(page, 'something missing');
    const list = page.locator('.tool-form').getByLabel('Voorziening');
    const [id, name] = await list.locator('optgroup option').first().evaluate((option) => [option.value, option.textContent]);
    await list.selectOption(id);
    await press('Sluit in dit plan');
    await page.getByText(`${name} sluit`).first().waitFor();
    await press('Nieuw', page.locator('.toolbar'));
    const [longitude, latitude] = stage.study.gebieden.find(({ niveau }) => niveau === 'buurt').midden;
    // Two numbers mean one place: there is nothing to choose from.
    await page.getByRole('textbox', { name: 'Plek:', exact: false }).focus();
    await page.keyboard.type(`${latitude.toFixed(5)}, ${longitude.toFixed(5)}`);
    await page.keyboard.press('Enter');
    await page.getByText(`Nu: ${latitude.toFixed(5).replace('.', ',')} ${longitude.toFixed(5).replace('.', ',')}`).waitFor();
    await page.getByLabel('Naam', { exact: true }).fill('De Sleutelbloem');
    await press('Zet neer', page.locator('.tool-form'));
    await page.locator('.changes').getByText('De Sleutelbloem').waitFor();
    await press('Verbind', page.locator('.toolbar'));
    await choosePlace('Van', 'Molenhoek');
    await choosePlace('Naar', 'Kersenhof');
    await press('Leg aan');
    await page.getByText('3 wijzigingen').waitFor();
    await press('Pas aan', page.locator('.toolbar'));
    await list.selectOption({ label: 'De Sleutelbloem' });
    await page.getByLabel('Aantal plaatsen').fill('240');
    await press('Pas aan', page.locator('.tool-form'));
    await page.getByText('4 wijzigingen').waitFor();
    await settled(page, answers, 4);
    // A street is closed by pointing with keys: the middle of the map is the place.
    await press('Weg dicht', page.locator('.toolbar'));
    const [street] = (await stage.json('zoeken?tekst=straat')).gevonden.filter(({ soort }) => soort === 'straat');
    await page.evaluate((center) => window.nabijMap.jumpTo({ center, zoom: 17 }), street.midden);
    await page.locator('.maplibregl-canvas').focus();
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowLeft');
    await page.keyboard.press('Enter');
    await page.getByText('5 wijzigingen').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('body').click({ position: { x: 2, y: 2 } });
    for (const left of [4, 3, 2]) {
      await page.keyboard.press('Control+z');
      await page.getByText(`${left} wijzigingen`).waitFor();
    }
    await page.keyboard.press('Control+Shift+z');
    await page.getByText('3 wijzigingen').waitFor();
    await close({ allowErrors: true });
  });

  it('steps through the years of a plan with homes, and judges it by a norm of its own', async () => {
    const { page, answers, close } = await opened();
    await build(page, [0.52, 0.64], '2033');
    await page.getByText('Eén wijziging').waitFor();
    const ready = await settled(page, answers, 1);
    const persons = (told) => told.vragen.find(({ voorziening, leeftijd }) => voorziening === 'PO' && leeftijd === '4-12')?.geheel;
    assert.equal(persons(ready).na.personen - persons(ready).voor.personen, 210);
    // 600 homes × 0.35 children: from the year in which they are ready.
    const row = page.locator('table', { has: page.getByRole('columnheader', { name: '2041' }) }).getByRole('row').nth(1);
    await row.waitFor();
    const counts = (await row.getByRole('cell').allTextContents()).map((text) => Number(text.replace(/\D/g, '')));
    assert.deepEqual(counts.map((each) => each - counts[0]), [0, 0, 210, 210]);
    await picture(page, 'probeer-jaren');
    await assertAccessible(page, 'through the years');
    await page.getByRole('group', { name: 'Woningen klaar in' }).getByRole('button', { name: '2031' }).click();
    await another(page, ready);
    const early = await settled(page, answers, 1);
    assert.equal(persons(early), undefined, 'before the homes are ready nobody is touched');
    await page.getByRole('group', { name: 'Woningen klaar in' }).getByRole('button', { name: '2036' }).click();
    await another(page, early);
    const later = await settled(page, answers, 1);
    await page.getByText('Kies een andere norm').click();
    await page.getByLabel('Hoe lang de weg mag zijn').selectOption('5');
    await page.getByText('Norm: 5 minuten').waitFor();
    await another(page, later);
    const own = await settled(page, answers, 1);
    assert.equal(own.vragen.find(({ voorziening }) => voorziening === 'PO').norm_s, 300);
    await page.locator('body').click({ position: { x: 2, y: 2 } });
    await page.keyboard.press('Control+z');
    await page.getByText('Norm: 10 minuten').waitFor();
    await close();
  });

  it('never counts homes without people as zero', async () => {
    const { page, answers, close } = await opened();
    await tool(page, 'Woningen');
    await click(page, 0.84, 0.66);
    await page.getByLabel('Aantal woningen').fill('600');
    await page.getByLabel('Klaar in').fill('2030');
    await page.locator('.tool-form').getByRole('button', { name: 'Zet neer' }).click();
    await page.getByText('Eén wijziging').waitFor();
    await settled(page, answers, 1);
    const note = '600 woningen tellen niet mee: het aantal bewoners is niet bekend.';
    await page.locator('.side .utrecht-alert').getByText(note, { exact: true }).waitFor();
    await page.locator('.side [role=status]').getByText(`Plan bijgewerkt. ${note}`).waitFor({ state: 'attached' });
    assert.equal(await page.locator('.changes .delta').textContent(), 'onbekend');
    const cells = (row) => page.locator('.now-then tbody tr').nth(row).getByRole('cell').allTextContents();
    const [now, then, difference] = await cells(0);
    assert.deepEqual([then, difference], [`${now} of meer`, '–']);
    for (const row of [1, 2, 3, 4]) assert.equal((await cells(row))[2], '–');
    // In the years before they are ready there is nobody to count.
    const years = page.locator('table', { has: page.getByRole('columnheader', { name: '2041' }) }).getByRole('row');
    assert.deepEqual(await years.nth(1).getByRole('cell').allTextContents(), [now, `${now}+`, `${now}+`, `${now}+`]);
    await page.getByText('Een + betekent: zoveel of meer.').waitFor();
    assert.deepEqual((await years.nth(4).getByRole('cell').allTextContents()).slice(1), ['onbekend', 'onbekend', 'onbekend']);
    await picture(page, 'probeer-onbekend');
    await assertAccessible(page, 'homes without people');
    // Beside another change it is a step that is not known.
    await tool(page, 'Nieuw');
    await click(page, 0.52, 0.64);
    await page.getByText('2 wijzigingen').waitFor();
    await settled(page, answers, 2);
    await page.locator('.waterfall tr').nth(3).waitFor();
    assert.equal(await page.locator('.waterfall tr').nth(1).getByRole('cell').last().textContent(), 'onbekend');
    assert.equal(await page.locator('.waterfall tr').nth(1).locator('rect').count(), 0);
    assert.equal(await page.locator('.changes .delta').first().textContent(), 'onbekend');
    await close();
  });

  it('says in plain words what the server refuses, at the change, and loses nothing', async () => {
    const { page, close } = await opened();
    await tool(page, 'Pas aan');
    const list = page.locator('.tool-form').getByLabel('Voorziening');
    await list.selectOption({ index: 1 });
    await page.getByRole('textbox', { name: 'Openingstijden' }).fill('soms');
    await page.locator('.tool-form').getByRole('button', { name: 'Pas aan', exact: true }).click();
    const refused = page.locator('.changes').getByRole('alert');
    await refused.getByText('De server kan wijziging 1 niet maken. Deze openingstijden zijn niet te lezen.', { exact: false }).waitFor();
    await picture(page, 'probeer-geweigerd');
    await assertAccessible(page, 'refused');
    // The form of the change is open, and the field itself says what is wrong.
    const hours = page.getByRole('textbox', { name: 'Openingstijden' });
    assert.equal(await hours.getAttribute('aria-invalid'), 'true');
    const told = await hours.getAttribute('aria-describedby');
    assert.match(await page.locator(`#${told}`).textContent(), /^Deze openingstijden zijn niet te lezen\./);
    assert.equal(await page.getByRole('textbox', { name: 'Openingstijden' }).inputValue(), 'soms');
    await page.getByRole('textbox', { name: 'Openingstijden' }).fill('Mo-Fr 08:00-18:00');
    await page.locator('.tool-form').getByRole('button', { name: 'Wijzig', exact: true }).click();
    await refused.waitFor({ state: 'detached' });
    await page.locator('.side').getByText('uur per week open nu', { exact: false }).waitFor();
    await close({ allowErrors: true });
  });

  it('keeps a plan in this browser, as a file and behind a link', async () => {
    const { page, close } = await opened();
    await tool(page, 'Nieuw');
    await click(page, 0.52, 0.64);
    await until(page, 'a fingerprint', () => /scenario=[0-9a-f]{64}/.test(location.search));
    const address = new URL(page.url()).search;
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Bewaar als bestand' }).click();
    const path = await (await download).path();
    const file = JSON.parse(readFileSync(path, 'utf8'));
    assert.equal(file.basis.studie, stage.study.naam);
    assert.deepEqual(file.wijzigingen.map(({ soort }) => soort), ['voorziening_openen']);
    // The page opened again has the plan it had, also without a link.
    await page.goto(`${stage.base}/?weergave=probeer`);
    await page.getByText('Eén wijziging').waitFor();
    await page.getByRole('button', { name: 'Nieuw plan' }).click();
    await page.getByText('Nog geen wijzigingen').waitFor();
    await page.locator('input[type=file]').setInputFiles({ name: 'plan.json', mimeType: 'application/json', buffer: Buffer.from('geen plan') });
    await page.getByRole('alert').getByText('Dit bestand is geen plan van nabij.', { exact: false }).waitFor();
    await assertAccessible(page, 'no file');
    await page.locator('input[type=file]').setInputFiles(path);
    await page.getByText('Eén wijziging').waitFor();
    await close({ allowErrors: true });
    // Someone else, with nothing in the browser, has it from the link.
    const other = await opened({ address });
    await other.page.getByText('Eén wijziging').waitFor();
    await until(other.page, 'the outcome', () => document.querySelector('.now-then') !== null);
    assert.equal(new URL(other.page.url()).search, address);
    await other.close();
  });

  it('keeps what each tab works on apart, and finds what is left of a closed one', async () => {
    const { page, close } = await opened();
    await tool(page, 'Nieuw');
    await click(page, 0.52, 0.64);
    await page.getByText('Eén wijziging').waitFor();
    const address = `${stage.base}/?weergave=probeer`;
    const another = async () => {
      const tab = await page.context().newPage();
      await tab.route(...withoutStore);
      await tab.goto(address);
      await until(tab, 'the map of another tab', () => window.nabijMap?.loaded() && window.nabijMap.getLayer('plan-nieuw') !== undefined && document.getElementById('changes') !== null);
      return tab;
    };
    const second = await another();
    await second.getByText('Nog geen wijzigingen').waitFor();
    await second.getByRole('heading', { name: 'Niet bewaarde plannen' }).waitFor();
    await assertAccessible(second, 'plans of other tabs');
    await tool(second, 'Nieuw');
    await click(second, 0.5, 0.6);
    await click(second, 0.44, 0.5);
    await second.getByText('2 wijzigingen').waitFor();
    // Each has its own after a reload, and a tab that is opened later goes on where nobody works any more.
    await page.goto(address);
    await page.getByText('Eén wijziging').waitFor();
    await second.close();
    const third = await another();
    await third.getByText('2 wijzigingen').waitFor();
    const found = third.getByRole('button', { name: /^Open Plan zonder naam, / });
    assert.equal(await found.count(), 1);
    await third.getByRole('button', { name: /^Verwijder Plan zonder naam, / }).click();
    await found.waitFor({ state: 'detached' });
    await third.getByRole('button', { name: 'Zet terug' }).click();
    await found.click();
    await third.getByText('Eén wijziging').waitFor();
    await third.locator('#changes + .row-end button').first().click();
    await third.getByText('2 wijzigingen').waitFor();
    await close();
  });

  it('never loses a plan that is not kept when another is opened from the list, a file or a link, or a new one is begun', async () => {
    const { page, close } = await opened();
    const unkept = page.getByRole('button', { name: /^Open Plan zonder naam, niet bewaard, van / });
    const scenario = { schema: 'nabij-scenario-1', naam: 'Uit een bestand', crs: 'OGC:CRS84', wijzigingen: [] };
    const drawOne = async () => {
      await tool(page, 'Nieuw');
      await click(page, 0.52, 0.64);
      await page.getByText('Eén wijziging').waitFor();
    };
    // From the list.
    await drawOne();
    await page.getByLabel('Naam van het plan').fill('Eerste');
    await page.getByRole('button', { name: 'Bewaar', exact: true }).click();
    await page.getByRole('button', { name: 'Nieuw plan' }).click();
    await page.getByText('Nog geen wijzigingen').waitFor();
    assert.equal(await unkept.count(), 0, 'a plan that is kept is not told twice');
    await drawOne();
    await click(page, 0.44, 0.5);
    await page.getByText('2 wijzigingen').waitFor();
    await page.getByRole('button', { name: 'Open Eerste' }).click();
    await page.getByText('Eén wijziging').waitFor();
    await unkept.waitFor();
    await assertAccessible(page, 'a plan that gave way');
    await picture(page, 'probeer-niet-bewaard');
    // Opened again it is on the desk only; a file takes its place, and then a link.
    await unkept.click();
    await page.getByText('2 wijzigingen').waitFor();
    await unkept.waitFor({ state: 'detached' });
    await page.locator('input[type=file]').setInputFiles({ name: 'plan.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(scenario)) });
    await page.getByText('Nog geen wijzigingen').waitFor();
    await unkept.click();
    await page.getByText('2 wijzigingen').waitFor();
    await page.getByRole('button', { name: 'Open Eerste' }).click();
    await page.getByText('Eén wijziging').waitFor();
    await until(page, 'the fingerprint of Eerste', () => {
      const [{ kenmerk }] = JSON.parse(localStorage.getItem('nabij/Voorbeeldstad/plannen'));
      return kenmerk !== null && location.search.includes(kenmerk);
    });
    const link = new URL(page.url()).search;
    await unkept.click();
    await page.getByText('2 wijzigingen').waitFor();
    await until(page, 'the fingerprint of this plan', (before) => location.search !== before && document.querySelector('.outdated') === null, link);
    await page.evaluate((search) => { history.pushState(null, '', search); dispatchEvent(new PopStateEvent('popstate')); }, link);
    await page.getByText('Eén wijziging').waitFor();
    await unkept.click();
    await page.getByText('2 wijzigingen').waitFor();
    // A new plan takes its place too, and after a reload it is still there, once.
    await page.getByRole('button', { name: 'Nieuw plan' }).click();
    await page.getByText('Nog geen wijzigingen').waitFor();
    await until(page, 'a place that is free', () => localStorage.getItem(sessionStorage.getItem('nabij/Voorbeeldstad/tab')) === null);
    await page.goto(`${stage.base}/?weergave=probeer`);
    await page.getByText('Nog geen wijzigingen').waitFor();
    assert.equal(await unkept.count(), 1);
    assert.equal(await page.getByRole('button', { name: /^Open Eerste/ }).count(), 1, 'a plan that is kept came back by its link');
    await close();
  });

  it('says so when a plan is gone, and when the server is', async () => {
    const gone = await stage.open(`?weergave=probeer&scenario=${'0'.repeat(64)}`);
    await gone.page.getByText('Dit plan bestaat niet meer op de server', { exact: false }).waitFor();
    await gone.page.getByText('Nog geen wijzigingen').waitFor();
    await assertAccessible(gone.page, 'a plan that is gone');
    await gone.close({ allowErrors: true });

    const { page, close } = await opened({ routes: [['**/v1/wat-als*', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue())]] });
    await tool(page, 'Nieuw');
    await click(page, 0.52, 0.64);
    await page.getByRole('alert').getByText('De server antwoordt niet. Uw plan staat nog op dit apparaat.', { exact: false }).waitFor();
    await page.getByText('Eén wijziging').waitFor();
    await assertAccessible(page, 'server gone');
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    // Where the outcome would be there is a way on as well.
    await page.locator('#side').getByRole('button', { name: 'Probeer opnieuw' }).click();
    await until(page, 'the outcome', () => document.querySelector('.now-then') !== null);
    await close({ allowErrors: true });
  });

  it('compares the plan with the city now: a border that keys move, and a map of the difference', async () => {
    const { page, close } = await opened();
    await tool(page, 'Nieuw');
    await click(page, 0.52, 0.64);
    await until(page, 'a fingerprint', () => /scenario=[0-9a-f]{64}/.test(location.search));
    const mark = new URL(page.url()).searchParams.get('scenario');
    await page.getByRole('button', { name: 'Vergelijk plannen' }).click();
    await until(page, 'both maps', () => window.nabijSecondMap?.loaded() === true && window.nabijMap.loaded());
    const question = 'voorziening=PO&leeftijd=4-12';
    const [now, then] = [await stage.json(`antwoord?${question}`), await stage.json(`antwoord?${question}&scenario=${mark}`)];
    for (const [map, answer] of [['nabijSecondMap', now], ['nabijMap', then]]) {
      await until(page, `classes of ${map}`, (name) => window[name].queryRenderedFeatures({ layers: ['gebieden'] }).some(({ state }) => state.klasse > 0), map);
      const classes = await page.evaluate((name) => window[name].queryRenderedFeatures({ layers: ['gebieden'] }).map(({ properties, state }) => [properties.code, state.klasse]), map);
      const told = new Map(answer.gebieden.map(({ code, klasse }) => [code, klasse]));
      for (const [code, number] of classes) assert.equal(number, told.get(code), `${map} ${code}`);
    }
    const schools = (map) => page.evaluate((name) => new Set(window[name].queryRenderedFeatures({ layers: ['voorzieningen'] }).map(({ properties }) => properties.id)).size, map);
    assert.equal(await schools('nabijMap'), await schools('nabijSecondMap') + 1, 'the new school is on the right only');
    const border = page.getByRole('slider', { name: 'Grens tussen links en rechts' });
    await border.focus();
    await page.keyboard.press('ArrowLeft');
    assert.equal(await border.getAttribute('aria-valuetext'), '49\u00a0% van de kaart is links');
    assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('.map.beside')).clipPath), 'inset(0px 51% 0px 0px)');
    await picture(page, 'probeer-vergelijk');
    await assertAccessible(page, 'side by side');
    const difference = await stage.json(`verschil?${question}&scenario=${mark}`);
    await page.getByLabel('verschil').check();
    await page.locator('.difference-legend').getByText(difference.verschil.tijd.titel).waitFor();
    await until(page, 'the difference', () => window.nabijMap.queryRenderedFeatures({ layers: ['gebieden'] }).some(({ state }) => state.verschil !== undefined && state.verschil !== 3));
    const drawnClasses = await page.evaluate(() => window.nabijMap.queryRenderedFeatures({ layers: ['gebieden'] }).map(({ properties, state }) => [properties.code, state.verschil]));
    for (const [code, number] of drawnClasses) assert.equal(number, difference.verschil.gebieden[code][0], code);
    await page.waitForURL(/naast=nu&beeld=verschil/);
    await picture(page, 'probeer-verschil');
    await assertAccessible(page, 'difference');
    // Another question on the left: only the border can show both.
    await page.getByLabel('Vraag links').selectOption('KDV');
    await page.getByText('Een verschilkaart kan alleen van dezelfde vraag.', { exact: false }).waitFor();
    await until(page, 'both maps again', () => window.nabijSecondMap?.loaded() === true);
    await assertAccessible(page, 'two questions');
    await page.getByRole('button', { name: 'Terug naar het plan' }).click();
    await until(page, 'one map', () => window.nabijSecondMap === undefined);
    await close();
  });

  it('says that figures to compare are on their way, and shows none that are unknown', async () => {
    let release;
    const held = new Promise((resolve) => { release = resolve; });
    const { page, close } = await opened({ routes: [['**/v1/antwoord?*', async (route) => {
      await held;
      await route.continue().catch(() => {});
    }]] });
    await tool(page, 'Nieuw');
    await click(page, 0.52, 0.64);
    await until(page, 'a fingerprint', () => /scenario=[0-9a-f]{64}/.test(location.search));
    await page.getByRole('button', { name: 'Vergelijk plannen' }).click();
    const figures = page.locator('.side section', { has: page.getByRole('heading', { name: 'Hele stad' }) });
    await figures.getByText('Even rekenen…').waitFor();
    assert.equal(await figures.getByRole('table').count(), 0);
    await page.locator('.difference-legend').getByText('Even rekenen…').waitFor();
    await assertAccessible(page, 'a comparison on its way');
    release();
    await figures.getByRole('table').waitFor();
    assert.equal(await figures.getByText('Even rekenen…').count(), 0);
    await page.locator('.difference-legend .classes').waitFor();
    await close();
  });

  it('compares two plans of this browser, also when the server has forgotten one', async () => {
    const { page, close } = await opened();
    const keep = async (name) => {
      await page.getByLabel('Naam van het plan').fill(name);
      await page.getByRole('button', { name: 'Bewaar', exact: true }).click();
      await page.getByText('Bewaard in deze browser om', { exact: false }).waitFor();
      await until(page, `a fingerprint of ${name}`, (wanted) => Object.entries(localStorage).some(([key, value]) => key.endsWith('/plannen')
        && JSON.parse(value).some(({ plan, kenmerk }) => plan.naam === wanted && kenmerk !== null)), name);
    };
    await tool(page, 'Nieuw');
    await click(page, 0.52, 0.64);
    await page.getByText('Eén wijziging').waitFor();
    await keep('Eén school');
    await click(page, 0.3, 0.45);
    await page.getByText('2 wijzigingen').waitFor();
    await keep('Twee scholen');
    let forgotten = 0;
    await page.route('**/v1/antwoord?*scenario=*', async (route) => {
      forgotten += 1;
      if (forgotten > 1) return route.continue();
      return route.fulfill({ status: 404, contentType: 'application/problem+json', body: '{"status":404,"title":"Niet gevonden","detail":"Dit scenario is er niet (meer)."}' });
    });
    // The tiles of now are still on their way when the plan is chosen.
    await page.route(/collections\/voorzieningen\/tiles(?!.*scenario=)/, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await route.continue();
    });
    await page.getByRole('button', { name: 'Vergelijk plannen' }).click();
    await page.getByLabel('Links', { exact: true }).or(page.locator('#panel select').first()).first().selectOption({ label: 'Eén school' });
    await until(page, 'both maps', () => window.nabijSecondMap?.loaded() === true && window.nabijMap.loaded());
    const schools = (map) => page.evaluate((name) => new Set(window[name].queryRenderedFeatures({ layers: ['voorzieningen'] }).map(({ properties }) => properties.id)).size, map);
    await until(page, 'one school more on the right', () => {
      const count = (map) => new Set(map.queryRenderedFeatures({ layers: ['voorzieningen'] }).map(({ properties }) => properties.id)).size;
      return count(window.nabijMap) === count(window.nabijSecondMap) + 1;
    });
    assert.ok(await schools('nabijSecondMap') > 1);
    await page.waitForURL(/naast=[0-9a-f]{64}/);
    await page.locator('.swipe-names').getByText('Eén school').waitFor();
    await page.locator('.swipe-names').getByText('Twee scholen').waitFor();
    assert.ok(forgotten > 1, 'asked again after it was told again');
    await assertAccessible(page, 'two plans');
    await close({ allowErrors: true });
  });

  it('draws a path with a bend', async () => {
    const { page, answers, close } = await opened();
    await tool(page, 'Verbind');
    await page.locator('.tool-form form select').first().selectOption('voetpad');
    await click(page, 0.52, 0.64);
    const bend = page.getByRole('group', { name: 'Bocht' });
    await bend.getByRole('button', { name: 'Wijs aan op de kaart' }).click();
    await click(page, 0.55, 0.6);
    await page.getByText('Eén bocht.').waitFor();
    await assertAccessible(page, 'a bend');
    await click(page, 0.58, 0.66);
    await page.getByText('Eén wijziging').waitFor();
    await settled(page, answers, 1);
    const line = await page.evaluate(() => window.nabijMap.getSource('plan').serialize().data.features.find(({ properties }) => properties.wat === 'lijn').geometry.coordinates);
    assert.equal(line.length, 3);
    await close();
  });

  it('removes a kept plan and puts it back', async () => {
    const { page, close } = await opened();
    const keep = async (name) => {
      await page.getByLabel('Naam van het plan').fill(name);
      await page.getByRole('button', { name: 'Bewaar', exact: true }).click();
      await page.getByRole('button', { name: `Open ${name}` }).waitFor();
    };
    await tool(page, 'Nieuw');
    await click(page, 0.52, 0.64);
    await page.getByText('Eén wijziging').waitFor();
    await keep('Aan de vaart');
    await keep('Over het water');
    await page.getByRole('button', { name: 'Verwijder Aan de vaart uit deze browser' }).click();
    await page.getByText('Aan de vaart is uit deze browser verwijderd.').waitFor();
    await page.getByRole('button', { name: 'Open Aan de vaart' }).waitFor({ state: 'detached' });
    await assertAccessible(page, 'a plan removed');
    await page.getByRole('button', { name: 'Zet terug' }).click();
    await page.getByRole('button', { name: 'Open Aan de vaart' }).click();
    assert.equal(await page.getByLabel('Naam van het plan').inputValue(), 'Aan de vaart');
    await page.getByText('Eén wijziging').waitFor();
    await close();
  });

  it('leaves the map of now as it was', async () => {
    const { page, close } = await opened();
    await tool(page, 'Nieuw');
    await click(page, 0.52, 0.64);
    await until(page, 'a fingerprint', () => /scenario=[0-9a-f]{64}/.test(location.search));
    await page.getByRole('navigation').getByRole('link', { name: 'Kaart' }).click();
    await until(page, 'the tiles of now', () => !(window.nabijMap.getSource('voorzieningen').tiles ?? [''])[0].includes('scenario') && window.nabijMap.loaded());
    assert.equal(await drawn(page, 'plan-nieuw', 'id'), 0);
    const now = await stage.json('antwoord?voorziening=PO&leeftijd=4-12');
    const opacity = await page.evaluate(() => window.nabijMap.getPaintProperty('gebieden', 'fill-opacity'));
    assert.equal(opacity, 1);
    const classes = await page.evaluate(() => window.nabijMap.queryRenderedFeatures({ layers: ['gebieden'] }).map(({ properties, state }) => [properties.code, state.klasse]));
    for (const [code, number] of classes) assert.equal(number, now.gebieden.find((area) => area.code === code).klasse);
    await close();
  });

  it('fits a phone and a 320 px screen, with a finger', async () => {
    for (const viewport of [phone, { width: 320, height: 640 }]) {
      const { page, close } = await opened({ viewport, hasTouch: true });
      await page.locator('.tool-choice').getByRole('button', { name: 'Nieuw' }).tap();
      await page.locator('.maplibregl-canvas').tap({ position: { x: 150, y: 150 } });
      await until(page, 'the outcome', () => document.querySelector('.now-then') !== null);
      await picture(page, `probeer-${viewport.width}`);
      await assertFits(page, 'outcome');
      await assertAccessible(page, `outcome at ${viewport.width} px`);
      await openLegend(page, viewport);
      await page.getByRole('button', { name: 'Naar het plan' }).tap();
      await page.getByText('Eén wijziging').waitFor();
      await picture(page, `probeer-plan-${viewport.width}`);
      await assertFits(page, 'plan');
      await assertAccessible(page, `plan at ${viewport.width} px`);
      await page.getByRole('button', { name: 'Vergelijk plannen' }).tap();
      await until(page, 'both maps', () => window.nabijSecondMap?.loaded() === true);
      await picture(page, `probeer-vergelijk-${viewport.width}`);
      await assertFits(page, 'comparison');
      await assertAccessible(page, `comparison at ${viewport.width} px`);
      await openLegend(page, viewport);
      await close();
    }
  });

  it('speaks English when asked', async () => {
    const { page, answers, close } = await opened({ address: '?weergave=probeer&taal=en' });
    await tool(page, 'New');
    await click(page, 0.52, 0.64);
    await page.getByText('One change').waitFor();
    const told = await settled(page, answers, 1);
    await page.locator('.side').getByText(told.over).waitFor();
    await assertAccessible(page, 'English');
    await close();
  });

  /** On a phone a pill opens the legend, and the map is in sight until then. */
  async function openLegend(page, viewport) {
    assert.equal(await page.locator('.difference-legend').isVisible(), false);
    await page.getByRole('button', { name: 'Legenda' }).tap();
    const legend = page.getByRole('dialog', { name: 'Legenda' });
    await legend.locator('.classes li').first().waitFor();
    for (const item of await legend.locator('.classes li').all()) assert.ok((await item.boundingBox()).x + (await item.boundingBox()).width <= viewport.width, 'legend in sight');
    await assertAccessible(page, `legend at ${viewport.width} px`);
    await legend.getByRole('button', { name: 'Sluiten' }).tap();
    await until(page, 'the map again', () => document.querySelector('dialog') === null);
  }

  /** Opens Probeer with its map drawn; `answers` are those about plans, latest last. */
  async function opened({ address = '?weergave=probeer', routes = [], ...options } = {}) {
    const answers = [];
    const { page, close } = await stage.open(address, { ...options, routes: [withoutStore, ...routes], ready: async (opening) => {
      opening.on('response', async (response) => { if (isWhatIf(response.request()) && response.ok()) answers.push(await response.json().catch(() => null)); });
      await until(opening, 'the map', () => window.nabijMap?.loaded() && window.nabijMap.getLayer('plan-nieuw') !== undefined && document.getElementById('changes') !== null);
    } });
    return { page, answers, close };
  }

  function isWhatIf(request) {
    return request.method() === 'POST' && new URL(request.url()).pathname === '/v1/wat-als';
  }

  async function tool(page, name) {
    await page.locator('.toolbar').getByRole('button', { name, exact: true }).click();
  }

  /** Puts 600 homes with 0.35 children each at a part of the map, ready in a year. */
  async function build(page, [x, y], year) {
    await tool(page, 'Woningen');
    await click(page, x, y);
    await page.getByLabel('Aantal woningen').fill('600');
    await page.getByLabel('Klaar in').fill(year);
    await page.getByRole('textbox', { name: '4 tot 12 jaar' }).fill('0,35');
    await page.getByLabel('Waar deze getallen vandaan komen').fill('eigen telling');
    await page.locator('.tool-form').getByRole('button', { name: 'Zet neer' }).click();
  }

  /** Clicks at a part of the map. */
  async function click(page, x, y) {
    const box = await page.locator('.maplibregl-canvas').boundingBox();
    await page.mouse.click(box.x + x * box.width, box.y + y * box.height);
  }

  /** The answer about so many changes that the page shows once nothing is asked any more. */
  async function settled(page, answers, changes) {
    await until(page, 'the answer', () => document.querySelector('.outcome') !== null && document.querySelector('.outdated') === null);
    // The address follows the picture.
    for (const end = Date.now() + patience; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50))) {
      const answer = answers.at(-1);
      if (answer?.scenario.wijzigingen === changes && answer.scenario.kenmerk === new URL(page.url()).searchParams.get('scenario')) return answer;
    }
    assert.fail('the page shows an answer that the server did not give');
  }

  /** Until the address is of another plan than this answer. */
  async function another(page, { scenario }) {
    await page.waitForURL((url) => ![null, scenario.kenmerk].includes(url.searchParams.get('scenario')));
  }

  async function drawn(page, layer, property) {
    return page.evaluate(([id, name]) => new Set(window.nabijMap.queryRenderedFeatures({ layers: [id] }).map(({ properties }) => properties[name])).size, [layer, property]);
  }

  async function someSchool(page) {
    return page.evaluate(() => {
      const map = window.nabijMap;
      const box = map.getContainer().getBoundingClientRect();
      const [school] = map.queryRenderedFeatures({ layers: ['voorzieningen'] }).filter(({ geometry }) => {
        const { x, y } = map.project(geometry.coordinates);
        return x > 80 && x < 400 && y > 250 && y < 500;
      });
      const { x, y } = map.project(school.geometry.coordinates);
      return { name: school.properties.naam, x: box.left + x, y: box.top + y };
    });
  }

  /** A number as it is shown: "5.404", "+210", "\u22120,1", "72,5 %", "+1,2 pp". */
  function shownNumber(text) {
    return Number(text.replaceAll('.', '').replace(',', '.').replace('\u2212', '-').replace(/[^\d.-]/g, ''));
  }

  function whole(number) {
    return new Intl.NumberFormat('nl-NL').format(number);
  }
});
