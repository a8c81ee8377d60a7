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

/** From a click on the box of a layer to the paint that shows it, on a map that is still. `inp` is what the field calls
 * interaction to next paint: from the time stamp of the button that is let go, with the longest of the events of that one
 * interaction, to the frame that the browser has put on the screen (Event Timing, `duration`, in steps of 8 ms). `drawn` is
 * stricter: the last picture that the change draws, however many follow, is on the screen too. The pixels are compared before
 * and after, not in between, as reading them would itself hold the frame up. */
async function switched(page, index) {
  await page.evaluate(() => {
    const map = window.nabijMap;
    const seen = { events: [], drawings: [], before: window.nabijPicture() };
    window.nabijSwitched = seen;
    const note = () => { seen.drawings.push(performance.now()); };
    map.on("render", note);
    const observer = new PerformanceObserver((list) => {
      for (const { name, interactionId, startTime, duration } of list.getEntries()) if (interactionId > 0) seen.events.push({ name, startTime, duration });
    });
    observer.observe({ type: "event", durationThreshold: 16 });
    seen.stop = () => { map.off("render", note); observer.disconnect(); };
  });
  await pause(300);
  await page.evaluate(() => { window.nabijSwitched.drawings.length = 0; });
  await page.locator(".layer-choice input").nth(index).click();
  const still = () => window.nabijMap.loaded() && window.nabijSwitched.events.some(({ name }) => name === "click")
    && performance.now() - Math.max(...window.nabijSwitched.drawings) > 250;
  for (const end = performance.now() + 10_000; !(await page.evaluate(still));) {
    if (performance.now() > end) throw new Error(`nothing was drawn for layer ${index}`);
    await pause(50);
  }
  return page.evaluate(() => {
    const { events, drawings, before, stop } = window.nabijSwitched;
    stop();
    const after = window.nabijPicture();
    if (!after.some((value, place) => value !== before[place])) throw new Error("the picture did not change");
    const inp = Math.max(...events.map(({ duration }) => duration));
    return { inp, drawn: Math.max(inp, drawings.at(-1) - Math.min(...events.map(({ startTime }) => startTime))) };
  });
}

/** The pixels of the map as they are now. */
const picture = () => {
  window.nabijPicture = () => {
    const { painter: { context: { gl } } } = window.nabijMap;
    const pixels = new Uint32Array(gl.drawingBufferWidth * gl.drawingBufferHeight);
    window.nabijMap.redraw();
    gl.readPixels(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(pixels.buffer));
    return pixels;
  };
};

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
  await page.evaluate(picture);
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
  line("layer-change-inp", runs.flatMap(({ layers }) => layers.map(({ inp }) => inp)));
  line("layer-change-drawn", runs.flatMap(({ layers }) => layers.map(({ drawn }) => drawn)));
  line("layer-change-first-time-drawn", runs.flatMap(({ read }) => read.map(({ drawn }) => drawn)));
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
