// What the tests of the page share: a real Chromium, against the server at NABIJ_URL; without that, against what
// `make run` starts: the example town, as a new user meets it.
// CHROMIUM names another browser; NABIJ_SCREENSHOTS a folder for pictures of what was tested.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const require = createRequire(new URL('../../web/package.json', import.meta.url));
const { chromium } = require('playwright-core');
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const root = new URL('../..', import.meta.url).pathname;
const pictures = process.env.NABIJ_SCREENSHOTS;
const browserFlags = [
  '--headless', '--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader',
  '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

/** How long a test waits for what the page or the server does, in milliseconds. */
export const patience = 60_000;
export const desktop = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };

/** Starts server (unless a test brings its own) and browser, and hands over what tests do with them. */
export async function startStage(own) {
  const given = (process.env.NABIJ_URL ?? '').replace(/\/$/, '');
  const { server, base } = own ?? (given === '' ? await startServer() : { server: null, base: given });
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: browserFlags });
  if (pictures) mkdirSync(pictures, { recursive: true });
  const study = await (await fetch(`${base}/v1/studie`)).json();
  return {
    base, study,
    open: (address, options) => open(browser, base, address, options),
    json: async (path) => (await fetch(`${base}/v1/${path}`)).json(),
    stop: async () => {
      await browser.close();
      server?.stop();
    },
  };
}

/** Opens a page that may ask nobody but our server and may log nothing; `close` sees to that. */
async function open(browser, base, address, { viewport = desktop, hasTouch = false, routes = [], elsewhere = [], ready = async () => {} } = {}) {
  const context = await browser.newContext({ viewport, hasTouch, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  const outside = [];
  const errors = [];
  page.on('request', (request) => { if (!/^(data|blob):/.test(request.url()) && ![base, ...elsewhere].some((home) => request.url().startsWith(`${home}/`))) outside.push(request.url()); });
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) errors.push(message.text()); });
  page.on('pageerror', (error) => errors.push(error.message));
  for (const [pattern, handler] of routes) await page.route(pattern, handler);
  await page.goto(`${base}/${address}`);
  await ready(page);
  const close = async ({ allowErrors = false } = {}) => {
    await context.close();
    assert.deepEqual(outside, [], 'requests left the server');
    if (!allowErrors) assert.deepEqual(errors, [], 'console');
  };
  return { page, close };
}

/** Polls in the page: a text given to waitForFunction would be refused by the policy of the page. */
export async function until(page, what, test, argument) {
  const end = Date.now() + patience;
  for (;;) {
    if (await page.evaluate(test, argument).catch(() => false)) return;
    assert.ok(Date.now() < end, `waited in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export async function assertAccessible(page, what) {
  await page.evaluate(axeSource);
  const { violations, passes } = await page.evaluate(() => window.axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`).join(' | ')}`);
  assert.deepEqual(told, [], what);
  assert.ok(passes.length > 15, 'axe has looked at a page with something on it');
}

/** Nothing may scroll sideways: not the page, and not a part of it. */
export async function assertFits(page, what) {
  const wide = await page.evaluate(() => [document.documentElement, ...['page', 'panel', 'side'].map((id) => document.getElementById(id))]
    .map((element) => element.scrollWidth - element.clientWidth));
  assert.ok(wide.every((pixels) => pixels <= 0), `${what}: ${wide.join(', ')} px too wide`);
}

export async function picture(page, name) {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`) });
}

/** A picture as the README shows it, which has to be light. */
export async function readmePicture(page, name) {
  if (pictures) await page.screenshot({ path: join(pictures, `readme-${name}.jpg`), type: 'jpeg', quality: 80 });
}

/** Starts the server as a new user does, with `make run`, on a free port, and waits until it has read the town. */
export async function startServer(address, surroundings = {}) {
  address ??= `127.0.0.1:${await freePort()}`;
  const kept = mkdtempSync(join(tmpdir(), 'nabij-kept-'));
  // In a process group of its own, so that the server stops with make.
  const server = spawn('make', ['run', `ADDRESS=${address}`, `UPLOADS=${join(kept, 'uploads')}`, `STORE=${join(kept, 'nabij.sqlite')}`],
    { cwd: root, detached: true, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, ...surroundings } });
  const stop = () => { if (server.exitCode === null) process.kill(-server.pid, 'SIGTERM'); rmSync(kept, { recursive: true, force: true }); };
  for (const end = Date.now() + 1_200_000; Date.now() < end;) {
    const health = await fetch(`http://${address}/health`).catch(() => null);
    assert.equal(server.exitCode, null, 'make run stopped before the server was ready');
    if (health?.ok) return { server: { stop }, base: `http://${address}` };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  stop();
  throw new Error('make run is not ready after 20 minutes');
}

export function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
