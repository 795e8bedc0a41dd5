// An e-book in a reading system: `node reader.mjs BOOK FOLDER`. epub.js shows the cover, the navigation, a page of the
// page list and what a link to the glossary leads to. The pictures go to FOLDER; what is on the screen is told.
import fs from 'node:fs';
import path from 'node:path';
import { browse } from './chromium.mjs';

const [book, folder] = process.argv.slice(2);
const modules = process.env.PROGPIPE_READER_MODULES;
const scripts = ['jszip/dist/jszip.min.js', 'epubjs/dist/epub.min.js'].map(name => path.join(modules, name));

// In the page: the words that can be seen, those of this column or screen alone, and where an id stands.
const SHOWN = `(id => {
  const frame = document.querySelector('iframe');
  const at = frame.getBoundingClientRect();
  const inner = frame.contentDocument;
  const isSeen = box => box.width > 0 && at.left + box.right > 0 && at.left + box.left < innerWidth - 1
    && at.top + box.bottom > 0 && at.top + box.top < innerHeight;
  const walker = inner.createTreeWalker(inner.body, NodeFilter.SHOW_TEXT);
  const words = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const range = inner.createRange();
    range.selectNodeContents(node);
    if ([...range.getClientRects()].some(isSeen)) words.push(node.data);
  }
  const target = id ? inner.getElementById(id) : null;
  const box = target?.getBoundingClientRect();
  return {
    text: words.join(' ').replace(/\\s+/g, ' ').trim(),
    images: [...inner.images].filter(image => image.complete && image.naturalWidth && isSeen(image.getBoundingClientRect()))
      .map(image => image.alt),
    target: target ? { name: target.localName, role: target.getAttribute('role'),
      seen: at.left + box.left > -2 && at.left + box.left < innerWidth && at.top + box.top > -2 && at.top + box.top < innerHeight } : null,
  };
})`;

await browse({ reader: { viewport: { width: 600, height: 800 }, offline: false } }, async page => {
  const shown = id => page.evaluate(`${SHOWN}(${JSON.stringify(id ?? '')})`);
  const picture = async name => { await page.waitForTimeout(800); await page.screenshot({ path: path.join(folder, `${name}.png`) }); };
  const display = target => page.evaluate(async to => { await window.rendition.display(to); }, target);
  // epub.js resolves links against the address of its page, so that it must have one. Nothing is fetched from there.
  await page.route('**/*', route => route.fulfill({ contentType: 'text/html',
    body: '<!doctype html><title>Bok</title><style>body { margin: 0 }</style><div id="area"></div>' }));
  await page.goto('http://reader.invalid/');
  await page.unroute('**/*');
  for (const script of scripts) await page.addScriptTag({ path: script });
  const contents = await page.evaluate(async data => {
    const bytes = Uint8Array.from(atob(data), character => character.charCodeAt(0));
    window.book = ePub(bytes.buffer);
    window.rendition = window.book.renderTo('area', { width: 600, height: 800, flow: 'paginated', spread: 'none',
      allowScriptedContent: true });
    await window.rendition.display();
    await window.book.loaded.navigation;
    const flat = items => items.flatMap(item => [[item.label.trim(), item.href], ...flat(item.subitems ?? [])]);
    const pages = await window.book.loaded.pageList;
    return { metadata: window.book.packaging.metadata.title, spine: window.book.spine.spineItems.map(item => item.href),
      toc: flat(window.book.navigation.toc), pages: (pages ?? []).map(item => [item.page, item.href]) };
  }, fs.readFileSync(book).toString('base64'));
  const found = { ...contents };
  found.cover = await shown();
  await picture('omslag');
  const navigation = contents.spine.find(href => /nav|innehall/.test(href));
  if (navigation) {
    await display(navigation);
    found.navigation = await shown();
    await picture('innehall');
  }
  const last = contents.toc.at(-1);
  await display(last[1]);
  found.chapter = await shown(last[1].split('#')[1]);
  if (contents.pages.length) {
    const [number, href] = contents.pages[Math.floor(contents.pages.length / 2)];
    await display(href);
    found.page = { number, ...await shown(href.split('#')[1]) };
    await picture('sida');
  }
  for (const href of contents.spine) {
    await display(href);
    const link = await page.evaluate(() => document.querySelector('iframe').contentDocument.querySelector('a[role=doc-glossref]')?.getAttribute('href'));
    if (!link) continue;
    const frame = page.frames().find(one => one !== page.mainFrame());
    const words = await frame.locator('a[role=doc-glossref]').first().innerText();
    await frame.evaluate(() => document.querySelector('a[role=doc-glossref]').click());
    await page.waitForFunction(id => document.querySelector('iframe')?.contentDocument?.getElementById(id), link.split('#')[1]);
    await page.waitForTimeout(500);
    found.glossary = { words, link, ...await shown(link.split('#')[1]) };
    await picture('ordlista');
    break;
  }
  return found;
});
