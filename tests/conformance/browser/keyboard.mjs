// The page by keyboard alone: `node keyboard.mjs PAGE`. Tells where each press of Tab leads, and what is seen there.
import { address, browse } from './chromium.mjs';

const desktop = { width: 1280, height: 900 };
const contexts = {
  desktop: { viewport: desktop },
  phone: { viewport: { width: 320, height: 640 } },
  dark: { viewport: desktop, colorScheme: 'dark' },
  'forced colours': { viewport: desktop, forcedColors: 'active' },
};

// In the page: everything that Tab should reach, in the order of the document.
const expected = () => {
  const all = [...document.querySelectorAll('a[href], summary, [tabindex="0"]')];
  all.forEach((element, number) => { element.dataset.stop = number; });
  return all.map(element => element.getAttribute('href') ?? element.className);
};

// In the page: what has the focus, how it is marked, and whether it can be seen.
const focused = () => {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  const style = getComputedStyle(element);
  const rgb = colour => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const ground = start => {
    for (let at = start; at; at = at.parentElement) {
      const [red, green, blue, alpha = 1] = rgb(getComputedStyle(at).backgroundColor);
      if (alpha > 0) return [red, green, blue];
    }
    return [255, 255, 255];
  };
  const light = colour => colour.slice(0, 3).map(part => part / 255)
    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
  const contrast = (one, two) => {
    const [high, low] = [light(one), light(two)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  };
  const boxes = [...element.getClientRects()].filter(box => box.width && box.height);
  const seen = boxes.some(box => {
    const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 2);
    const y = Math.min(Math.max(box.top + Math.min(box.height, innerHeight) / 2, 1), innerHeight - 2);
    const inside = box.top < innerHeight && box.bottom > 0 && box.left < innerWidth && box.right > 0;
    const top = document.elementFromPoint(x, y);
    return inside && !!top && (element.contains(top) || top.contains(element));
  });
  const box = element.getBoundingClientRect();
  const block = element.closest('p, dd, td, th, li, figcaption, caption') ?? element.parentElement;
  return {
    stop: Number(element.dataset.stop ?? -1), name: element.textContent.trim().slice(0, 60), role: element.getAttribute('role'),
    outline: style.outlineStyle, width: parseFloat(style.outlineWidth),
    contrast: contrast(rgb(style.outlineColor), ground(element.parentElement)), seen,
    box: [box.left, box.top, box.width, box.height],
    inText: style.display.startsWith('inline') && block.textContent.trim().length > element.textContent.trim().length,
    matches: element.matches(':focus-visible'), folded: element.localName === 'summary',
  };
};

await browse(contexts, async page => {
  await page.goto(address(process.argv[2]));
  const stops = await page.evaluate(expected);
  const path = [];
  for (let presses = 0; presses < stops.length + 20; presses += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(focused);
    if (!at) break;
    path.push(at);
    if (at.folded) await page.keyboard.press('Enter'); // what is folded up is reached when it has been unfolded
  }
  await page.goto('about:blank');
  await page.goto(address(process.argv[2]));
  await page.keyboard.press('Tab');
  const first = await page.evaluate(() => document.activeElement.getAttribute('href'));
  await page.keyboard.press('Enter');
  const place = await page.evaluate(() => document.querySelector('main').getBoundingClientRect().top);
  await page.keyboard.press('Tab');
  const after = await page.evaluate(() => !!document.activeElement.closest('main'));
  return { stops, path, skip: { first, after, place } };
});
