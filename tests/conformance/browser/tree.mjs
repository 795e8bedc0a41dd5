// What Chromium tells assistive technology about pages: `node tree.mjs PAGE...`, as a list of nodes for each page.
import { address, browse } from './chromium.mjs';

const files = process.argv.slice(2);
const kept = new Set(['role', 'name', 'level', 'items', 'roles']);
await browse(Object.fromEntries(files.map(file => [file, {}])), async (page, file) => {
  await page.goto(address(file));
  const session = await page.context().newCDPSession(page);
  await session.send('Accessibility.enable');
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const byId = new Map(nodes.map(node => [node.nodeId, node]));
  // The children that are told: those of an ignored node stand in its place.
  const children = node => (node.childIds ?? []).map(id => byId.get(id)).filter(Boolean)
    .flatMap(child => child.ignored ? children(child) : [child]);
  const list = node => [
    { role: node.role.value, name: node.name?.value ?? '',
      level: node.properties?.find(property => property.name === 'level')?.value.value,
      items: children(node).filter(child => child.role.value === 'listitem').length },
    ...children(node).flatMap(list),
  ];
  const told = list(nodes[0]).map(node => Object.fromEntries(Object.entries(node).filter(([key]) => kept.has(key))));
  const languages = await page.evaluate(() => [...document.querySelectorAll('body [lang]')]
    .map(element => [element.getAttribute('lang'), element.textContent]));
  return { told, languages, language: await page.evaluate(() => document.documentElement.lang) };
});
