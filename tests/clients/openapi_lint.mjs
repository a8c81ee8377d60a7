// Has the description of the interface judged by Spectral: by its own rules for OpenAPI, and by the ruleset of the Dutch API
// Design Rules where ADR_RULESET names its file.
// How to run: node tests/clients/openapi_lint.mjs PROGRAM STUDY FOLDER_OF_SPECTRAL
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const [program, study, spectral] = process.argv.slice(2);
const server = spawn(program, ['serve', study, '--address', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'inherit'] });
const folder = mkdtempSync(join(tmpdir(), 'nabij-lint-'));
try {
  const home = await ready();
  const document = join(folder, 'openapi.json');
  writeFileSync(document, await (await fetch(`${home}/v1/openapi.json`)).text());
  const own = join(folder, 'openapi.yaml');
  writeFileSync(own, 'extends: ["spectral:oas"]\n');
  for (const rules of [own, process.env.ADR_RULESET].filter(Boolean)) lint(document, resolve(rules));
} finally {
  server.kill();
  rmSync(folder, { recursive: true });
}

/** The address of the service, once it has read the study. */
async function ready() {
  for await (const line of createInterface({ input: server.stdout })) {
    const address = /http:\/\/\S+$/.exec(line)?.[0];
    if (address !== undefined) return address;
  }
  throw new Error('the service stopped before it was ready');
}

function lint(document, rules) {
  const { status, stdout, stderr } = spawnSync(join(spectral, 'node_modules/.bin/spectral'), ['lint', '--fail-severity', 'error', '--ruleset', rules, document], { encoding: 'utf8' });
  console.log(`${rules}: ${stdout.trim().split('\n').at(-1)}`);
  assert.equal(status, 0, stdout + stderr);
}
