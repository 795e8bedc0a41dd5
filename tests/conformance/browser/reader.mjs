// Opens a book in epub.js, as a reader does: node reader.mjs BOOK FOLDER. Says in JSON what was shown, and puts
// pictures into the folder. Nothing leaves the machine: the page and the book are answered from here.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

const [book, folder] = process.argv.slice(2);
const modules = createRequire(process.env.PROGPIPE_NODE_MODULES + '/progpipe.js');
const ours = createRequire(process.env.READING_SYSTEM + '/node_modules/progpipe.js');
const { chromium } = modules('playwright-core');
const SITE = 'http://reader.test/';
const FILES = {
  '': ['text/html', `<!doctype html><html lang="sv"><title>Läsare</title><style>body { margin: 0 } #book { width: 600px; height: 800px }</style>
    <div id="book"></div><script src="jszip.js"></script><script src="epub.js"></script></html>`],
  'jszip.js': ['text/javascript', fs.readFileSync(ours.resolve('jszip/dist/jszip.min.js'))],
  'epub.js': ['text/javascript', fs.readFileSync(ours.resolve('epubjs/dist/epub.min.js'))],
  'book.epub': ['application/epub+zip', fs.readFileSync(book)],
};

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync',
    '--disable-component-update'],
});
try {
  const page = await (await browser.newContext({ viewport: { width: 600, height: 800 } })).newPage();
  const errors = [];
  page.on('pageerror', error => errors.push(String(error)));
  page.on('console', message => { if (message.type() === 'error') errors.push(message.text()); });
  await page.route('**/*', route => {
    const url = route.request().url();
    const file = url.startsWith(SITE) ? FILES[url.slice(SITE.length)] : undefined;
    if (file) return route.fulfill({ contentType: file[0], body: file[1] });
    errors.push(`asked for ${url}`);
    return route.abort();
  });
  await page.goto(SITE);
  await page.evaluate(async () => {
    const content = await (await fetch('book.epub')).arrayBuffer();
    window.book = ePub(content);
    window.shown = book.renderTo('book', { width: 600, height: 800, flow: 'paginated', spread: 'none' });
    await book.ready;
    await shown.display();
  });

  // What stands on the page at which the reader looks: the words of its first line, and what is in view of an id.
  const look = id => page.evaluate(async id => {
    await new Promise(done => setTimeout(done, 200));
    const [contents] = shown.getContents();
    const frame = contents.document.defaultView.frameElement.getBoundingClientRect();
    const inView = element => [...element.getClientRects()].some(box =>
      box.left + frame.left >= -1 && box.left + frame.left < 600 && box.top + frame.top >= -1 && box.top + frame.top < 800);
    const found = id ? contents.document.getElementById(id) : null;
    const words = contents.document.createTreeWalker(contents.document.body, NodeFilter.SHOW_TEXT);
    let text = '';
    while (words.nextNode()) {
      const range = contents.document.createRange();
      range.selectNodeContents(words.currentNode);
      if (words.currentNode.data.trim() && inView(range)) text += words.currentNode.data;
    }
    const images = [...contents.document.images].map(image => ({ alt: image.alt, width: image.naturalWidth, shown: inView(image) }));
    return { document: shown.currentLocation().start.href, inView: found ? inView(found) : null,
      text: text.replace(/\s+/g, ' ').trim(), images };
  }, id);
  // The first picture makes the browser draw what has been scrolled to; the second shows it.
  const picture = async name => {
    await page.screenshot();
    await page.waitForTimeout(200);
    await page.screenshot({ path: path.join(folder, `${name}.png`) });
  };

  const said = {};
  said.cover = await look();
  await picture('omslag');
  said.contents = await page.evaluate(() => {
    const lines = (items, depth) => items.flatMap(item => [[depth, item.label.trim(), item.href], ...lines(item.subitems, depth + 1)]);
    return lines(book.navigation.toc, 1);
  });
  await page.evaluate(() => shown.display(book.packaging.navPath));
  said.navigation = await look();
  await picture('innehall');
  const pages = await page.evaluate(() => book.pageList.pageList.map(one => ({ page: one.page, href: one.href })));
  said.pages = pages;
  said.jumps = [];
  for (const one of pages) {
    await page.evaluate(href => shown.display(href), one.href);
    said.jumps.push({ ...one, ...(await look(one.href.split('#')[1])) });
    await picture(`sida-${one.page}`);
  }
  said.term = await page.evaluate(async () => {
    for (const item of book.spine.spineItems) {
      await shown.display(item.href);
      const [contents] = shown.getContents();
      const link = contents.document.querySelector('[role=doc-glossref]');
      if (link) {
        const [file, id] = link.getAttribute('href').split('#');
        link.click();
        return { from: item.href, word: link.textContent, file, id };
      }
    }
    return null;
  });
  said.explanation = said.term && await look(said.term.id);
  await picture('ordlista');
  console.log(JSON.stringify({ ...said, errors }));
} finally {
  await browser.close();
}
