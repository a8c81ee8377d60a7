// What a person waits for on the page: from letting go of a school to the new numbers painted, in Chromium, on Utrecht
// when NABIJ_DATA names its files and else on the example town. One line a figure: bench <name> nabij_ms=<median> [...].
// Run by `make bench` after a release build.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { performance } from "node:perf_hooks";

const require = createRequire(new URL("../../web/package.json", import.meta.url));
const { chromium } = require("playwright-core");

const RUNS = 15;
const PATIENCE = 120_000;
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const flags = ["--headless", "--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--no-first-run"];

function quantile(numbers, part) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

async function started(study, port) {
  const server = spawn("target/release/nabij", ["serve", ...study, "--address", `127.0.0.1:${port}`], { stdio: "ignore" });
  const home = `http://127.0.0.1:${port}`;
  for (const end = performance.now() + PATIENCE; performance.now() < end; await pause(50)) {
    const health = await fetch(`${home}/health`).catch(() => undefined);
    if (health?.ok) return { server, home };
    if (server.exitCode !== null) throw new Error(`nabij stopped with exit code ${server.exitCode}`);
  }
  throw new Error("nabij is not ready");
}

/** Asks in the page again and again; its policy forbids texts that are run. */
async function until(page, test, argument) {
  for (const end = performance.now() + PATIENCE; performance.now() < end; await pause(20)) {
    if (await page.evaluate(test, argument).catch(() => false)) return;
  }
  throw new Error("the page did not come so far");
}

/** From the click that puts a school somewhere to the paint after its numbers, measured by the page's own clock. */
async function click(page, x, y) {
  await page.evaluate(() => {
    const side = document.getElementById("side");
    window.nabijMeasured = null;
    let began = 0;
    window.addEventListener("click", () => { began = performance.now(); }, { capture: true, once: true });
    const observer = new MutationObserver(() => {
      if (began === 0 || document.querySelector(".now-then") === null || document.querySelector(".outdated") !== null) return;
      observer.disconnect();
      // The frame after this one has the numbers on the screen.
      requestAnimationFrame(() => setTimeout(() => { window.nabijMeasured = performance.now() - began; }));
    });
    observer.observe(side, { childList: true, subtree: true, attributes: true, characterData: true });
  });
  await page.mouse.click(x, y);
  await until(page, () => window.nabijMeasured !== null);
  return page.evaluate(() => window.nabijMeasured);
}

async function measure(name, study, port) {
  const { server, home } = await started(study, port);
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags });
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.goto(`${home}/?weergave=probeer`);
    await until(page, () => window.nabijMap?.loaded() && window.nabijMap.getLayer("plan-nieuw") !== undefined && document.getElementById("changes") !== null);
    await page.locator(".toolbar button").first().click();
    const box = await page.locator(".maplibregl-canvas").boundingBox();
    const times = [];
    const undo = page.locator("#changes + .row-end button").first();
    for (let run = 0; run <= RUNS; run += 1) {
      const [x, y] = [box.x + box.width * (0.4 + 0.014 * run), box.y + box.height * (0.42 + 0.011 * run)];
      const time = await click(page, x, y);
      // The first one also reads what every plan begins with.
      if (run > 0) times.push(time);
      await undo.click();
      await until(page, () => document.querySelectorAll(".changes li").length === 0);
      await page.locator(".toolbar button[aria-pressed=true]").waitFor();
      await until(page, () => document.querySelector(".busy-line") === null);
    }
    console.log(`bench ${name}-what-if-click-to-paint nabij_ms=${quantile(times, 0.5).toFixed(1)} p90_ms=${quantile(times, 0.9).toFixed(1)} worst_ms=${Math.max(...times).toFixed(1)}`);
  } finally {
    await browser.close();
    server.kill("SIGTERM");
  }
}

const utrecht = process.env.NABIJ_DATA && `${process.env.NABIJ_DATA}/utrecht`;
if (utrecht && existsSync(utrecht)) {
  await measure("utrecht", ["data/utrecht", "--data", utrecht], 18540);
} else {
  await measure("example", ["data/voorbeeldstad"], 18541);
}
