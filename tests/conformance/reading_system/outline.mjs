// The accessibility tree of pages as Chromium exposes it: node outline.mjs FILE... Says in JSON, for each file, its
// nodes in order: role, name and what else assistive technology is told.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const modules = createRequire(process.env.PROGPIPE_NODE_MODULES + '/progpipe.js');
const { chromium } = modules('playwright-core');
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync',
    '--disable-component-update'],
});
const said = [];
try {
  for (const file of process.argv.slice(2)) {
    const page = await (await browser.newContext({ offline: true })).newPage();
    await page.goto(pathToFileURL(file).href);
    const session = await page.context().newCDPSession(page);
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const byId = new Map(nodes.map(node => [node.nodeId, node]));
    const lines = [];
    const walk = (node, depth) => {
      if (!node) return;
      if (!node.ignored) {
        const level = node.properties?.find(one => one.name === 'level')?.value.value;
        lines.push({ role: node.role.value, name: (node.name?.value ?? '').replace(/\s+/g, ' ').trim(), level, depth });
      }
      for (const id of node.childIds ?? []) walk(byId.get(id), depth + (node.ignored ? 0 : 1));
    };
    walk(nodes.find(node => !node.parentId), 0);
    said.push(lines);
    await page.context().close();
  }
  console.log(JSON.stringify(said));
} finally {
  await browser.close();
}
