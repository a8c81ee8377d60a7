// People who try things out and people who read, all at once, as a client sees them.
// One line a figure: bench <name> nabij_ms=<p99> p50_ms=<n> people=<n> requests=<n> peak_mb=<n>.
// Any answer but 200 (or 204, a tile with nothing in it) ends the run. How to run, after a release build:
//     node tests/bench/load.mjs STUDY [--data DIR] [--seconds 20] [--people 16] [--readers 64] [--steady]
// With --steady only readers come, and the run fails when 1 of 100 answers takes longer than 100 ms, or when the memory
// in the last third of the time is more than 5 % above that in the middle third.

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: "string" },
    seconds: { type: "string", default: "20" },
    people: { type: "string", default: "16" },
    readers: { type: "string", default: "64" },
    steady: { type: "boolean", default: false },
    port: { type: "string", default: "18540" },
  },
});
const [study] = positionals;
const home = `http://127.0.0.1:${options.port}`;
const agent = new Agent({ keepAlive: true });

/** The same numbers in every run: mulberry32. */
function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function ask(path, body) {
  return new Promise((resolve, reject) => {
    const method = body ? "POST" : "GET";
    const headers = body ? { "content-type": "application/json" } : {};
    const sent = request(`${home}${path}`, { method, agent, headers }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => {
        const text = Buffer.concat(parts);
        if (answer.statusCode === 200 || answer.statusCode === 204) resolve(text);
        else reject(new Error(`${path} answered ${answer.statusCode}: ${text.subarray(0, 300)}`));
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

const json = async (path) => JSON.parse(await ask(path));

function memory(server, field) {
  const [, kilobytes] = new RegExp(`${field}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${server.pid}/status`, "utf8"));
  return Number(kilobytes) / 1024;
}

/** What one person asks next, until the time is over; milliseconds of each answer. */
async function person(next, until) {
  const times = [];
  while (performance.now() < until) {
    const [path, body] = next();
    const began = performance.now();
    await ask(path, body);
    times.push(performance.now() - began);
  }
  return times;
}

async function load(name, people, seconds, nextOf, server) {
  const before = memory(server, "VmRSS");
  const until = performance.now() + seconds * 1000;
  const everybody = Array.from({ length: people }, (_, number) => person(nextOf(seeded(number + 1)), until));
  const times = (await Promise.all(everybody)).flat().sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(share * times.length))].toFixed(1);
  const grown = memory(server, "VmRSS") - before;
  console.log(
    `bench ${name} nabij_ms=${at(0.99)} p50_ms=${at(0.5)} worst_ms=${times.at(-1).toFixed(1)} people=${people} ` +
      `requests=${times.length} peak_mb=${memory(server, "VmHWM").toFixed(0)} grown_mb=${grown.toFixed(0)}`,
  );
  return Number(at(0.99));
}

/** Readers only; what is promised of them is held against what was measured. */
async function steady(name, readers, seconds, nextOf, server) {
  const samples = [];
  const sampling = setInterval(() => samples.push(memory(server, "VmRSS")), 250);
  const p99 = await load(name, readers, seconds, nextOf, server);
  clearInterval(sampling);
  const third = Math.floor(samples.length / 3);
  const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
  const [first, middle, last] = [0, 1, 2].map((part) => median(samples.slice(part * third, (part + 1) * third)));
  const growth = (100 * (last - middle)) / middle;
  console.log(
    `bench ${name}-memory first_third_mb=${first.toFixed(0)} middle_third_mb=${middle.toFixed(0)} ` +
      `last_third_mb=${last.toFixed(0)} growth_pct=${growth.toFixed(1)}`,
  );
  if (p99 > 100) throw new Error(`1 of 100 answers took longer than ${p99} ms; 100 ms is promised`);
  if (growth > 5) throw new Error(`memory grew by ${growth.toFixed(1)} %`);
}

/** One change of any kind, somewhere in the town. */
function changes({ begrenzing, voorzieningen, basis }, facilities) {
  const [west, south, east, north] = begrenzing;
  const kinds = voorzieningen.map(({ code }) => code);
  return (random) => {
    const pick = (list) => list[Math.floor(random() * list.length)];
    const place = () => [west + random() * (east - west), south + random() * (north - south)];
    const anyChange = [
      () => ({ soort: "voorziening_openen", voorziening: "nieuw", naam: "Nieuw", soorten: [pick(kinds)], plaats: place() }),
      () => ({ soort: "voorziening_verplaatsen", voorziening: pick(facilities), naar: place() }),
      () => ({ soort: "voorziening_sluiten", voorziening: pick(facilities) }),
      () => ({ soort: "capaciteit", voorziening: pick(facilities), capaciteit: Math.floor(random() * 500) }),
    ];
    return () => {
      const wijzigingen = [{ id: "w1", ...pick(anyChange)() }];
      return ["/v1/wat-als", JSON.stringify({ scenario: { naam: "Proef", crs: "OGC:CRS84", basis, wijzigingen } })];
    };
  };
}

/** Tiles, answers, explanations and pages of features. */
function reading({ begrenzing, voorzieningen }, areas) {
  const [west, south, east, north] = begrenzing;
  const asked = voorzieningen.map(({ code, leeftijden }) => `voorziening=${code}&leeftijd=${leeftijden[0]}`);
  return (random) => {
    const pick = (list) => list[Math.floor(random() * list.length)];
    const tile = () => {
      const zoom = 10 + Math.floor(random() * 6);
      const side = 2 ** zoom;
      const column = Math.floor(((west + random() * (east - west) + 180) / 360) * side);
      const latitude = (south + random() * (north - south)) * (Math.PI / 180);
      const row = Math.floor(((1 - Math.asinh(Math.tan(latitude)) / Math.PI) / 2) * side);
      return `/v1/collections/gebieden/tiles/WebMercatorQuad/${zoom}/${row}/${column}?${pick(asked)}`;
    };
    const anyPage = [
      tile,
      tile,
      tile,
      () => `/v1/antwoord?${pick(asked)}`,
      () => `/v1/gebieden/${pick(areas)}/uitleg?${pick(asked)}`,
      () => `/v1/collections/voorzieningen/items?limit=20`,
    ];
    return () => [pick(anyPage)()];
  };
}

const words = ["serve", study, ...(options.data ? ["--data", options.data] : []), "--address", `127.0.0.1:${options.port}`];
const server = spawn("target/release/nabij", words, { stdio: "ignore" });
try {
  while (!(await ask("/v1/antwoord").catch(() => undefined))) {
    if (server.exitCode !== null) throw new Error(`nabij stopped with exit code ${server.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const about = await json("/v1/studie");
  const facilities = (await json("/v1/collections/voorzieningen/items?limit=1000")).features.map((feature) => feature.id);
  const areas = (await json("/v1/collections/gebieden/items?limit=1000")).features.map((feature) => feature.id);
  const town = about.naam.toLowerCase().replaceAll(/[^a-z]+/g, "-");
  const readers = [`${town}-reading`, Number(options.readers), Number(options.seconds), reading(about, areas), server];
  const whatIf = changes(about, facilities);
  if (options.steady) {
    await steady(...readers);
  } else {
    await load(`${town}-what-if-alone`, 1, 5, whatIf, server);
    await load(`${town}-what-if`, Number(options.people), Number(options.seconds), whatIf, server);
    await load(...readers);
  }
} finally {
  server.kill("SIGTERM");
  agent.destroy();
}
