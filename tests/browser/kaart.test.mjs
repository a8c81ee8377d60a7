// The map view, in a real Chromium on the real server; stage.mjs says where.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { assertAccessible, patience, phone, picture, readmePicture, startStage, until } from './stage.mjs';

describe('Kaart', () => {
  let stage;
  let base;
  let study;

  before(async () => {
    stage = await startStage();
    ({ base, study } = stage);
  });
  after(() => stage?.stop());

  it('draws areas, facilities and background, and lets no request leave the server', async () => {
    const { page, close } = await open('');
    const streets = study.achtergrond.lagen.includes('straten') ? [['straat', 'hoofdweg']] : [];
    for (const layers of [['gebieden'], ['voorzieningen'], ['gebiedsnaam'], ...streets]) {
      await until(page, `${layers} drawn`, (names) => window.nabijMap.queryRenderedFeatures({ layers: names }).length > 0, layers);
    }
    await picture(page, 'kaart-desktop');
    await readmePicture(page, 'kaart');
    await close();
  });

  it('gives each area the class that the answer gives it', async () => {
    const { page, close } = await open('');
    const { classes, colours } = await drawnClasses(page);
    const answer = await ask('antwoord', firstQuestion());
    const told = new Map(answer.gebieden.map((area) => [area.code, area.klasse]));
    assert.ok(classes.length > 0);
    for (const [code, number] of classes) assert.equal(number, told.get(code), code);
    for (const { kleur } of answer.klassen) assert.ok(colours.includes(kleur), `the map does not use ${kleur}`);
    await close();
  });

  it('shows the numbers of the server, in the answer and in the legend', async () => {
    const { page, close } = await open('');
    const answer = await ask('antwoord', firstQuestion());
    const count = (value) => new Intl.NumberFormat('nl-NL').format(value);
    assert.equal(await page.locator('.city .big b').textContent(), String(Math.round(answer.stad.aandeel_pct)));
    const legend = page.getByRole('complementary', { name: 'Legenda' });
    assert.match(await legend.textContent(), new RegExp(count(answer.stad.personen).replace('.', '\\.')));
    for (const { naam } of answer.klassen) await legend.getByText(naam, { exact: true }).waitFor();
    await close();
  });

  it('changes the answer with the kind, and the address with the answer', async () => {
    const { page, close } = await open('');
    const [first, other] = study.voorzieningen.filter(({ aantal }) => aantal > 0);
    const kinds = page.getByLabel('Soort voorziening');
    const before = await legendTitle(page);
    await kinds.selectOption((await kinds.inputValue()) === other.code ? first.code : other.code);
    await until(page, 'another title', (old) => document.querySelector('.legend h2').textContent !== old, before);
    await drawnClasses(page);
    assert.match(page.url(), new RegExp(`voorziening=${await kinds.inputValue()}(&|$)`));
    await page.goBack();
    await until(page, 'the first title', (old) => document.querySelector('.legend h2').textContent === old, before);
    await close();
  });

  it('answers by another norm and another traveller when somebody chooses them', async () => {
    const { page, close } = await open('');
    const tiles = [];
    page.on('request', (request) => { if (request.url().includes('/collections/witte_vlekken/tiles/')) tiles.push(new URL(request.url()).search); });
    await page.getByText('Kies een andere norm').click();
    await page.getByLabel('Hoe lang de weg mag zijn').selectOption('5');
    await page.getByText('Norm: 5 minuten').waitFor();
    await page.getByText('eigen keuze', { exact: true }).waitFor();
    await page.getByLabel('Wie er reist').selectOption('fiets_kind');
    await page.waitForURL(/profiel=fiets_kind&norm=5/);
    const answer = await ask('antwoord', { ...firstQuestion(), profiel: 'fiets_kind', normMinuten: 5 });
    const share = String(Math.round(answer.stad.aandeel_pct));
    await until(page, 'the answer by it', (told) => document.querySelector('.city .big b')?.textContent === told, share);
    const { classes } = await drawnClasses(page);
    const told = new Map(answer.gebieden.map((area) => [area.code, area.klasse]));
    for (const [code, number] of classes) assert.equal(number, told.get(code), code);
    await until(page, 'the norm in the legend', () => document.querySelector('.legend').textContent.includes('5 min'));
    assert.ok(tiles.some((search) => search.includes('profiel=fiets_kind') && search.includes('normMinuten=5')), tiles.join(' '));
    await picture(page, 'kaart-norm');
    await assertAccessible(page, 'an own norm');
    // The link opens exactly this; a way back leads to the proposal.
    await page.reload();
    await page.getByText('Norm: 5 minuten').waitFor();
    await page.getByText('Kies een andere norm').click();
    await page.getByRole('button', { name: 'Terug naar het voorstel' }).click();
    await page.waitForURL((url) => !url.search.includes('norm=') && !url.search.includes('profiel'));
    await page.getByText('voorstel', { exact: true }).first().waitFor();
    await close();
  });

  it('explains an area on a click, and says name and number on hover', async () => {
    const { page, close } = await open('');
    const area = await someArea(page);
    await page.mouse.move(area.x, area.y);
    await page.locator('.pointed').getByText(area.name, { exact: true }).waitFor();
    await picture(page, 'kaart-hover');
    await page.mouse.click(area.x, area.y);
    await page.getByRole('heading', { name: area.name, exact: true }).waitFor();
    const explanation = await ask(`gebieden/${area.code}/uitleg`, firstQuestion());
    await page.getByText(explanation.zin.slice(-30)).first().waitFor();
    for (const part of explanation.delen) await page.getByRole('rowheader', { name: part.naam, exact: true }).waitFor();
    assert.match(page.url(), new RegExp(`gebied=${area.code}`));
    await picture(page, 'kaart-buurt');
    await close();
  });

  it('opens exactly what the address says', async () => {
    const area = study.gebieden.find(({ niveau }) => niveau === 'buurt');
    const { page, close } = await open(`?gebied=${area.code}&lagen=gebieden,dekking&kaart=14.00/${area.midden[1]}/${area.midden[0]}`);
    await page.getByRole('heading', { name: area.naam, exact: true }).waitFor();
    const view = await page.evaluate(() => ({ zoom: window.nabijMap.getZoom(), dots: window.nabijMap.getLayoutProperty('dekking', 'visibility') }));
    assert.equal(view.zoom, 14);
    assert.equal(view.dots, 'visible');
    await until(page, 'coverage drawn', () => window.nabijMap.queryRenderedFeatures({ layers: ['dekking', 'dekking-vlak'] }).length > 0);
    await until(page, 'outline drawn', () => window.nabijMap.queryRenderedFeatures({ layers: ['gekozen-lijn'] }).length > 0);
    await picture(page, 'kaart-dekking');
    await close();
  });

  it('switches layers on and off', async () => {
    const { page, close } = await open('');
    await page.locator('summary', { hasText: 'Lagen' }).click();
    await page.getByLabel('Voorzieningen', { exact: true }).uncheck();
    await until(page, 'no facilities', () => window.nabijMap.queryRenderedFeatures({ layers: ['voorzieningen'] }).length === 0);
    await page.getByLabel('Voorzieningen', { exact: true }).check();
    await until(page, 'facilities', () => window.nabijMap.queryRenderedFeatures({ layers: ['voorzieningen'] }).length > 0);
    await close();
  });

  it('has a layer that was read once back in one frame', async () => {
    const { page, close } = await open('');
    await page.locator('summary', { hasText: 'Lagen' }).click();
    for (const [layer, label] of [['voorzieningen', 'Voorzieningen'], ['oversteken', 'Barrières en oversteken'], ['dekking', 'Dekking per woonplek']]) {
      const box = page.getByLabel(label, { exact: true });
      const wasOn = await box.isChecked();
      for (const [time, on] of [!wasOn, wasOn, !wasOn].entries()) {
        await until(page, 'a still map', () => window.nabijMap.loaded() && !window.nabijMap._frameRequest);
        await page.evaluate((id) => {
          window.nabijFrames = [];
          window.nabijCount = () => window.nabijFrames.push(window.nabijMap.queryRenderedFeatures({ layers: [id] }).length);
          window.nabijMap.on('render', window.nabijCount);
        }, layer);
        await box.setChecked(on);
        await until(page, `${layer} ${on ? 'drawn' : 'gone'}`, (drawn) => (window.nabijFrames.at(-1) > 0) === drawn && window.nabijMap.loaded() && !window.nabijMap._frameRequest, on);
        const frames = await page.evaluate(() => { window.nabijMap.off('render', window.nabijCount); return [...window.nabijFrames]; });
        // The first time its tiles are asked.
        if (wasOn || time > 0) assert.equal(frames.length, 1, `${label}: ${frames.join(', ')} drawn`);
      }
    }
    await close();
  });

  it('draws candidates and clusters when they are switched on', async () => {
    const { page, close } = await open('?lagen=gebieden,kandidaten,clusters');
    const legend = page.getByRole('complementary', { name: 'Legenda' });
    for (const [layer, words] of [['kandidaten', 'schoolgebouw om te verkennen'], ['clusters', 'ligging van een 0-18 cluster']]) {
      const { features } = await stage.json(`collections/${layer === 'kandidaten' ? 'kandidaten_buurtschool' : 'clusters_0_18'}/items`);
      const expected = features.filter(({ properties }) => properties.soort === undefined || properties.soort === 'cluster').length;
      await until(page, layer, ([id, count]) => new Set(window.nabijMap.queryRenderedFeatures({ layers: [id] }).map(({ properties }) => properties.id)).size === count, [layer, expected]);
      await legend.getByText(words).waitFor();
    }
    await picture(page, 'kaart-kandidaten');
    await close();
  });

  it('draws barriers and crossings with who can pass, in map, legend and table', async () => {
    const { page, close } = await open('?lagen=gebieden,barrieres');
    const legend = page.getByRole('complementary', { name: 'Legenda' });
    const [lines, crossings] = await Promise.all(['barrieres', 'oversteken'].map(async (id) => (await stage.json(`collections/${id}/items?limit=1000`)).features));
    for (const layers of [['barrieres'], ['barrieres-spoor']]) {
      await until(page, `${layers} drawn`, (names) => window.nabijMap.queryRenderedFeatures({ layers: names }).length > 0, layers);
    }
    assert.deepEqual(new Set(lines.map(({ properties }) => properties.soort)), new Set(['water', 'spoor']));
    await until(page, 'every crossing', (count) => window.nabijMap.queryRenderedFeatures({ layers: ['oversteken'] }).length === count, crossings.length);
    for (const words of ['barrière (streepjes: spoor)', 'oversteek, drempelvrij', 'niet bekend', 'niet drempelvrij']) await legend.getByText(words).waitFor();
    const bridge = crossings.find(({ properties }) => properties.drempelvrij === 'nee');
    const place = await page.evaluate(([longitude, latitude]) => {
      const { x, y } = window.nabijMap.project([longitude, latitude]);
      const box = window.nabijMap.getContainer().getBoundingClientRect();
      return { x: x + box.left, y: y + box.top };
    }, bridge.geometry.coordinates);
    await page.mouse.move(place.x, place.y);
    await page.locator('.pointed').getByText('Niet drempelvrij.').waitFor();
    await page.locator('.pointed').getByText(bridge.properties.naam).waitFor();
    await page.locator('summary', { hasText: 'Lagen' }).click();
    await assertAccessible(page, 'barriers');
    await picture(page, 'kaart-barrieres');
    const barriers = await page.getByRole('link', { name: 'Tabel: barrières' }).getAttribute('href');
    assert.equal((await (await fetch(`${base}${barriers}`)).text()).match(/<tr/g).length, lines.length + 1);
    await page.getByRole('link', { name: 'Tabel: oversteken' }).click();
    assert.equal(await page.getByRole('row').count(), crossings.length + 1);
    await page.getByText(bridge.properties.naam).waitFor();
    await close();
  });

  it('lays the symbols of many layers side by side, so that the legend stays low', async () => {
    const { page, close } = await open('?lagen=gebieden,voorzieningen,andere,witte_vlekken,dekking,barrieres,kandidaten,clusters');
    const [legend, map] = [await page.locator('.legend').boundingBox(), await page.locator('#map').boundingBox()];
    assert.ok(legend.height <= map.height / 3, `the legend has ${legend.height} of ${map.height} px`);
    const [title, classes] = [await page.locator('.legend-what').boundingBox(), await page.locator('.legend .classes').boundingBox()];
    assert.ok(title.x + title.width <= classes.x, 'the title stands before the classes');
    await picture(page, 'kaart-alle-lagen');
    await close();
  });

  it('has a table behind every layer', async () => {
    const { page, close } = await open('');
    await page.locator('summary', { hasText: 'Lagen' }).click();
    const addresses = await page.locator('.layer a').evaluateAll((links) => links.map((link) => link.href));
    // Barriers and crossings are one layer with two tables.
    assert.equal(addresses.length, await page.locator('.layer input').count() + 1);
    for (const address of addresses) {
      const table = await (await fetch(address)).text();
      assert.match(table, /<table[\s\S]*<tr/, address);
    }
    await close();
  });

  it('shows the map of somebody else where the study says so, and asks nobody else', async () => {
    const origin = 'https://service.pdok.nl';
    const asked = [];
    const tile = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');
    // As the server answers for a study with [background_map]; tests/http.rs holds it to that.
    const { page, close } = await stage.open('', { elsewhere: [origin], ready: drawn, routes: [
      ['**/v1/studie*', async (route) => {
        const response = await route.fetch();
        const body = await response.json();
        body.achtergrond.kaart = { adres: `${origin}/brt/achtergrondkaart/wmts/v2_0/grijs/EPSG:3857/{z}/{x}/{y}.png`, bronvermelding: 'Kaartgegevens: © Kadaster' };
        await route.fulfill({ response, json: body });
      }],
      [`${base}/`, async (route) => {
        const response = await route.fetch();
        const policy = response.headers()['content-security-policy'].replace("connect-src 'self'", `connect-src 'self' ${origin}`);
        await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy': policy } });
      }],
      [`${origin}/**`, (route) => { asked.push(route.request().url()); return route.fulfill({ contentType: 'image/png', headers: { 'access-control-allow-origin': '*' }, body: tile }); }],
    ] });
    await until(page, 'tiles asked', () => window.nabijMap.isSourceLoaded('achtergrondkaart'));
    assert.ok(asked.length > 0 && asked.every((address) => /\/EPSG:3857\/\d+\/\d+\/\d+\.png$/.test(address)), String(asked));
    assert.equal(await page.evaluate(() => window.nabijMap.getLayer('straat') === undefined && window.nabijMap.getPaintProperty('gebieden', 'fill-opacity') < 1), true);
    await page.getByRole('complementary', { name: 'Legenda' }).getByText('Kaartgegevens: © Kadaster').waitFor();
    await close();
  });

  it('works with the keyboard alone', async () => {
    const { page, close } = await open('');
    const area = study.gebieden.filter(({ niveau }) => niveau === 'buurt').at(-1);
    await page.keyboard.press('/');
    await page.keyboard.type(area.naam);
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: area.naam, exact: true }).first().waitFor();

    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press('t');
    const table = page.getByRole('dialog', { name: 'Alle buurten' });
    const neighbourhoods = study.gebieden.filter(({ niveau }) => niveau === 'buurt').length;
    assert.equal(await table.getByRole('row').count(), neighbourhoods + 1);
    await picture(page, 'kaart-tabel');
    await page.keyboard.press('Escape');
    await table.waitFor({ state: 'detached' });

    await page.locator('.maplibregl-canvas').focus();
    await page.keyboard.press('n');
    const pointed = await page.locator('.pointed b').textContent();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: pointed, exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('Kies een buurt op de kaart').waitFor();
    await close();
  });

  it('gives the search room on a screen where the field is small', async () => {
    const { page, close } = await open('', { viewport: { width: 800, height: 700 } });
    const field = page.getByRole('combobox', { name: 'Zoek een buurt, straat of plek' });
    await field.fill('Weverskwarti');
    await page.locator('#hits li').first().waitFor();
    const box = await page.locator('#hits').boundingBox();
    assert.ok(box.width >= 300 && box.x >= 0 && box.x + box.width <= 800, `${box.x} to ${box.x + box.width} px`);
    assert.ok(await field.evaluate((input) => input.scrollWidth <= input.clientWidth), 'what is typed is in sight');
    await picture(page, 'zoeken-800');
    await assertAccessible(page, 'search at 800 px');
    await close();
  });

  it('finds a street and shows where it is', async () => {
    const { gevonden } = await stage.json('zoeken?tekst=straat');
    const { page, close } = await open('');
    await page.getByRole('combobox', { name: 'Zoek een buurt, straat of plek' }).fill('straat');
    await page.getByRole('option', { name: gevonden[0].naam }).first().click();
    await until(page, 'the street in the middle', ([longitude, latitude]) => {
      const middle = window.nabijMap.getCenter();
      return Math.abs(middle.lng - longitude) < 1e-4 && Math.abs(middle.lat - latitude) < 1e-4;
    }, gevonden[0].midden);
    await page.waitForURL(/kaart=16\.00/);
    await assertAccessible(page, 'a street');
    await close();
  });

  it('chooses an area from the table and returns to the page', async () => {
    const { page, close } = await open('');
    await page.getByRole('button', { name: 'Alle buurten als tabel' }).click();
    const table = page.getByRole('dialog', { name: 'Alle buurten' });
    await table.getByRole('button', { name: 'De helft binnen (min)' }).click();
    assert.equal(await table.getByRole('columnheader', { name: 'De helft binnen (min)' }).getAttribute('aria-sort'), 'ascending');
    const first = table.getByRole('rowheader').first();
    const name = await first.textContent();
    await first.getByRole('button').click();
    await table.waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: name.trim(), exact: true }).waitFor();
    await close();
  });

  it('speaks English when asked', async () => {
    const { page, close } = await open('');
    await page.getByRole('button', { name: 'EN, English' }).click();
    await page.getByText('Whole city').waitFor();
    assert.equal(await page.locator('html').getAttribute('lang'), 'en');
    await page.waitForURL(/taal=en/);
    await picture(page, 'kaart-english');
    await close();
  });

  it('fits a phone and a 320 px screen without sideways scrolling', async () => {
    const area = study.gebieden.find(({ niveau }) => niveau === 'buurt');
    for (const viewport of [phone, { width: 320, height: 640 }]) {
      const { page, close } = await open(`?gebied=${area.code}`, { viewport, hasTouch: true });
      await page.getByRole('heading', { name: area.naam, exact: true }).waitFor();
      const fit = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth - window.innerWidth,
        panel: document.getElementById('panel').scrollWidth - document.getElementById('panel').clientWidth,
        map: document.getElementById('map').clientHeight / window.innerHeight,
      }));
      assert.ok(fit.wide <= 0 && fit.panel <= 0, JSON.stringify(fit));
      assert.ok(fit.map >= 0.4, `the map has ${fit.map} of the height`);
      await picture(page, `kaart-${viewport.width}`);
      await page.getByRole('button', { name: 'Legenda' }).click();
      await page.getByRole('dialog', { name: 'Legenda' }).waitFor();
      await picture(page, `legenda-${viewport.width}`);
      await assertAccessible(page, `legend at ${viewport.width} px`);
      await close();
    }
  });

  it('has no accessibility violation in any state', async () => {
    const area = study.gebieden.find(({ niveau }) => niveau === 'buurt');
    for (const address of ['', `?gebied=${area.code}`, '?open=tabel', '?open=methode', '?open=toetsen', '?gebied=BU0&taal=en']) {
      const { page, close } = await open(address);
      await assertAccessible(page, address);
      await close();
    }
    const { page, close } = await open('', { viewport: phone, hasTouch: true });
    await assertAccessible(page, 'phone');
    await close();
  });

  it('says what happens while the server starts, when it refuses and when it is gone', async () => {
    const { page, close } = await open('', { wait: false, routes: [
      ['**/v1/studie*', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{}' })],
      ['**/health', (route) => route.fulfill({ status: 503, contentType: 'application/json', body: '{"status":"laden","stap":"straten lezen","deel":0.4}' })],
    ] });
    await page.getByText('Nu: straten lezen.').waitFor();
    assert.equal(await page.getByRole('progressbar').getAttribute('value'), '0.4');
    await picture(page, 'kaart-start');
    await assertAccessible(page, 'starting');
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.locator('.city .big').waitFor({ timeout: patience });
    await close({ allowErrors: true });

    const gone = await open('', { wait: false, routes: [['**/v1/antwoord*', (route) => route.abort()]] });
    await gone.page.getByText('De server antwoordt niet.').waitFor();
    await assertAccessible(gone.page, 'server gone');
    await picture(gone.page, 'kaart-fout');
    await gone.page.unrouteAll({ behavior: 'ignoreErrors' });
    await gone.page.getByRole('button', { name: 'Probeer opnieuw' }).click();
    await gone.page.locator('.city .big').waitFor({ timeout: patience });
    await gone.close({ allowErrors: true });
  });

  it('says what it waits for when the server is slow, and keeps what was chosen', async () => {
    const other = study.voorzieningen.find(({ aantal, code }) => aantal > 0 && code !== firstQuestion().voorziening);
    let release;
    const held = new Promise((resolve) => { release = resolve; });
    const { page, close } = await open('', { routes: [['**/v1/antwoord*', async (route) => {
      if (route.request().url().includes(other.code)) await held;
      await route.continue();
    }]] });
    await page.getByLabel('Soort voorziening').selectOption(other.code);
    await page.getByText('Even rekenen…').first().waitFor();
    assert.equal(await page.getByLabel('Soort voorziening').inputValue(), other.code);
    assert.equal(await page.locator('.legend.stale').count(), 1, 'the old legend is marked as old');
    // The number of before is told with the words of its own question.
    assert.match(await page.locator('.city .big').textContent(), /kinderen .* basisschool/s);
    await assertAccessible(page, 'slow');
    release();
    await until(page, 'the answer', () => document.querySelector('.legend.stale') === null);
    await close();
  });

  it('says what of an outdated link it cannot read, and goes on', async () => {
    const { page, close } = await open('?lagen=onzin&kaart=x&weergave=kaart');
    await page.getByText('Deze link is verouderd. Niet meer te lezen: lagen, kaart.').waitFor();
    await page.locator('.city .big').waitFor();
    await assertAccessible(page, 'outdated link');
    await close();
  });

  it('takes the look of a theme, except what the map draws and its legend explains', async () => {
    const theme = ':root { --accent: #7a0f42; --ink: #1a1033; --utrecht-button-border-radius: 20px; --utrecht-heading-2-color: #5a0a30; }';
    const [{ code }] = (await ask('antwoord', firstQuestion())).gebieden;
    const { page, close } = await open(`?gebied=${code}`, { routes: [['**/thema.css', (route) => route.fulfill({ contentType: 'text/css', body: theme })]] });
    const looks = () => page.evaluate(() => Object.fromEntries([
      ['link', '.link', 'color'], ['button', '.utrecht-button--secondary-action', 'color'], ['corner', '.utrecht-button--secondary-action', 'borderTopLeftRadius'],
      ['heading', '#area-name', 'color'], ['text', 'body', 'color'], ['sign', '.legend .symbol path', 'fill'],
    ].map(([name, selector, property]) => [name, getComputedStyle(document.querySelector(selector))[property]])));
    await page.locator('.panel .utrecht-button--secondary-action').waitFor();
    const { sign } = await looks();
    // Before our own styles, where it is hardest for a theme to be heard.
    await page.evaluate(() => new Promise((loaded) => {
      document.head.prepend(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: '/thema.css', onload: loaded }));
    }));
    assert.deepEqual(await looks(), { link: 'rgb(122, 15, 66)', button: 'rgb(122, 15, 66)', corner: '20px', heading: 'rgb(90, 10, 48)', text: 'rgb(26, 16, 51)', sign });
    await assertAccessible(page, 'with a theme');
    await picture(page, 'kaart-thema');
    await close();
  });

  it('weighs at most 300 kB (gzip), worker aside', async () => {
    const scripts = new Map();
    const { page, close } = await open('');
    for (const address of await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))) {
      if (/\.js$/.test(address)) scripts.set(address, gzipSync(Buffer.from(await (await fetch(address)).arrayBuffer()), { level: 9 }).length);
    }
    const total = [...scripts.values()].reduce((sum, size) => sum + size, 0);
    assert.ok(scripts.size >= 2 && total <= 300_000, `${total} bytes: ${[...scripts].map(([name, size]) => `${name.split("/").pop()} ${size}`).join(", ")}`);
    await close();
  });

  function open(address, { wait = true, ...options } = {}) {
    return stage.open(address, { ...options, ready: wait ? drawn : undefined });
  }

  async function drawn(page) {
    await until(page, 'the whole map', () => window.nabijMap?.getLayoutProperty('gebiedsnaam', 'visibility') !== 'none' && window.nabijMap.loaded() && window.nabijMap.queryRenderedFeatures({ layers: ['gebieden-raakvlak'] }).length > 0);
    await page.locator('.city .big').waitFor();
  }

  function firstQuestion() {
    const kind = study.voorzieningen.find(({ code }) => code === 'PO') ?? study.voorzieningen[0];
    return { voorziening: kind.code, leeftijd: kind.leeftijden[0] };
  }

  async function ask(path, question) {
    return (await fetch(`${base}/v1/${path}?${new URLSearchParams(question)}`)).json();
  }

  /** Codes with the class they are drawn in, and the colours in use. */
  async function drawnClasses(page) {
    await until(page, 'classes', () => window.nabijMap.isStyleLoaded() && window.nabijMap.queryRenderedFeatures({ layers: ['gebieden'] }).some(({ state }) => state.klasse > 0));
    return page.evaluate(() => ({
      classes: window.nabijMap.queryRenderedFeatures({ layers: ['gebieden'] }).map(({ properties, state }) => [properties.code, state.klasse]),
      colours: JSON.stringify(window.nabijMap.getPaintProperty('gebieden', 'fill-color')),
    }));
  }

  /** An area with its place on the screen, where nothing floats over the map. */
  async function someArea(page) {
    const found = await page.evaluate((areas) => {
      const map = window.nabijMap;
      const box = map.getContainer().getBoundingClientRect();
      for (const { code, naam, midden } of areas) {
        const { x, y } = map.project(midden);
        const isFree = document.elementFromPoint(box.left + x, box.top + y) === map.getCanvas();
        const hit = map.queryRenderedFeatures([x, y], { layers: ['gebieden-raakvlak'] })[0];
        const onFacility = map.queryRenderedFeatures([x, y], { layers: ['voorzieningen'] }).length > 0;
        if (isFree && !onFacility && hit?.properties.code === code) return { code, name: naam, x: box.left + x, y: box.top + y };
      }
      return null;
    }, study.gebieden.filter(({ niveau }) => niveau === 'buurt'));
    assert.ok(found, 'no area lies free on the map');
    return found;
  }

  async function legendTitle(page) {
    return page.locator('.legend h2').textContent();
  }
});
