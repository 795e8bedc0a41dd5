// The page without styles, and on paper: `node looks.mjs PAGE PDF`, where the printed page is written to PDF.
import { address, browse } from './chromium.mjs';

// In the page: the blocks of text in the order in which they stand, each with its place.
const blocks = () => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6, p, li, dt, dd, caption, th, td, figcaption')]
  .filter(element => element.innerText.trim())
  .map(element => {
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return { tag: element.localName, text: element.innerText.trim().replace(/\s+/g, ' '), top: box.top + scrollY,
      left: box.left, width: box.width, height: box.height, shown: style.visibility === 'visible', inCell: !!element.closest('td, th') };
  });

// In the page: what is drawn on paper of each element with text of its own, and what would stay where it was.
const paper = () => [...document.querySelectorAll('body, body *')].filter(element => element.getClientRects().length)
  .map(element => {
    const style = getComputedStyle(element);
    return { element: element.localName + '.' + element.className, colour: style.color, ground: style.backgroundColor,
      position: style.position, text: [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()) };
  });

const [file, pdf] = process.argv.slice(2);
const desktop = { width: 1280, height: 900 };
await browse({ bare: { viewport: desktop }, paper: { viewport: desktop, colorScheme: 'dark' } }, async (page, name) => {
  await page.goto(address(file));
  if (name === 'bare') {
    await page.evaluate(() => document.querySelectorAll('style, link[rel=stylesheet]').forEach(element => element.remove()));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    return { blocks: await page.evaluate(blocks), wide, first: await page.evaluate(() => document.body.innerText.trim().split('\n')[0]) };
  }
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const drawn = await page.evaluate(paper);
  await page.pdf({ path: pdf, format: 'A4', preferCSSPageSize: true });
  const headings = await page.evaluate(() => [...document.querySelectorAll('h2, h3, h4, h5, h6')]
    .filter(element => element.getClientRects().length).map(element => element.innerText.trim().replace(/\s+/g, ' ')));
  return { drawn, headings };
});
