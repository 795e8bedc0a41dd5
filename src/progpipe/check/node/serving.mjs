// The other end of processes.py: reads a JSON list of paths, writes one line of JSON for each, and stops at the
// first that cannot be judged. Whatever a library prints goes to the errors, so that it is not taken for an answer.
import fs from 'node:fs';
import { createRequire } from 'node:module';

export const modules = createRequire(process.env.PROGPIPE_NODE_MODULES + '/progpipe.js');

const toErrors = process.stderr.write.bind(process.stderr);
process.stdout.write = toErrors;

function say(line) {
  const bytes = Buffer.from(line + '\n');
  for (let done = 0; done < bytes.length;) {
    try {
      done += fs.writeSync(1, bytes, done);
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
    }
  }
}

export function within(seconds, promise, what) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took more than ${seconds} seconds`)), seconds * 1000);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

export async function serve(judge) {
  for (const path of JSON.parse(fs.readFileSync(0, 'utf8'))) {
    let answer;
    try {
      answer = await judge(path);
    } catch (error) {
      answer = { failed: String(error?.message ?? error ?? 'it failed without a reason').slice(0, 1000) };
    }
    say(JSON.stringify({ ...answer, path }));
    if (answer.failed) break;
  }
}
