// How long a question for new facilities takes, as a client sees it: three of all candidates with every constraint and
// 2,000 draws, model by model, first the plans and then what other assumptions do to them.
// One line a figure: bench <name> nabij_ms=<median> worst_ms=<n> first_ms=<n>; first is before anything was measured.
// A refusal, or another answer to the same question, ends the run. How to run, after a release build:
//     node tests/bench/locations.mjs STUDY [--data DIR] [--runs 7] [--kind PO]

import { spawn } from "node:child_process";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: "string" },
    runs: { type: "string", default: "7" },
    kind: { type: "string", default: "PO" },
    port: { type: "string", default: "18560" },
    program: { type: "string", default: "target/release/nabij" },
  },
});
const [study] = positionals;
const home = `http://127.0.0.1:${options.port}`;

async function ask(question) {
  const body = JSON.stringify(question);
  const began = performance.now();
  const answer = await fetch(`${home}/v1/locatievragen`, { method: "POST", headers: { "content-type": "application/json" }, body });
  const text = await answer.text();
  const milliseconds = performance.now() - began;
  if (!answer.ok) throw new Error(`${body} answered ${answer.status}: ${text.slice(0, 300)}`);
  return { text, milliseconds };
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

async function measure(name, question) {
  const first = await ask(question);
  const times = [];
  for (let run = 0; run < Number(options.runs); run += 1) {
    const again = await ask(question);
    if (again.text !== first.text) throw new Error(`${name}: the same question has another answer`);
    times.push(again.milliseconds);
  }
  const [half, worst, cold] = [median(times), Math.max(...times), first.milliseconds].map((time) => time.toFixed(1));
  const proven = JSON.parse(first.text).plannen?.every((plan) => plan.bewezen) ?? true;
  console.log(`bench ${name} nabij_ms=${half} worst_ms=${worst} first_ms=${cold}${proven ? "" : " unproven"}`);
}

/** Three of all, one in a district, 800 m apart, within a budget, one in any case and every tenth in no case. */
function everyConstraint(ids) {
  return {
    vraag: "locaties",
    voorziening: options.kind,
    aantal: 3,
    hoogstens_per_wijk: 1,
    onderlinge_afstand_m: 800,
    budget_eur: 1_500_000,
    verplicht: ids.slice(0, 1),
    uitgesloten: ids.filter((_, number) => number % 10 === 5),
    trekkingen: 2000,
  };
}

/** The questions of a study by name; need weighs where the study has it. */
function questions(ids, hasNeed) {
  const all = everyConstraint(ids);
  const free = { vraag: "locaties", voorziening: options.kind, aantal: 3, trekkingen: 2000 };
  const models = ["mclp", "p-median", "shortfall", "worst-off", "p-center", "p-dispersion"];
  const asked = models.map((model) => [model, { ...all, model }]);
  if (hasNeed) asked.push(...["mclp", "p-median", "shortfall", "worst-off"].map((model) => [`${model}-need`, { ...all, model, weging: "inzet" }]));
  // Everybody within an hour: a number of sites is the answer.
  const covering = { vraag: "locaties", voorziening: options.kind, model: "lscp", norm_s: 3600, trekkingen: 2000 };
  return [...asked, ["lscp", covering], ["free", free], ["places", { ...all, capaciteit: "telt mee" }], ["anew", { ...all, bestaand: "telt niet mee" }]];
}

const words = ["serve", study, ...(options.data ? ["--data", options.data] : []), "--address", `127.0.0.1:${options.port}`];
const server = spawn(options.program, words, { stdio: "ignore" });
try {
  while ((await fetch(`${home}/v1/antwoord`).catch(() => undefined))?.status !== 200) {
    if (server.exitCode !== null) throw new Error(`nabij stopped with exit code ${server.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const json = async (path) => (await fetch(`${home}${path}`)).json();
  const town = (await json("/v1/studie")).naam.toLowerCase().replaceAll(/[^a-z]+/g, "-");
  const candidates = (await json("/v1/collections/kandidaten_buurtschool/items?limit=1000")).features;
  const byNeed = { vraag: "locaties", voorziening: options.kind, weging: "inzet", varianten: "niet" };
  const hasNeed = await ask(byNeed).then(() => true, () => false);
  const ids = candidates.map((feature) => String(feature.id)).sort();
  for (const [name, question] of questions(ids, hasNeed)) {
    await measure(`${town}-locations-${name}`, { ...question, varianten: "niet" });
    await measure(`${town}-variants-${name}`, { ...question, varianten: "alleen" });
  }
} finally {
  server.kill("SIGTERM");
}
