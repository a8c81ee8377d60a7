// Tiles per second and how long the slowest of a hundred takes, beside another tile server that gives the same tiles from the
// archive. One line a figure: bench tiles-<how many at once> nabij_per_s=... peer_per_s=... ratio=...
// Run by `make bench` after a release build; needs wrk, and tileserver-gl-light in target/tile_peer.

import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { performance } from "node:perf_hooks";

const SECONDS = 5;
const AT_ONCE = [1, 16, 64];
/** How often the town is started anew to ask its tiles for the first time. */
const STARTS = 3;
const FOLDER = "target/tiles";
const [NABIJ, PEER] = ["http://127.0.0.1:18600", "http://127.0.0.1:18601"];
const ZOOMS = [11, 12, 13, 14];
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const at = (numbers, share) => [...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))];

async function started(program, words, address) {
  const server = spawn(program, words, { stdio: "ignore" });
  for (;;) {
    const answer = await fetch(address).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.ok) return server;
    if (server.exitCode !== null) throw new Error(`${program} stopped with exit code ${server.exitCode}`);
    await pause(20);
  }
}

async function stopped(server) {
  const gone = new Promise((resolve) => server.once("exit", resolve));
  server.kill("SIGTERM");
  await gone;
}

/** Every tile of the town at these zooms. */
function tilesOf([west, south, east, north]) {
  const found = [];
  for (const zoom of ZOOMS) {
    const side = 2 ** zoom;
    const column = (longitude) => Math.floor(((longitude + 180) / 360) * side);
    const row = (latitude) => Math.floor(((1 - Math.asinh(Math.tan((latitude * Math.PI) / 180)) / Math.PI) / 2) * side);
    for (let x = column(west); x <= column(east); x += 1) {
      for (let y = row(north); y <= row(south); y += 1) found.push({ zoom, x, y });
    }
  }
  return found;
}

const addressOf = ({ zoom, x, y }) => `/v1/collections/gebieden/tiles/WebMercatorQuad/${zoom}/${y}/${x}`;

/** One answer, over a connection that stays open. The client shares the processors, so it does as little as it can. */
function got(agent, path) {
  return new Promise((resolve, reject) => {
    const asked = request(NABIJ + path, { agent }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => resolve({ status: answer.statusCode, bytes: Buffer.concat(parts) }));
    });
    asked.on("error", reject);
    asked.end();
  });
}

/** Tiles asked for the first time, so many at once: those with something on them and the milliseconds of all. */
async function first(tiles, atOnce) {
  const agent = new Agent({ keepAlive: true });
  await Promise.all(Array.from({ length: atOnce }, () => got(agent, "/health")));
  const [full, times, left] = [[], [], [...tiles]];
  const ask = async () => {
    for (let tile = left.shift(); tile !== undefined; tile = left.shift()) {
      const began = performance.now();
      const { status, bytes } = await got(agent, addressOf(tile));
      times.push(performance.now() - began);
      if (status === 200) full.push({ ...tile, bytes });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, ask));
  agent.destroy();
  return [full, times];
}

/** Asks for these tiles over and over: how many a second, and the 99th percentile in milliseconds. */
function pressed(home, paths, connections) {
  const script = `${FOLDER}/ask.lua`;
  const list = paths.map((path) => `"${path}"`).join(",");
  writeFileSync(script, `local paths = {${list}}\nlocal at = 0\nrequest = function() at = at % #paths + 1; return wrk.format("GET", paths[at], {["accept-encoding"]="identity"}) end\n`);
  const told = execFileSync("wrk", ["-t1", `-c${connections}`, `-d${SECONDS}s`, "--latency", "-s", script, home], { encoding: "utf8" });
  const perSecond = Number(/Requests\/sec:\s+([\d.]+)/.exec(told)?.[1]);
  const [, amount, unit] = /99%\s+([\d.]+)(us|ms|s)/.exec(told) ?? [];
  const wrong = /Non-2xx or 3xx responses: (\d+)/.exec(told)?.[1];
  if (wrong !== undefined) throw new Error(`${home}: ${wrong} answers were refusals`);
  return { perSecond, slowest: Number(amount) * { us: 0.001, ms: 1, s: 1000 }[unit] };
}

rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
async function fresh() {
  const server = await started("target/release/nabij", ["serve", "data/voorbeeldstad", "--address", "127.0.0.1:18600"], `${NABIJ}/v1/antwoord`);
  // Tiles are measured, not the end of the start.
  await pause(1000);
  return server;
}
let nabij = await fresh();
let peer;
process.on("exit", () => [nabij, peer].forEach((server) => server?.kill()));
try {
  const { begrenzing } = await (await fetch(`${NABIJ}/v1/studie`)).json();
  let full;
  for (const atOnce of AT_ONCE) {
    const cold = [];
    for (let start = 0; start < STARTS; start += 1) {
      await stopped(nabij);
      nabij = await fresh();
      const [found, times] = await first(tilesOf(begrenzing), atOnce);
      full = found;
      cold.push(...times);
    }
    console.log(`bench tiles-cold-${atOnce} nabij_ms=${at(cold, 0.5).toFixed(2)} p99_ms=${at(cold, 0.99).toFixed(2)} tiles=${full.length}`);
  }
  for (const { zoom, x, y, bytes } of full) writeFileSync(`${FOLDER}/${zoom}-${x}-${y}.mvt`, bytes);
  const archive = `${FOLDER}/areas.pmtiles`;
  execFileSync("target/clients/bin/python", ["tests/bench/tile_archive.py", FOLDER, archive]);
  writeFileSync(`${FOLDER}/peer.json`, JSON.stringify({ options: { paths: { pmtiles: process.cwd() } }, data: { areas: { pmtiles: archive } } }));
  peer = await started("target/tile_peer/node_modules/.bin/tileserver-gl", ["--config", `${FOLDER}/peer.json`, "--port", "18601", "--bind", "127.0.0.1"], `${PEER}/data/areas.json`);
  const ours = full.map(addressOf);
  const theirs = full.map(({ zoom, x, y }) => `/data/areas/${zoom}/${x}/${y}.pbf`);
  for (const connections of AT_ONCE) {
    const [mine, other] = [pressed(NABIJ, ours, connections), pressed(PEER, theirs, connections)];
    console.log(`bench tiles-cached-${connections} nabij_per_s=${mine.perSecond.toFixed(0)} p99_ms=${mine.slowest.toFixed(2)} `
      + `tileserver_per_s=${other.perSecond.toFixed(0)} tileserver_p99_ms=${other.slowest.toFixed(2)} ratio=${(mine.perSecond / other.perSecond).toFixed(1)}`);
  }
  const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${nabij.pid}/status`, "utf8"))[1];
  console.log(`bench tiles-memory nabij_peak_mb=${(Number(peak) / 1024).toFixed(0)}`);
} finally {
  await Promise.all([stopped(nabij), peer === undefined ? null : stopped(peer)]);
}
