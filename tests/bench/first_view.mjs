// How soon the map of the example town can be used: cold cache, the real Chromium of the tests, a processor four times
// slower than this one. Run by `make bench` after a release build; NABIJ_URL measures a server that runs already.
// One line a figure: bench <name> nabij_ms=<median> worst_ms=<worst>.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { performance } from "node:perf_hooks";

const require = createRequire(new URL("../../web/package.json", import.meta.url));
const { chromium } = require("playwright-core");

const RUNS = 7;
const SLOWER = 4;
const ADDRESS = "127.0.0.1:18540";
const FLAGS = [
  "--headless", "--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-quic",
  "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

const sorted = (numbers) => [...numbers].sort((a, b) => a - b);
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function started() {
  const server = spawn("target/release/nabij", ["serve", "data/voorbeeldstad", "--address", ADDRESS], { stdio: "ignore" });
  for (const end = performance.now() + 60_000; performance.now() < end; await pause(20)) {
    const health = await fetch(`http://${ADDRESS}/health`).catch(() => undefined);
    if (health?.ok) return { home: `http://${ADDRESS}`, stop: () => server.kill("SIGTERM") };
    if (server.exitCode !== null) throw new Error(`nabij stopped with exit code ${server.exitCode}`);
  }
  throw new Error("nabij is not ready after a minute");
}

/** Polls every frame in the page: a text given to waitForFunction would be refused by its policy. */
function since(page, ready) {
  return page.evaluate(`new Promise((resolve) => {
    const ready = ${ready};
    const look = () => (ready() ? requestAnimationFrame(() => resolve(performance.now())) : requestAnimationFrame(look));
    look();
  })`);
}

const answered = () => document.querySelector(".city .big b") !== null;
const drawn = () => window.nabijMap?.getLayer("gebieden") !== undefined && window.nabijMap.areTilesLoaded()
  && window.nabijMap.queryRenderedFeatures({ layers: ["gebieden"] }).some(({ state }) => state.klasse > 0);
/** Streets, names and symbols come after the classes. */
const whole = () => window.nabijMap.getLayoutProperty("voorzieningen", "visibility") === "visible" && window.nabijMap.loaded();

/** From a click on the box of a layer to the paint that shows it, as the browser itself tells, on a map that is still. The
 * picture has to change in that very frame; of one that comes later the time counts at which it is drawn. */
async function switched(page, index) {
  await page.evaluate(() => {
    const map = window.nabijMap;
    const { gl } = map.painter.context;
    const picture = () => {
      const pixels = new Uint32Array(gl.drawingBufferWidth * gl.drawingBufferHeight);
      gl.readPixels(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(pixels.buffer));
      return pixels;
    };
    const seen = { before: null, painted: null, drawn: null };
    window.nabijSwitched = seen;
    map.once("render", () => {
      seen.before = picture();
      const look = () => {
        if (!picture().some((value, place) => value !== seen.before[place])) return;
        map.off("render", look);
        seen.drawn = performance.now();
      };
      map.on("render", look);
    });
    map.redraw();
    new PerformanceObserver((list, observer) => {
      const click = list.getEntries().find(({ name }) => name === "click");
      if (click === undefined) return;
      observer.disconnect();
      seen.painted = click.duration;
      seen.began = click.startTime;
    }).observe({ type: "event", durationThreshold: 16 });
  });
  await pause(300);
  await page.locator(".layer-choice input").nth(index).click();
  const both = () => window.nabijSwitched.painted !== null && window.nabijSwitched.drawn !== null;
  for (const end = performance.now() + 10_000; !(await page.evaluate(both));) {
    if (performance.now() > end) throw new Error(`the picture did not change with layer ${index}`);
    await pause(50);
  }
  return page.evaluate(() => Math.max(window.nabijSwitched.painted, window.nabijSwitched.drawn - window.nabijSwitched.began));
}

/** How long one frame of the whole map takes: what the page does, and all until its pixels are there. */
const frame = () => {
  const { painter: { context: { gl } } } = window.nabijMap;
  const began = performance.now();
  window.nabijMap.redraw();
  const page = performance.now() - began;
  gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  return { page, all: performance.now() - began };
};

/** From a click in the panel to the frame with what it opens. */
const clicked = () => new Promise((resolve) => {
  const began = performance.now();
  document.querySelector(".city button.link").click();
  const look = () => (document.querySelector("dialog[open] table") === null ? requestAnimationFrame(look)
    : requestAnimationFrame(() => { document.querySelector("dialog[open]").close(); resolve(performance.now() - began); }));
  look();
});

async function measured(browser, home) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
  const page = await context.newPage();
  const slow = await context.newCDPSession(page);
  await slow.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await page.goto(home, { waitUntil: "commit" });
  const answer = await since(page, answered);
  const usable = await since(page, drawn);
  const opened = await page.evaluate(clicked);
  await since(page, whole);
  const complete = await page.evaluate(() => performance.now());
  const requests = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name, startTime, responseEnd, transferSize }) => ({ name, startTime, responseEnd, transferSize })));
  // A change of layers is promised without a slower processor.
  await slow.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  await page.locator(".layer-choice summary").click();
  const [read, layers, frames] = [[], [], []];
  for (let layer = 0; layer < await page.locator(".layer-choice input").count(); layer += 1) {
    const isNew = !await page.locator(".layer-choice input").nth(layer).isChecked();
    for (let time = 0; time < 3; time += 1) (isNew && time === 0 ? read : layers).push(await switched(page, layer));
    frames.push(await page.evaluate(frame));
  }
  await context.close();
  return { answer, usable, opened, complete, read, layers, frames, requests };
}

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
if (!existsSync(executablePath)) {
  console.log("skipped: the first view, because there is no Chromium (.ci/setup test installs it)");
  process.exit(0);
}
const { home, stop } = process.env.NABIJ_URL ? { home: process.env.NABIJ_URL, stop: () => {} } : await started();
const browser = await chromium.launch({ executablePath, args: FLAGS });
try {
  const runs = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await measured(browser, home));
  const line = (figure, numbers) => {
    const inOrder = sorted(numbers);
    console.log(`bench ${figure} nabij_ms=${inOrder[Math.floor(inOrder.length / 2)].toFixed(0)} worst_ms=${inOrder.at(-1).toFixed(0)}`);
  };
  line("first-view-answer-4x", runs.map(({ answer }) => answer));
  line("first-view-usable-4x", runs.map(({ usable }) => usable));
  line("first-view-click-4x", runs.map(({ opened }) => opened));
  line("first-view-complete-4x", runs.map(({ complete }) => complete));
  line("layer-change", runs.flatMap(({ layers }) => layers));
  line("layer-change-first-time", runs.flatMap(({ read }) => read));
  line("map-frame", runs.flatMap(({ frames }) => frames.map(({ all }) => all)));
  line("map-frame-without-drawing", runs.flatMap(({ frames }) => frames.map(({ page }) => page)));
  if (process.env.TRACE) {
    for (const { name, startTime, responseEnd, transferSize } of runs.at(-1).requests) {
      console.log(`${startTime.toFixed(0).padStart(6)} ${responseEnd.toFixed(0).padStart(6)} ${String(transferSize).padStart(8)} ${name.replace(home, "").slice(0, 100)}`);
    }
  }
} finally {
  await browser.close();
  stop();
}
