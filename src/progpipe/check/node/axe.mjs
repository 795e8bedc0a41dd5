// axe-core on many pages in one Chromium: `node axe.mjs`, with a JSON list of paths on its input.
//
// Every way that people look at a page is a mode. axe runs in a world of its own, which the scripts of the page do not
// share. Nothing but files in the folder of the page is read; what it asks for besides that is reported.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { modules, serve, within } from './serving.mjs';

const { chromium } = modules('playwright-core');
const axe = fs.readFileSync(modules.resolve('axe-core/axe.min.js'), 'utf8');
const LOADING = 30; // seconds until a page begins
const SETTLING = 20; // seconds until it has loaded; then it is judged as it stands
const RUNNING = 60; // seconds for axe in one mode
const desktop = { width: 1280, height: 900 };
const phone = { width: 320, height: 640 }; // WCAG 1.4.10: 320 CSS pixels
// WCAG 1.4.12, to the letter.
const SPACING = `* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }`;
const MODES = [
  { name: 'desktop', viewport: desktop },
  { name: '320 px', viewport: phone },
  { name: 'dark', viewport: desktop, colorScheme: 'dark' },
  { name: 'forced colours', viewport: desktop, forcedColors: 'active' },
  { name: 'text spacing', viewport: desktop, css: SPACING },
  { name: 'text spacing at 320 px', viewport: phone, css: SPACING },
];
// Every rule, also those that are off by default (target-size, color-contrast-enhanced ...), but for two kinds: old
// rules that others have replaced, and hidden-content, which says of any hidden element that it was not looked at.
// In the modes that show what is hidden at others, it is.
const RUN = `(async () => {
  const left = ['hidden-content'];
  if (!document.styleSheets.length) left.push('css-orientation-lock'); // it cannot say that there is nothing to read
  const rules = axe.getRules().filter(rule => !rule.tags.includes('deprecated') && !left.includes(rule.ruleId));
  const result = await axe.run(document, {
    runOnly: { type: 'rule', values: rules.map(rule => rule.ruleId) },
    preload: { assets: ['cssom'], timeout: 10000 }, resultTypes: ['violations', 'incomplete', 'passes'],
  });
  const kept = list => list.map(({ id, impact, help, helpUrl, tags, nodes }) => ({
    id, impact, help, helpUrl, tags,
    nodes: nodes.slice(0, 200).map(node => ({
      target: node.target.flat(Infinity),
      why: [...node.any, ...node.all, ...node.none].map(check => check.message),
    })),
    count: nodes.length,
  }));
  return { violations: kept(result.violations), incomplete: kept(result.incomplete), passes: result.passes.length };
})()`;
// What axe does not measure: sideways scrolling, and text that is cut off when it needs more room.
const ROOM = `(() => {
  const root = document.documentElement;
  const hides = value => value === 'hidden' || value === 'clip';
  const cut = [...document.querySelectorAll('body *')].filter(element => {
    const style = getComputedStyle(element);
    if (element.clientWidth < 2 || element.clientHeight < 2 || !element.innerText?.trim()) return false;
    return hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1 ||
      hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1;
  });
  const name = element => element.localName + (element.id ? '#' + element.id : '') +
    [...element.classList].map(one => '.' + one).join('');
  return { wide: root.scrollWidth - root.clientWidth, cut: cut.slice(0, 50).map(name), elements: document.querySelectorAll('*').length };
})()`;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--force-webrtc-ip-handling-policy=disable_non_proxied_udp'],
  proxy: { server: 'http://127.0.0.1:9' }, // the discard port
  timeout: 60_000,
});

// A request is answered from the folder of the page, or not at all.
async function answer(route, page, troubles) {
  const request = route.request();
  const url = request.url();
  if (request.isNavigationRequest() && !request.frame().parentFrame()) {
    if (url !== page.url || page.opened) {
      troubles.push({ code: 'page-leaves', message: `The page goes to ${url} by itself.` });
      return route.fulfill({ status: 204 }); // no content: the page stays
    }
    page.opened = true;
    return route.fulfill({ contentType: page.type, body: page.body });
  }
  if (/^(data|blob|about):/.test(url)) return route.continue();
  if (url.startsWith('file:') && inside(url, page.folder)) return route.continue();
  troubles.push({ code: 'request-blocked', message: `The page asks for ${url.slice(0, 300)}, which was not fetched.` });
  return route.abort();
}

function inside(url, folder) {
  try {
    return fs.realpathSync(fileURLToPath(new URL(url))).startsWith(folder + path.sep);
  } catch {
    return false; // there is no such file
  }
}

async function look(file, { name, css, ...options }) {
  const troubles = [];
  const page = { body: fs.readFileSync(file), url: pathToFileURL(file).href, folder: fs.realpathSync(path.dirname(file)),
    type: /\.xht(ml)?$/i.test(file) ? 'application/xhtml+xml' : 'text/html' };
  const context = await browser.newContext({ ...options, offline: true, bypassCSP: true, serviceWorkers: 'block', acceptDownloads: false });
  try {
    context.on('page', opened => opened.opener().then(opener => opener && opened.close()).catch(() => {}));
    await context.route('**/*', route => answer(route, page, troubles));
    await context.routeWebSocket('**/*', socket => {
      troubles.push({ code: 'request-blocked', message: `The page asks for ${socket.url()}, which was not fetched.` });
      socket.close();
    });
    const tab = await context.newPage();
    tab.on('pageerror', error => troubles.push({ code: 'script-error', message: `A script of the page fails: ${error.message}` }));
    await tab.goto(page.url, { waitUntil: 'commit', timeout: LOADING * 1000 });
    const session = await context.newCDPSession(tab);
    const { frameTree } = await session.send('Page.getFrameTree');
    const { executionContextId: contextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id, worldName: 'progpipe' });
    const evaluate = async expression => {
      const said = await session.send('Runtime.evaluate', { expression, contextId, awaitPromise: true, returnByValue: true });
      if (said.exceptionDetails) throw new Error(said.exceptionDetails.exception?.description ?? said.exceptionDetails.text);
      return said.result.value;
    };
    // Not Playwright's own waiting: a page that tries to go elsewhere meanwhile confuses it.
    const complete = `new Promise(done => document.readyState === 'complete' ? done() : addEventListener('load', done))`;
    await within(SETTLING, evaluate(complete), '').catch(() => {
      troubles.push({ code: 'still-loading', message: `The page has not finished loading after ${SETTLING} seconds.` });
    });
    if (css) await evaluate(`{ const style = document.createElement('style'); style.textContent = ${JSON.stringify(css)}; document.documentElement.append(style); }`);
    const room = await evaluate(ROOM);
    await evaluate(axe);
    const result = await evaluate(RUN);
    return { name, url: await evaluate('location.href'), ...result, ...room, troubles };
  } finally {
    context.close().catch(() => {});
  }
}

async function judge(file) {
  const modes = [];
  for (const mode of MODES) modes.push(await within(LOADING + SETTLING + RUNNING, look(file, mode), `the page in the mode ${mode.name}`));
  return { url: pathToFileURL(file).href, modes };
}

await serve(judge);
await within(10, browser.close(), 'closing the browser').catch(() => {});
process.exit(0);
