// Waar bouwen in a real Chromium on the real server; stage.mjs says where.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { assertAccessible, assertFits, phone, picture, readmePicture, startStage, until } from './stage.mjs';

/** A question, and one that takes the server a minute in its place. */
const short = '?weergave=bouwen&vraag=locaties&aantal=8';
const long = JSON.stringify({ inputs: { vraag: {
  vraag: 'locaties', voorziening: 'PO', model: 'shortfall', aantal: 8, bestaand: 'telt niet mee', plannen: 10, binnen_pct: 100, verschil: 4, rekentijd_s: 50,
} } });
const busyFor = (opened) => opened.getByText(/Bezig sinds \d+ seconden?\./).waitFor();
const asLong = { routes: [['**/v1/processes/**', (route) => route.continue({ postData: long })]], ready: busyFor };
/** The question in an execution. */
const questionOf = (request) => request.postDataJSON().inputs.vraag;
/** An amount as the page has it, with the hard space of Dutch. */
const euros = (amount) => new Intl.NumberFormat('nl-NL', { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 }).format(amount);
const isOutcome = (response) => /\/v1\/jobs\/[^/]+\/results/.test(response.url()) && response.ok();

describe('Waar bouwen', () => {
  let stage;

  before(async () => { stage = await startStage(); });
  after(() => stage?.stop());

  it('shows the plan of the server, on the map with the letters of the list', async () => {
    const { page, answer, close } = await asked('?weergave=bouwen');
    const [plan] = answer.sets.sets;
    const names = plan.locaties.map((id) => answer.kandidaten.find((each) => each.id === id).naam);
    assert.deepEqual(await page.locator('.sites .name').allTextContents(), names);
    await until(page, 'places drawn', (count) => new Set(window.nabijMap?.queryRenderedFeatures({ layers: ['plek-plan'] }).map(({ properties }) => properties.id)).size === count, plan.locaties.length);
    const others = await page.evaluate(() => new Set(window.nabijMap.queryRenderedFeatures({ layers: ['plek-kandidaat'] }).map(({ properties }) => properties.id)).size);
    assert.equal(others, answer.kandidaten.length - plan.locaties.length);
    for (const { zin } of answer.stabiliteit.omslagpunten.slice(0, 3)) await page.getByText(zin).waitFor();
    await picture(page, 'bouwen');
    await readmePicture(page, 'bouwen');
    await assertAccessible(page, 'plan');
    await close();
  });

  it('says beside the word of a place how often other weights and other assumptions put it first, and what the word means', async () => {
    const { page, answer, close } = await asked('?weergave=bouwen');
    const tried = new Map(answer.varianten_bij_eersten.map(({ id, keren, van }) => [id, `bij ${keren} van de ${van} andere aannamen`]));
    const places = await page.locator('.sites .site').allTextContents();
    for (const [index, id] of answer.sets.sets[0].locaties.entries()) {
      const { kans_bij_eersten: chance, nog_open: open } = answer.kandidaten.find((each) => each.id === id);
      for (const words of [chance === null ? '' : tried.get(id) ?? '', open ?? '']) assert.ok(places[index].includes(words), `${places[index]} without ${words}`);
    }
    const meaning = page.getByText('Wat betekenen robuust, gevoelig en onzeker?');
    const robust = page.getByText('Robuust: in minstens 80 van de 100 proeven vooraan.', { exact: false });
    assert.equal(await robust.isVisible(), false);
    await meaning.click();
    await robust.waitFor();
    await assertAccessible(page, 'meanings');
    await close();
  });

  it('never tells the list without conditions as if it had them', async () => {
    const { page, answer, close } = await asked('?weergave=bouwen&per_wijk=1');
    const name = (id) => answer.kandidaten.find((each) => each.id === id).naam;
    const equal = answer.sets.bij_gelijke_gewichten?.locaties.map(name);
    const list = answer.bij_gelijke_gewichten.slice(0, answer.vraag.aantal).map(({ naam }) => naam);
    await page.getByText(equal === undefined ? `In de lijst zonder voorwaarden staan bij gelijke gewichten vooraan: ${list.join(', ')}.`
      : `Bij gelijke gewichten en dezelfde voorwaarden staan in het plan: ${equal.join(', ')}.`).waitFor();
    await page.getByRole('heading', { name: 'Wanneer verandert de lijst zonder voorwaarden?' }).waitFor();
    await close();
  });

  it('opens the sheet of a place, of which the contributions add up to the score', async () => {
    const { page, answer, close } = await asked('?weergave=bouwen');
    const [first] = answer.kandidaten;
    await page.locator('.sites .name').first().click();
    const sheet = page.locator('.site-sheet');
    await sheet.getByText(`Locatieblad: ${first.naam}`).waitFor();
    assert.match(page.url(), new RegExp(`plek=${first.id}`));
    const number = (text) => Number(text.replace(',', '.'));
    const points = (await sheet.locator('.criterion > .number').allTextContents()).map(number);
    const total = number(await sheet.locator('tfoot .number').textContent());
    assert.ok(Math.abs(points.reduce((sum, each) => sum + each, 0) - total) <= 0.151, `${points} and ${total}`);
    await sheet.getByText('Inclusiviteit telt niet mee in de score.').waitFor();
    await picture(page, 'bouwen-blad');
    await assertAccessible(page, 'sheet');
    await close();
  });

  it('asks nothing before a person says so, and then exactly what is set', async () => {
    const { page, answer, close } = await asked('?weergave=bouwen');
    const asks = [];
    page.on('request', (request) => { if (request.method() === 'POST') asks.push(questionOf(request)); });
    await page.getByLabel('Noodzaak om te bouwen of renoveren').fill('100');
    await page.getByLabel('Aantal').fill('2');
    await page.getByLabel('Hoogstens per wijk').fill('1');
    const [best] = answer.sets.sets[0].locaties;
    const name = answer.kandidaten.find(({ id }) => id === best).naam;
    await page.getByLabel(`Voorwaarden per plek: ${name}`).selectOption('mustNot');
    await page.getByText('Deze uitkomst hoort bij de vorige instellingen.').waitFor();
    assert.deepEqual(asks, []);
    const reply = page.waitForResponse(isOutcome);
    await page.getByRole('button', { name: 'Reken door' }).click();
    const changed = await (await reply).json();
    const { criteria, ...others } = asks[0];
    assert.deepEqual(others, { vraag: 'buurtschool', aantal: 2, hoogstens_per_wijk: 1, uitgesloten: [best] });
    assert.ok(criteria.noodzaak > criteria.ambitie && Math.abs(criteria.noodzaak + criteria.ambitie + criteria.meerwaarde - 1) < 1e-9);
    assert.ok(!changed.sets.sets[0].locaties.includes(best));
    await until(page, 'two places', () => document.querySelectorAll('.sites .name').length === 2);
    await page.waitForURL(/aantal=2&per_wijk=1&gewichten=100,33,33&zonder=/);
    const address = new URL(page.url()).search;
    await close();
    // Opened again, the address asks the very same question.
    const again = await stage.open(address, { routes: [['**/v1/processes/**', async (route) => {
      asks.push(questionOf(route.request()));
      await route.abort();
    }]], ready: (opened) => opened.getByRole('alert').waitFor() });
    assert.deepEqual(asks.at(-1), asks[0]);
    assert.equal(await again.page.getByLabel('Aantal').inputValue(), '2');
    await again.close({ allowErrors: true });
  });

  it('says how far the server is, stops it when asked, and keeps what was set', async () => {
    const { page, close } = await stage.open(short, asLong);
    const busy = page.locator('.busy-words');
    await until(page, 'a share that is done', () => document.querySelector('.busy-words progress')?.value > 0);
    assert.match(await busy.textContent(), /De (reistijden|plannen|gebouwen)[^.]*\.|Het (plan|antwoord) wordt getest[^.]*\.|Er wordt geteld[^.]*\.|Plannen met[^.]*\./);
    await assertAccessible(page, 'busy');
    // The page goes on meanwhile.
    await page.getByLabel('Hoogstens per wijk').fill('3');
    await busy.waitFor();
    const ended = page.waitForResponse((response) => response.request().method() === 'DELETE');
    await page.locator('.side').getByRole('button', { name: 'Stop' }).click();
    const job = await (await ended).json();
    assert.equal(job.status, 'dismissed');
    await page.getByText('Gestopt. Uw instellingen staan er nog.').waitFor();
    assert.deepEqual([await page.getByLabel('Aantal').inputValue(), await page.getByLabel('Hoogstens per wijk').inputValue()], ['8', '3']);
    await assertAccessible(page, 'stopped');
    for (let asks = 0; (await stage.json(`jobs/${job.jobID}`)).finished === undefined; asks += 1) {
      assert.ok(asks < 100, 'the server goes on');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await close();
  });

  it('takes the running question up again after a reload', async () => {
    const { page, close } = await stage.open(short, asLong);
    const running = async () => (await stage.json('jobs?status=accepted,running')).jobs.map(({ jobID }) => jobID);
    const before = await running();
    assert.equal(before.length, 1);
    await page.reload();
    await busyFor(page);
    assert.deepEqual(await running(), before);
    await page.locator('.side').getByRole('button', { name: 'Stop' }).click();
    await page.getByText('Gestopt. Uw instellingen staan er nog.').waitFor();
    await close({ allowErrors: true });
  });

  it('tells in words why a question cannot be answered', async () => {
    const { page, close } = await stage.open('?weergave=bouwen&vraag=clusters_0_18&doorsnede=999999999');
    await page.getByRole('alert').getByText('De server kan deze vraag niet beantwoorden').waitFor();
    const field = page.getByLabel('Grootste afstand in meter');
    assert.equal(await field.inputValue(), '999999999');
    assert.equal(await field.getAttribute('aria-invalid'), 'true');
    assert.match(await page.locator(`#${await field.getAttribute('aria-describedby')}`).textContent(), /verwacht/);
    await assertAccessible(page, 'refused');
    await close({ allowErrors: true });
  });

  it('shows clusters with their members and what is missing', async () => {
    const { page, answer, close } = await asked('?weergave=bouwen&vraag=clusters_0_18');
    await page.getByText(answer.zin).first().waitFor();
    assert.equal(await page.locator('.finds > li').count(), answer.clusters.length + answer.bijna.length);
    const members = new Set(answer.clusters.flatMap(({ leden }) => leden.map(({ id }) => id)));
    await until(page, 'members drawn', (count) => new Set(window.nabijMap?.queryRenderedFeatures({ layers: ['plek-voorziening'] }).map(({ properties }) => properties.id)).size === count, members.size);
    await page.getByText(`Ontbreekt: ${answer.bijna[0].ontbreekt}.`).first().waitFor();
    await picture(page, 'bouwen-clusters');
    await assertAccessible(page, 'clusters');
    await close();
  });

  it('shows new facilities with bound, gap, cost and who gains', async () => {
    const { page, answer, close } = await asked('?weergave=bouwen&vraag=locaties&aantal=2');
    const [plan] = answer.plannen;
    await page.getByText(answer.zin).first().waitFor();
    const proof = await page.locator('.proof').textContent();
    assert.ok(proof.includes(new Intl.NumberFormat('nl-NL').format(Math.round(plan.grens))), proof);
    assert.ok(proof.includes(euros(plan.kosten_eur)), proof);
    for (const words of [plan.kosten_uitleg, answer.verdeling_eerste_plan[0].zin]) if (words !== null) await page.getByText(words, { exact: false }).first().waitFor();
    await until(page, 'places drawn', (count) => new Set(window.nabijMap?.queryRenderedFeatures({ layers: ['plek-plan'] }).map(({ properties }) => properties.id)).size === count, plan.locaties.length);
    await assertAccessible(page, 'locations');
    await close();
  });

  it('weighs plans for new facilities, and opens the sheet of a place', async () => {
    const { page, answer, close } = await asked('?weergave=bouwen&vraag=locaties&aantal=2');
    const { uitleg, plannen } = answer.afwegingen;
    await page.getByText(/^Wat u wint en wat u inlevert/).click();
    await page.getByText(uitleg).waitFor();
    assert.equal(await page.getByRole('region', { name: /^Wat u wint en wat u inlevert/ }).locator('tbody tr').count(), Math.min(plannen.length, 30));
    await page.getByText('Wat betekenen robuust, gevoelig en onzeker?').click();
    await page.getByText(answer.trekkingen.uitleg).waitFor();
    const [{ id, naam, kosten_eur: cost }] = answer.plannen[0].acties;
    await page.locator('.sites').getByRole('button', { name: naam, exact: true }).click();
    const sheet = page.locator('.site-sheet');
    await sheet.getByText(`Locatieblad: ${naam}`).waitFor();
    assert.match(page.url(), new RegExp(`plek=${id}`));
    assert.ok((await sheet.textContent()).includes(euros(cost)));
    await picture(page, 'bouwen-locatie');
    await assertAccessible(page, 'sheet of a location');
    await sheet.getByRole('button', { name: 'Sluit het locatieblad' }).click();
    await sheet.waitFor({ state: 'detached' });
    await close();
  });

  it('leaves a place out of a plan for new facilities, and can take it back', async () => {
    const { page, answer, close } = await asked('?weergave=bouwen&vraag=locaties&aantal=2');
    const [{ id, naam }] = answer.plannen[0].locaties;
    await page.getByLabel(`Voorwaarden per plek: ${naam}`).selectOption('mustNot');
    const request = page.waitForRequest((asks) => asks.method() === 'POST');
    const reply = page.waitForResponse(isOutcome);
    await page.getByRole('button', { name: 'Reken door' }).click();
    assert.deepEqual(questionOf(await request).uitgesloten, [id]);
    const changed = await (await reply).json();
    assert.ok(changed.plannen.every(({ locaties }) => locaties.every((each) => each.id !== id)));
    await until(page, 'the plan without it', () => document.querySelector('.outcome:not(.outdated)') !== null);
    // The place is still among the rows, by its name where the server tells all places, so that it can come back.
    const back = page.getByLabel(new RegExp(`^Voorwaarden per plek: (${naam}|Gebouw ${id})$`));
    assert.equal(await back.inputValue(), 'mustNot');
    await back.selectOption('may');
    await page.getByText('Deze uitkomst hoort bij de vorige instellingen.').waitFor();
    await page.waitForURL((url) => !url.searchParams.has('zonder'));
    await assertAccessible(page, 'a place left out');
    await close();
  });

  it('leaves a whole district out of a plan for new facilities where the server tells all places', async () => {
    const every = [{ id: 'a', naam: 'Plek A', wijk: 'Noord' }, { id: 'b', naam: 'Plek B', wijk: 'Noord' }, { id: 'c', naam: 'Plek C', wijk: 'Oost' }];
    const told = ['**/v1/jobs/*/results*', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...await response.json(), kandidaten: every } });
    }];
    const { page, close } = await asked('?weergave=bouwen&vraag=locaties&aantal=2', { routes: [told] });
    const requests = [];
    await page.route('**/v1/processes/**', async (route) => { requests.push(questionOf(route.request())); await route.abort(); });
    await page.getByRole('group', { name: 'Geen plek in deze wijken' }).getByLabel('Oost', { exact: true }).check();
    await page.getByRole('button', { name: 'Reken door' }).click();
    await page.getByRole('alert').waitFor();
    assert.ok(requests[0].uitgesloten.includes('c') && !requests[0].uitgesloten.includes('a'), String(requests[0].uitgesloten));
    await close({ allowErrors: true });
  });

  it('lists neighbourhoods in view by name, and draws them', async () => {
    const { page, answer, close } = await asked('?weergave=bouwen&vraag=kansenwerkplaats');
    assert.equal(await page.locator('.finds > li').count(), answer.plekken.length);
    const codes = new Set(answer.plekken.flatMap(({ gebieden }) => gebieden.map(({ code }) => code)));
    await until(page, 'areas drawn', (count) => new Set(window.nabijMap?.queryRenderedFeatures({ layers: ['plek-gebied'] }).map(({ properties }) => properties.code)).size === count, codes.size);
    await assertAccessible(page, 'opportunities');
    await close();
  });

  it('asks what a library at school costs, because nobody proposes it', async () => {
    const { page, close } = await stage.open('?weergave=bouwen&vraag=dbos');
    await page.getByText('Vul links de kosten per school in.').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Reken door' }).isDisabled(), true);
    await assertAccessible(page, 'cost asked');
    await page.getByLabel('Kosten per school in euro').fill('25.000');
    await page.keyboard.press('Tab');
    const reply = page.waitForResponse(isOutcome);
    await page.getByRole('button', { name: 'Reken door' }).click();
    const answer = await (await reply).json();
    assert.equal(answer.kosten_per_school_eur, 25_000);
    await page.getByText(answer.zin).first().waitFor();
    await close();
  });

  it('leaves a whole district out', async () => {
    const { page, answer, close } = await asked('?weergave=bouwen');
    const [best] = answer.sets.sets[0].locaties;
    const { wijk } = answer.kandidaten.find(({ id }) => id === best);
    await page.getByRole('group', { name: 'Geen plek in deze wijken' }).getByLabel(wijk, { exact: true }).check();
    const reply = page.waitForResponse(isOutcome);
    await page.getByRole('button', { name: 'Reken door' }).click();
    const changed = await (await reply).json();
    const district = (id) => changed.kandidaten.find((each) => each.id === id).wijk;
    assert.ok(changed.sets.sets.every(({ locaties }) => locaties.every((id) => district(id) !== wijk)));
    await until(page, 'the plan without it', (name) => document.querySelector('.outcome:not(.outdated)') !== null && ![...document.querySelectorAll('.sites small')].some((place) => place.textContent.includes(`wijk ${name}`)), wijk);
    await assertAccessible(page, 'district left out');
    await close();
  });

  it('weighs the subjects of need, and lists neighbourhoods by name', async () => {
    const { page, answer, close } = await asked('?weergave=bouwen&vraag=inzetprofiel');
    const names = answer.gebieden.map(({ naam }) => naam).sort((a, b) => a.localeCompare(b, 'nl'));
    const shown = await page.locator('.outcome table tbody th').allTextContents();
    assert.ok(shown.length === names.length && shown.every((text, index) => text.trim().startsWith(names[index])), String(shown));
    const inView = answer.gebieden.filter(({ kwintiel }) => kwintiel >= 4).length;
    await until(page, 'areas drawn', (count) => new Set(window.nabijMap?.queryRenderedFeatures({ layers: ['plek-gebied'] }).map(({ properties }) => properties.code)).size === count, inView);
    await picture(page, 'bouwen-inzet');
    await assertAccessible(page, 'need');
    for (const subject of ['Bestaanszekerheid', 'Mentale gezondheid', 'Sociale cohesie', 'Zorggebruik van de jeugd', 'Schoolaanwezigheid']) await page.getByLabel(subject).fill('0');
    const request = page.waitForRequest((asks) => asks.method() === 'POST');
    await page.getByRole('button', { name: 'Reken door' }).click();
    const { gewichten } = questionOf(await request);
    assert.deepEqual([gewichten.taal, gewichten.mentale_gezondheid, gewichten.voorzieningen], [1, 0, 0]);
    await until(page, 'the new profile', () => document.querySelector('.outcome:not(.outdated)') !== null);
    await page.waitForURL(/onderwerpen=\d+,0,0,0,0,0,0/);
    await close();
  });

  it('asks for the city with the plan of Probeer, which keeps the weights and opens again with them', async () => {
    const withoutStore = ['**/v1/scenarios', (route) => route.fulfill({ json: { bewaart: false, scenarios: [] } })];
    const { page, close } = await stage.open('?weergave=probeer', { routes: [withoutStore], ready: (opened) => opened.locator('#changes').waitFor() });
    await page.locator('.toolbar').getByRole('button', { name: 'Sluit', exact: true }).click();
    const list = page.locator('.tool-form').getByLabel('Voorziening');
    await list.selectOption(await list.locator('optgroup option').first().evaluate((option) => option.value));
    await page.getByRole('button', { name: 'Sluit in dit plan', exact: true }).click();
    await page.waitForURL(/scenario=[0-9a-f]{64}/);
    const mark = new URL(page.url()).searchParams.get('scenario');
    const now = page.waitForResponse(isOutcome);
    await page.getByRole('link', { name: 'Waar bouwen' }).click();
    assert.equal((await (await now).json()).gewichten_van.criteria, 'gewichtenset');
    await page.getByLabel('Voor welke stad').selectOption('plan');
    await page.getByLabel('Noodzaak om te bouwen of renoveren').fill('100');
    const request = page.waitForRequest((asks) => asks.method() === 'POST');
    const reply = page.waitForResponse(isOutcome);
    await page.getByRole('button', { name: 'Reken door' }).click();
    assert.equal((await request).postDataJSON().inputs.scenario, mark);
    const named = await (await reply).json();
    assert.equal(named.gewichten_van.criteria, 'vraag');
    // What is kept in the plan is asked again by itself, and says the same.
    const again = page.waitForResponse(isOutcome);
    await page.getByRole('button', { name: 'Bewaar deze gewichten in het plan' }).click();
    const kept = await (await again).json();
    assert.equal(kept.gewichten_van.criteria, 'scenario');
    assert.deepEqual(kept.kandidaten.map(({ id, waarde }) => [id, waarde]), named.kandidaten.map(({ id, waarde }) => [id, waarde]));
    await page.getByText('Gewichten van het plan: criteria.').waitFor();
    await assertAccessible(page, 'under a plan');
    await picture(page, 'bouwen-plan');
    await page.waitForURL((url) => ![null, mark].includes(url.searchParams.get('scenario')));
    const address = new URL(page.url()).search;
    await page.getByRole('link', { name: 'Probeer' }).click();
    await page.getByText('Dit plan weegt vragen over waar te bouwen met eigen gewichten: criteria.').waitFor();
    await assertAccessible(page, 'weights of its own');
    await picture(page, 'probeer-gewichten');
    await close();
    const opened = await asked(address);
    assert.equal(opened.answer.gewichten_van.criteria, 'scenario');
    assert.equal(await opened.page.getByLabel('Noodzaak om te bouwen of renoveren').inputValue(), '60');
    await opened.close();
  });

  it('shows the answer first on a phone, with the settings behind one button', async () => {
    for (const viewport of [phone, { width: 320, height: 640 }]) {
      const { page, close } = await asked('?weergave=bouwen&vraag=clusters_0_18', { viewport, hasTouch: true });
      await page.locator('.finds > li').first().waitFor();
      await assertFits(page, `${viewport.width}`);
      await assertAccessible(page, `answer at ${viewport.width}`);
      await picture(page, `bouwen-${viewport.width}`);
      await page.getByRole('button', { name: 'Instellingen' }).click();
      await page.getByLabel('Grootste afstand in meter').waitFor();
      await assertFits(page, `settings at ${viewport.width}`);
      await assertAccessible(page, `settings at ${viewport.width}`);
      await close();
    }
  });

  /** Opens a page and waits for its answer, which it hands over as the server sent it. */
  async function asked(address, options = {}) {
    let answer;
    const opened = await stage.open(address, {
      ...options,
      ready: async (page) => {
        const reply = await page.waitForResponse(isOutcome);
        answer = await reply.json();
        await page.locator('.outcome').waitFor({ state: 'attached' });
      },
    });
    return { ...opened, answer };
  }
});
