// Follows the file that a page shows. When the file changes, only what differs is replaced in the page: the reader stays
// where they were, with the same block on top, the same focus, and what was unfolded still unfolded.
(() => {
  const own = document.currentScript;
  const { name } = own.dataset;
  let { version } = own.dataset;
  let warnings = Number(own.dataset.warnings);
  let stream = null;
  let place = null; // where the reader was when the problems came
  let kept = null; // the page that they hide
  own.remove();

  const hasProblems = of => of.startsWith('problems');

  // --- the place of the reader: the first block that is seen, and how far from the top it is

  const seen = () => {
    const candidates = [...document.querySelectorAll('body [id]:not(.progpipe-bar)')];
    const boxes = candidates.map(element => [element.id, element.getBoundingClientRect()]);
    const visible = boxes.filter(([, box]) => box.height && box.bottom > 0 && box.top < innerHeight);
    // What begins in the window first; then what the reader is inside, from the innermost block outwards.
    const begins = visible.filter(([, box]) => box.top >= 0);
    const around = visible.filter(([, box]) => box.top < 0).reverse();
    const blocks = [...begins, ...around].map(([id, box]) => ({ id, top: box.top }));
    return { blocks, y: scrollY, focus: document.activeElement };
  };

  const goTo = where => {
    const block = where.blocks.find(({ id }) => document.getElementById(id));
    const moved = block ? document.getElementById(block.id).getBoundingClientRect().top - block.top : where.y - scrollY;
    if (where.y === 0) scrollTo({ top: 0, behavior: 'instant' });
    else if (Math.abs(moved) >= 1) scrollBy({ top: moved, behavior: 'instant' });
    const { focus } = where;
    const again = focus.isConnected ? focus : focus.id && document.getElementById(focus.id);
    if (again && again !== document.body && again !== document.activeElement) again.focus({ preventScroll: true });
  };

  // --- from the old tree to the new one

  const attributes = (old, made) => {
    for (const { name: key } of [...old.attributes]) {
      if (!made.hasAttribute(key) && key !== 'open') old.removeAttribute(key);
    }
    for (const { name: key, value } of made.attributes) {
      if (old.getAttribute(key) !== value) old.setAttribute(key, value);
    }
  };

  const isAlike = (old, made) => old.nodeType === made.nodeType && old.nodeName === made.nodeName
    && (old.id ?? '') === (made.id ?? '');

  const update = (old, made) => {
    if (old.isEqualNode(made)) return;
    if (!isAlike(old, made)) old.replaceWith(made);
    else if (old.nodeType === Node.ELEMENT_NODE) {
      attributes(old, made);
      children(old, made);
    } else old.nodeValue = made.nodeValue;
  };

  const children = (old, made) => {
    const before = [...old.childNodes];
    const after = [...made.childNodes];
    while (before.length && after.length && isAlike(before[0], after[0])) update(before.shift(), after.shift());
    const tail = before[0] ?? null;
    while (before.length && after.length && isAlike(before.at(-1), after.at(-1))) update(before.pop(), after.pop());
    const next = before.length ? before.at(-1).nextSibling : tail ?? null;
    before.forEach(node => node.remove());
    after.forEach(node => old.insertBefore(node, next));
  };

  // --- the warnings, which do not hide the page

  const bar = () => {
    document.querySelector('.progpipe-bar')?.remove();
    if (!warnings || hasProblems(version) || name === 'warnings') return;
    const made = document.createElement('p');
    made.className = 'progpipe-bar';
    made.setAttribute('role', 'status');
    made.lang = 'sv';
    made.style.cssText = 'position:fixed;inset:auto 0 0 auto;margin:0;padding:.5rem 1rem;z-index:9;'
      + 'background:#fff;color:#000;border:2px solid #000;font:1rem/1.5 sans-serif';
    const link = document.createElement('a');
    link.href = '/_progpipe/varningar';
    link.style.color = '#000';
    link.textContent = warnings === 1 ? 'En varning' : `${warnings} varningar`;
    made.append(link);
    document.body.append(made);
  };

  // --- news

  const show = async state => {
    const answer = await fetch(`/_progpipe/shown?name=${encodeURIComponent(name)}`);
    const made = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const script = made.querySelector('script[data-version]');
    const shown = script.dataset.version;
    script.remove();
    if (!hasProblems(version)) place = seen();
    document.querySelector('.progpipe-bar')?.remove();
    const frame = made.querySelector('iframe');
    if (frame) frame.setAttribute('src', frame.getAttribute('src') + location.hash); // #page=7
    attributes(document.documentElement, made.documentElement);
    children(document.head, made.head);
    if (hasProblems(shown) && !hasProblems(version)) {
      kept = document.body;
      document.body.replaceWith(made.body);
    } else {
      if (hasProblems(version) && !hasProblems(shown) && kept) document.body.replaceWith(kept);
      update(document.body, made.body);
    }
    version = shown;
    warnings = state.warnings;
    bar();
    if (hasProblems(version)) scrollTo({ top: 0, behavior: 'instant' });
    else if (place) goTo(place);
    document.documentElement.dataset.version = version;
  };

  let running = Promise.resolve();
  const told = event => {
    const state = JSON.parse(event.data);
    running = running.then(() => {
      if (state.version !== version) return show(state);
      if (state.warnings !== warnings) {
        warnings = state.warnings;
        bar();
      }
      return null;
    }).catch(() => {}); // the server has ended: the stream begins again when it is back
  };

  const listen = () => {
    if (stream || document.hidden) return; // a browser keeps few connections to one server
    const query = new URLSearchParams({ name, version });
    stream = new EventSource(`/_progpipe/events?${query}`);
    stream.onmessage = told;
  };
  const rest = () => {
    stream?.close();
    stream = null;
  };
  document.addEventListener('visibilitychange', () => (document.hidden ? rest() : listen()));
  addEventListener('pagehide', rest);
  addEventListener('pageshow', listen);
  const frame = document.querySelector('iframe');
  if (frame && location.hash) frame.setAttribute('src', frame.getAttribute('src') + location.hash);
  bar();
  listen();
})();
