// What @usebruno/converters makes of the same files: a line of JSON a file, with each request's auth.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const [, , modules] = process.argv;
const require = createRequire(path.join(modules, 'index.js'));
const converters = require('@usebruno/converters');
const yaml = require('js-yaml');

const readers = {
  postman: async (text) => (await converters.postmanToBruno(JSON.parse(text))),
  insomnia: async (text) => converters.insomniaToBruno(parsed(text)),
  openapi: async (text) => converters.openApiToBruno(parsed(text)),
};

const parsed = (text) => {
  try { return JSON.parse(text); } catch { return yaml.load(text); }
};

const inside = (items, above) => items.flatMap((item) => {
  if (item.type === 'folder') {
    const own = item.root?.request?.auth?.mode;
    return inside(item.items ?? [], !own || own === 'inherit' ? above : own);
  }
  if (!item.request) return [];
  const own = item.request.auth?.mode ?? 'none';
  return [[item.name, item.request.method, own === 'inherit' ? above : own]];
});

for (const row of readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  const { format, path: file } = JSON.parse(row);
  let requests = null;
  try {
    const made = await readers[format](readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
    const whole = made.collection ?? made;
    requests = inside(whole.items ?? [], whole.root?.request?.auth?.mode ?? 'none');
  } catch { /* it does not come in: null says so */ }
  process.stdout.write(JSON.stringify({ file, requests }) + '\n');
}
process.exit(0);
