// Ace by DAISY on many books: one process, a browser for each book. No book reaches a network (see tools.environment).
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { modules, serve } from './serving.mjs';

const ace = modules('@daisy/ace-core');
const { EPUB } = modules('@daisy/epub-utils');
const puppeteer = modules('puppeteer');
const runner = modules('@daisy/ace-axe-runner-puppeteer');

// Ace keeps a book from HTTP, but not from WebSockets: its browser finds no host, and its proxy is the discard port.
const CLOSED = ['--proxy-server=127.0.0.1:9', '--proxy-bypass-list=<-loopback>', '--host-resolver-rules=MAP * ~NOTFOUND'];
const launch = puppeteer.launch.bind(puppeteer);
puppeteer.launch = options => launch({ ...options, args: [...(options?.args ?? []), ...CLOSED] });
if (!puppeteer.launch.toString().includes('CLOSED')) throw new Error('the browser of Ace cannot be kept from the network');

// Ace does not say whether the book or something else is to blame: a book that cannot be unpacked and parsed is.
async function unreadable(book) {
  try {
    const epub = new EPUB(book);
    await epub.extract();
    await epub.parse();
    return '';
  } catch (error) {
    return String(error?.message ?? error ?? 'it cannot be parsed').slice(0, 1000);
  }
}

async function judge(book) {
  const fault = await unreadable(book);
  if (fault) return { unreadable: fault };
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'progpipe-ace-'));
  try {
    const options = { cwd: outdir, outdir, lang: 'en', initLogger: true, silent: true, fileName: 'progpipe-ace.log' };
    await ace(book, options, runner);
    const report = JSON.parse(fs.readFileSync(path.join(outdir, 'report.json'), 'utf8'));
    const { assertions } = report;
    return {
      assertions,
      metadata: report['a11y-metadata'],
      outcome: report['earl:result']['earl:outcome'],
      subject: report['earl:testSubject'].url,
    };
  } finally {
    fs.rmSync(outdir, { recursive: true, force: true });
  }
}

await serve(judge);
process.exit(0);
