// From start to the first answer, peak memory, and tiles cold and cached: measured as a client sees them.
// One line a figure: bench <name> nabij_ms=<median> [...]. Run by `make bench` after a release build.

import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";

const RUNS = 7;
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function start(study, port) {
  const began = performance.now();
  const server = spawn("target/release/nabij", ["serve", ...study, "--address", `127.0.0.1:${port}`], { stdio: "ignore" });
  const home = `http://127.0.0.1:${port}`;
  for (;;) {
    const answer = await fetch(`${home}/v1/antwoord`).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.status === 200) break;
    if (server.exitCode !== null) throw new Error(`nabij stopped with exit code ${server.exitCode}`);
    await pause(5);
  }
  return { server, home, milliseconds: performance.now() - began };
}

function peakMegabytes(server) {
  const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${server.pid}/status`, "utf8"));
  return Number(kilobytes) / 1024;
}

async function stop(server) {
  const stopped = new Promise((resolve) => server.once("exit", resolve));
  server.kill("SIGTERM");
  await stopped;
}

async function timed(address) {
  const began = performance.now();
  const answer = await fetch(address);
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return performance.now() - began;
}

function tileOf([west, south, east, north], zoom) {
  const side = 2 ** zoom;
  const [longitude, latitude] = [(west + east) / 2, ((south + north) / 2) * (Math.PI / 180)];
  const column = Math.floor(((longitude + 180) / 360) * side);
  const row = Math.floor(((1 - Math.asinh(Math.tan(latitude)) / Math.PI) / 2) * side);
  return `${zoom}/${row}/${column}`;
}

async function measure(name, study, port) {
  const starts = [];
  const peaks = [];
  const cold = [];
  const cached = [];
  for (let run = 0; run < RUNS; run += 1) {
    const { server, home, milliseconds } = await start(study, port + run);
    starts.push(milliseconds);
    const { begrenzing } = await (await fetch(`${home}/v1/studie`)).json();
    for (const zoom of [11, 12, 13, 14]) {
      const tile = `${home}/v1/collections/gebieden/tiles/WebMercatorQuad/${tileOf(begrenzing, zoom)}`;
      cold.push(await timed(tile));
      for (let again = 0; again < 20; again += 1) cached.push(await timed(tile));
    }
    peaks.push(peakMegabytes(server));
    await stop(server);
  }
  const line = (figure, milliseconds, more = "") =>
    console.log(`bench ${name}-${figure} nabij_ms=${milliseconds.toFixed(2)}${more}`);
  line("start-to-first-answer", median(starts), ` peak_mb=${median(peaks).toFixed(0)}`);
  line("area-tile-cold", median(cold), ` worst_ms=${Math.max(...cold).toFixed(2)}`);
  line("area-tile-cached", median(cached));
}

await measure("example", ["data/voorbeeldstad"], 18500);
const utrecht = process.env.NABIJ_DATA && `${process.env.NABIJ_DATA}/utrecht`;
if (utrecht && existsSync(utrecht)) {
  await measure("utrecht", ["data/utrecht", "--data", utrecht], 18520);
} else {
  console.log("skipped: Utrecht, because NABIJ_DATA names no folder with its files");
}
