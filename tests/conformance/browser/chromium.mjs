// What the scripts here share: Chromium led by playwright-core, which reaches nothing but files on this machine.
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(path.join(process.env.PROGPIPE_NODE_MODULES, '..', 'package.json'));
const { chromium } = require('playwright-core');

// Calls `look` with a page for each of the contexts, and prints what it gives as JSON.
export async function browse(contexts, look) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
  const found = {};
  try {
    for (const [name, options] of Object.entries(contexts)) {
      const context = await browser.newContext({ reducedMotion: 'reduce', offline: true, ...options });
      found[name] = await look(await context.newPage(), name);
      await context.close();
    }
  } finally {
    await browser.close();
  }
  process.stdout.write(JSON.stringify(found));
}

export const address = file => pathToFileURL(path.resolve(file)).href;
