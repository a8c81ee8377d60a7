// How soon a job that is stopped leaves its thread: at moments spread over the whole of its work, for every process.
// One line a job: bench <name> nabij_ms=<median> worst_ms=<n> at_pct=<n> job_ms=<n>; at_pct is where the worst one was and
// job_ms how long the job takes when nobody stops it. How to run, after a release build:
//     node tests/bench/stop.mjs STUDY [--data DIR] [--stops 20] [--only analyse]

import { spawn } from "node:child_process";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: "string" },
    stops: { type: "string", default: "20" },
    only: { type: "string", default: "" },
    port: { type: "string", default: "18640" },
    program: { type: "string", default: "target/release/nabij" },
  },
});
const [study] = positionals;
const home = `http://127.0.0.1:${options.port}/v1`;
const STOPS = Number(options.stops);
const MOST = 8_000;

const json = async (path, init) => (await fetch(`${home}${path}`, init)).json();
const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function begin({ process: name, inputs }) {
  const headers = { "content-type": "application/json", prefer: "respond-async" };
  const answer = await fetch(`${home}/processes/${name}/execution`, { method: "POST", headers, body: JSON.stringify({ inputs }) });
  const job = await answer.json();
  if (answer.status !== 201) throw new Error(`${name} answered ${answer.status}: ${job.detail}`);
  return job.jobID;
}

/** Waits until no thread works on the job; its last status. */
async function finished(id) {
  for (;;) {
    const job = await json(`/jobs/${id}`);
    if (job.finished) return job;
    await sleep(1);
  }
}

/** How long the job takes; one that takes longer than we watch is stopped. */
async function whole(work) {
  const id = await begin(work);
  const began = performance.now();
  const watched = await Promise.race([finished(id), sleep(MOST)]);
  if (watched === undefined) {
    await json(`/jobs/${id}`, { method: "DELETE" });
    await finished(id);
  } else if (watched.status !== "successful") throw new Error(`${work.process}: ${watched.message}`);
  return performance.now() - began;
}

async function measure(name, work) {
  await whole(work);
  const lasts = await whole(work);
  const stops = [];
  for (let stop = 0; stop < STOPS; stop += 1) {
    const part = (stop + 0.5) / STOPS;
    const id = await begin(work);
    await sleep(part * lasts);
    const before = performance.now();
    const asked = await json(`/jobs/${id}`, { method: "DELETE" });
    // One that was just done is thrown away, and has nothing to stop.
    if (asked.finished) continue;
    await finished(id);
    stops.push({ took: performance.now() - before, part });
  }
  // Done before it can be stopped: it takes its own time at most.
  if (stops.length === 0) stops.push({ took: lasts, part: 1 });
  stops.sort((one, other) => one.took - other.took);
  const worst = stops.at(-1);
  const half = stops[stops.length >> 1].took;
  console.log(`bench ${name} nabij_ms=${half.toFixed(1)} worst_ms=${worst.took.toFixed(1)} `
    + `at_pct=${(100 * worst.part).toFixed(0)} job_ms=${lasts.toFixed(0)}`);
}

/** Homes and sites on a grid: every home to every site. */
function table(homes, sites) {
  const at = (number, of) => [(number * 7919) % of, (number * 104_729) % of];
  const costs = [];
  for (let home = 0; home < homes; home += 1) {
    const [x, y] = at(home + 1, 1009);
    for (let site = 0; site < sites; site += 1) {
      const [a, b] = at(site + 3, 997);
      costs.push({ demand_id: home, site_id: site, cost: Math.hypot(x - a, y - b) });
    }
  }
  const demand = Array.from({ length: homes }, (_, home) => ({ demand_id: home, weight: 1 + (home % 7) }));
  return { demand, costs };
}

/** The work of which stopping is measured, by name. */
function everyWork(place) {
  const site = (question) => ({ process: "locatievraag", inputs: { vraag: question } });
  const locations = (keys) => site({ vraag: "locaties", voorziening: "PO", aantal: 3, trekkingen: 2000, ...keys });
  const isochrone = (profiel, minutes) => ({ process: "isochrone", inputs: { punt: place, profiel, tijden_s: minutes.map((minute) => minute * 60) } });
  const own = table(1_000, 100);
  const solve = (keys) => ({ process: "oplossen", inputs: { ...own, ...keys } });
  return {
    analyse: { process: "analyse", inputs: { formaten: ["gpkg", "geojson", "fgb", "shp", "parquet", "csv"] } },
    "isochrone-walk": isochrone("lopen", [15, 30, 60]),
    "isochrone-far": isochrone("fiets", [15, 30, 45, 60]),
    buurtschool: site({ vraag: "buurtschool" }),
    locaties: locations({}),
    "locaties-anew": locations({ model: "p-median", bestaand: "telt niet mee" }),
    "locaties-variants": locations({ varianten: "alleen" }),
    "locaties-long": locations({ model: "shortfall", aantal: 8, bestaand: "telt niet mee", plannen: 10, binnen_pct: 100, verschil: 4, rekentijd_s: 50 }),
    "oplossen-p-median": solve({ model: "p-median", sites: 20 }),
    "oplossen-p-center": solve({ model: "p-center", sites: 20 }),
    "oplossen-mclp": solve({ model: "mclp", sites: 20, radius: 100 }),
    "oplossen-shortfall": solve({ model: "shortfall", sites: 20, radius: 50, alternatives: 10 }),
  };
}

const words = ["serve", study, ...(options.data ? ["--data", options.data] : []), "--address", `127.0.0.1:${options.port}`];
const server = spawn(options.program, words, { stdio: ["ignore", "ignore", "inherit"] });
try {
  while ((await fetch(`${home}/studie`).catch(() => undefined))?.status !== 200) {
    if (server.exitCode !== null) throw new Error(`nabij stopped with exit code ${server.exitCode}`);
    await sleep(50);
  }
  const town = (await json("/studie")).naam.toLowerCase().replaceAll(/[^a-z]+/g, "-");
  const { bbox } = (await json("/collections/gebieden")).extent.spatial;
  const [west, south, east, north] = bbox[0];
  const place = [(west + east) / 2, (south + north) / 2];
  for (const [name, work] of Object.entries(everyWork(place))) if (name.startsWith(options.only)) await measure(`${town}-stop-${name}`, work);
} finally {
  server.kill("SIGTERM");
}
