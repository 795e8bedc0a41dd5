// A page of a preview while its source changes: `node follow.mjs ADDRESS SOURCE ID OLD NEW`. Tells where the block with
// the id is at first, after more text above it, while the source has problems, and when these are mended.
import fs from 'node:fs';
import { browse } from './chromium.mjs';

const [, , url, source, id, old, made] = process.argv;
const save = text => {
  fs.writeFileSync(`${source}.new`, text);
  fs.renameSync(`${source}.new`, source);
};

await browse({ preview: { viewport: { width: 1000, height: 800 }, offline: false } }, async page => {
  const before = fs.readFileSync(source, 'utf8');
  await page.goto(url);
  await page.evaluate(name => {
    const block = document.getElementById(name);
    scrollTo({ top: block.getBoundingClientRect().top + scrollY - 100, behavior: 'instant' });
    block.querySelector('a').focus({ preventScroll: true });
    window.block = block;
  }, id);
  const seen = () => page.evaluate(name => ({
    top: Math.round(document.getElementById(name)?.getBoundingClientRect().top ?? -1),
    height: document.documentElement.scrollHeight,
    same: document.getElementById(name) === window.block,
    focus: !!document.activeElement.closest(`[id="${name}"]`),
  }), id);
  const after = async (text, words, there) => {
    save(text);
    await page.waitForFunction(([said, is]) => document.body.textContent.includes(said) === is, [words, there], { timeout: 30000 });
    await page.waitForTimeout(100);
    return seen();
  };
  const found = { first: await seen() };
  found.longer = await after(before.replace(old, made), 'Nytt ovanför', true);
  found.problems = await after(before.slice(0, -20), 'P006', true);
  found.mended = await after(before, 'P006', false);
  return found;
});
