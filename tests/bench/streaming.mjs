// A layer of more than 100,000 features to a client, and what memory that takes on top of the study.
// One line: bench streaming-<features> nabij_ms=<median> worst_ms=<n> memory_mb=<growth> size_mb=<n>.
// How to run, after a release build: node tests/bench/streaming.mjs STUDY

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";

const RUNS = 7;
const HOME = "http://127.0.0.1:18620/v1";
const [study] = process.argv.slice(2);

const server = spawn("target/release/nabij", ["serve", study, "--address", "127.0.0.1:18620"], { stdio: "ignore" });
process.on("exit", () => server.kill());
const peak = () => Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${server.pid}/status`, "utf8"))[1]) / 1024;

/** Reads an answer to its end and lets go of every part: its length. */
async function read(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  let length = 0;
  for await (const part of answer.body) length += part.length;
  return length;
}

while (!(await fetch(`${HOME}/studie`).catch(() => undefined))?.ok) {
  if (server.exitCode !== null) throw new Error(`nabij stopped with exit code ${server.exitCode}`);
  await new Promise((resolve) => setTimeout(resolve, 50));
}
const { numberMatched } = await (await fetch(`${HOME}/collections/dekking/items?limit=1`)).json();
if (numberMatched < 100_000) throw new Error(`${study} has ${numberMatched} features, expected 100,000 or more`);
const before = peak();
const times = [];
let length = 0;
for (let run = 0; run < RUNS; run += 1) {
  const began = performance.now();
  length = await read(`${HOME}/collections/dekking/download/geojson`);
  times.push(performance.now() - began);
}
times.sort((a, b) => a - b);
console.log(`bench streaming-${numberMatched} nabij_ms=${times[RUNS >> 1].toFixed(0)} worst_ms=${times.at(-1).toFixed(0)} `
  + `memory_mb=${(peak() - before).toFixed(1)} size_mb=${(length / 1e6).toFixed(1)}`);
process.exit();
