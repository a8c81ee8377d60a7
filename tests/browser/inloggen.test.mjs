// Logging in by a real identity provider: authorisation code with PKCE, roles, a cookie that other pages cannot use, and out again.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startProvider } from './identity-provider.mjs';
import { assertAccessible, assertFits, desktop, freePort, phone, picture, startServer, startStage, until } from './stage.mjs';

/** The pages of this provider ask for a font elsewhere; ours never do. */
const itsPages = ['https://fonts.googleapis.com'];
let provider;
let stage;

before(async () => {
  const address = `127.0.0.1:${await freePort()}`;
  const base = `http://${address}`;
  provider = await startProvider('nabij', `${base}/inloggen/terug`);
  const server = await startServer(address, { NABIJ_SERVE_ISSUER: provider.issuer, NABIJ_SERVE_CLIENT: 'nabij', NABIJ_SERVE_PUBLIC_ADDRESS: base });
  stage = await startStage(server);
});

after(async () => {
  await stage?.stop();
  await provider?.stop();
});

/** Goes through the pages of the provider as one of its people. */
async function logIn(page, name) {
  await page.getByRole('textbox').first().fill(name);
  await page.locator('input[type=password]').fill('x');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
}

const ask = (page, path, init) => page.evaluate(async ([path, init]) => {
  const answer = await fetch(path, init);
  return { status: answer.status, body: await answer.json() };
}, [path, init]);

test('who logs in is known by the role that the provider tells, and after logging out is nobody again', async () => {
  for (const [name, role, may] of [['p.planner', 'planner', true], ['l.lezer', 'lezer', false], ['b.beheerder', 'beheerder', true]]) {
    const { page, close } = await stage.open('v1/conformance?f=html', { elsewhere: [provider.issuer, ...itsPages] });
    assert.deepEqual((await ask(page, '/v1/wie')).body.wie, null);
    await page.goto(`${stage.base}/inloggen?terug=/v1/conformance?f=html`);
    await logIn(page, name);
    await page.waitForURL(`${stage.base}/v1/conformance?f=html`);
    const { body: who } = await ask(page, '/v1/wie');
    assert.deepEqual([who.wie, who.rol, who.ingelogd, who.mag.vastleggen], [name, role, true, may]);
    const cookies = await page.context().cookies(stage.base);
    const cookie = cookies.find(({ name: one }) => one === 'nabij');
    assert.deepEqual([cookie.httpOnly, cookie.sameSite], [true, 'Lax']);
    assert.ok(!cookies.some(({ name: one }) => one === 'nabij-inloggen'), 'what the login began with is gone');
    const record = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ inhoud: {}, waarom: 'proef' }) };
    assert.equal((await ask(page, '/v1/vastleggingen/besluit', record)).status, may ? 400 : 403);
    await page.evaluate(() => fetch('/uitloggen', { method: 'POST' }));
    assert.equal((await ask(page, '/v1/wie')).body.wie, null);
    await close({ allowErrors: true });
  }
});

test('a code that is forged, or came to somebody else, logs nobody in', async () => {
  const begun = await fetch(`${stage.base}/inloggen`, { redirect: 'manual' });
  const asked = new URL(begun.headers.get('location'));
  assert.equal(asked.origin, provider.issuer);
  assert.equal(asked.searchParams.get('code_challenge_method'), 'S256');
  const cookie = begun.headers.get('set-cookie').split(';')[0];
  const back = (state, headers) => fetch(`${stage.base}/inloggen/terug?code=forged&state=${state}`, { redirect: 'manual', headers });
  const state = asked.searchParams.get('state');
  // Of this login with a code that the provider never gave; by who has not begun it; by who begun another.
  for (const answer of [await back(state, { cookie }), await back(state, {}), await back('other', { cookie })]) {
    assert.equal(answer.status, 401);
    assert.match((await answer.json()).detail, /niet gelukt/);
    assert.equal(answer.headers.get('set-cookie'), null);
  }
});

test('the page says who is logged in, and where reading is by login how to begin', async () => {
  const { page, close } = await stage.open('', { elsewhere: [provider.issuer, ...itsPages], ready: (page) => page.locator('a.login').waitFor() });
  await assertAccessible(page, 'with a way to log in');
  await page.locator('a.login').click();
  await logIn(page, 'p.planner');
  const out = page.locator('.login button');
  await out.waitFor();
  assert.match(await out.getAttribute('title'), /p\.planner, planner/);
  await assertAccessible(page, 'logged in');
  await picture(page, 'inloggen');
  await page.setViewportSize(phone);
  await assertFits(page, 'logged in on a phone');
  await page.setViewportSize(desktop);
  await out.click();
  await page.locator('a.login').waitFor();
  await close({ allowErrors: true });
});

test('who may not write is offered nothing that is refused, and told how to get to write', async () => {
  const entered = await fetch(`${stage.base}/v1/vastleggingen`);
  assert.equal((await entered.json()).bewaart, true);
  const { page, close } = await stage.open('?weergave=vastleggen', { elsewhere: [provider.issuer, ...itsPages] });
  await page.getByText('U kunt hier lezen wat is vastgelegd, maar niets vastleggen. Log daarvoor in.').waitFor();
  assert.equal(await page.locator('#record-title').count(), 0, 'no form');
  await assertAccessible(page, 'records to read');
  const begin = page.locator('.vastleggen').getByRole('link', { name: 'Inloggen' });
  // Lagen asks nothing that would be refused.
  const refused = [];
  page.on('response', (response) => { if ([401, 403].includes(response.status())) refused.push(response.url()); });
  await page.goto(`${stage.base}/?weergave=lagen`);
  await page.getByText('Eigen lagen toevoegen kan hier wie planner of beheerder is', { exact: false }).waitFor();
  assert.equal(await page.locator('input[type=file]').count(), 0);
  await page.getByRole('link', { name: 'Bekijk wat is vastgelegd' }).waitFor();
  await assertAccessible(page, 'layers to read');
  await page.goto(`${stage.base}/?weergave=probeer`);
  await page.getByText('neemt ze van u nu niet aan. Log daarvoor in.', { exact: false }).waitFor();
  assert.deepEqual(refused, []);
  await page.goto(`${stage.base}/?weergave=vastleggen`);
  await begin.click();
  await logIn(page, 'l.lezer');
  await page.getByText('Uw rol hier is lezer; nodig is planner of beheerder.', { exact: false }).waitFor();
  assert.equal(await begin.count(), 0, 'who is logged in cannot log in');
  await close({ allowErrors: true });
  // Somebody else, whom the provider does not know yet in this browser.
  const planner = await stage.open('?weergave=vastleggen', { elsewhere: [provider.issuer, ...itsPages] });
  await planner.page.locator('.vastleggen').getByRole('link', { name: 'Inloggen' }).click();
  await logIn(planner.page, 'p.planner');
  await planner.page.locator('#record-title').waitFor();
  await planner.page.goto(`${stage.base}/?weergave=lagen`);
  await planner.page.locator('input[type=file]').first().waitFor();
  await planner.close({ allowErrors: true });
});

test('where reading is by login the page says so, and shows the map after it', async () => {
  const address = `127.0.0.1:${await freePort()}`;
  const base = `http://${address}`;
  const own = await startProvider('nabij', `${base}/inloggen/terug`);
  const server = await startServer(address, { NABIJ_SERVE_ISSUER: own.issuer, NABIJ_SERVE_CLIENT: 'nabij', NABIJ_SERVE_PUBLIC_ADDRESS: base, NABIJ_SERVE_READING: 'login' });
  const shut = await startStage(server);
  const { page, close } = await shut.open('?weergave=buurt', { elsewhere: [own.issuer, ...itsPages], ready: (page) => page.locator('.utrecht-alert--error a.utrecht-button').waitFor() });
  await assertAccessible(page, 'before a login');
  await page.locator('.utrecht-alert--error a.utrecht-button').click();
  await logIn(page, 'l.lezer');
  await page.waitForURL(`${base}/?weergave=buurt`);
  await page.locator('.tabs a[aria-current=page]').waitFor();
  await until(page, 'the study', () => document.querySelector('.study') !== null);
  await close({ allowErrors: true });
  await shut.stop();
  await own.stop();
});
