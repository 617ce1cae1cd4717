// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// What is wrong with the page that is open, for whoever sees badly, has no mouse, or a small window. Each list is
// empty on a page that is well.

const described = (element) =>
  `${element.tagName.toLowerCase()}${element.id && '#' + element.id}.${[...element.classList].join('.')} ` +
  `“${(element.textContent || element.getAttribute('aria-label') || '').trim().slice(0, 40)}”`;

const isSeen = (element) =>
  element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
  element.getClientRects().length > 0 &&
  getComputedStyle(element).clipPath === 'none';

/** Red, green, blue and opacity, each up to 1. */
const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
function colour(text) {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = text;
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data].map((part) => part / 255);
}

function over([r, g, b, a], ground) {
  return [r, g, b].map((part, index) => part * a + ground[index] * (1 - a));
}

function luminance(rgb) {
  const [r, g, b] = rgb.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** What an element stands on, and how much of it is seen: opacity of it and of all around it. */
function groundOf(element) {
  const around = [];
  for (let at = element; at; at = at.parentElement) {
    around.unshift(getComputedStyle(at));
  }
  let ground = [1, 1, 1];
  for (const { backgroundColor } of around) {
    ground = over(colour(backgroundColor), ground);
  }
  return { ground, opacity: around.reduce((product, style) => product * Number(style.opacity), 1) };
}

/** Texts that are hard to read; what is switched off may be. */
function paleTexts() {
  const found = new Set();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || element.closest(':disabled, a:not([href]), noscript, script, style') || !isSeen(element)) {
      continue;
    }
    const { ground, opacity } = groundOf(element);
    const [r, g, b, a] = colour(getComputedStyle(element).color);
    const ratio = contrast(over([r, g, b, a * opacity], ground), ground);
    if (ratio < 4.5) {
      found.add(`${described(element)} ${ratio.toFixed(2)}`);
    }
  }
  return [...found];
}

/** Symbols without a text that are hard to see. */
function paleIcons() {
  return [...document.querySelectorAll('button .icon, a .icon')]
    .filter((icon) => !icon.closest(':disabled') && isSeen(icon.parentElement))
    .map((icon) => {
      const { ground, opacity } = groundOf(icon);
      const [r, g, b, a] = colour(getComputedStyle(icon).color);
      return [icon, contrast(over([r, g, b, a * opacity], ground), ground)];
    })
    .filter(([, ratio]) => ratio < 3)
    .map(([icon, ratio]) => `${described(icon.parentElement)} ${ratio.toFixed(2)}`);
}

/** What is wider than the window. */
function wideElements() {
  const isIn = (element) => {
    for (let at = element.parentElement; at; at = at.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(at).overflowX) && at.id !== 'main') {
        return true;
      }
    }
    return false;
  };
  const wide = [...document.querySelectorAll('body *')].filter((element) => {
    const { right, left, width } = element.getBoundingClientRect();
    return width > 1 && isSeen(element) && (right > innerWidth + 1 || left < -1) && !isIn(element);
  });
  const scrolled = [document.documentElement, document.querySelector('main')].filter(
    (element) => element && element.scrollWidth > element.clientWidth,
  );
  return [...wide, ...scrolled].map(described);
}

/** What can be used and has no name. */
function namelessControls() {
  const nameOf = (element) =>
    element.getAttribute('aria-label') ||
    (element.getAttribute('aria-labelledby') && document.getElementById(element.getAttribute('aria-labelledby'))?.textContent) ||
    [...(element.labels ?? [])].map(({ textContent }) => textContent).join('') ||
    (element.matches('input, select, textarea') ? '' : element.textContent) ||
    element.querySelector('img[alt]')?.alt;
  return [...document.querySelectorAll('button, a[href], input:not([type=hidden]), select, textarea, [tabindex="0"], dialog, nav, img')]
    .filter((element) => isSeen(element) && !(element.matches('img') ? element.hasAttribute('alt') : nameOf(element)?.trim()))
    .map(described);
}

/** Requests to other servers. */
function foreignRequests() {
  return performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .filter((name) => !name.startsWith(location.origin + '/') && !/^(data|blob):/.test(name));
}

/** How much of what stood there already was moved, as browsers reckon it; 0.1 counts as good. */
function shift() {
  return new Promise((done) => {
    let sum = 0;
    const moved = [];
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput, sources } of list.getEntries()) {
        if (!hadRecentInput) {
          sum += value;
          moved.push(...sources.map(({ node }) => (node?.tagName ? described(node) : String(node?.data))));
        }
      }
    }).observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => done({ sum, moved }), 100);
  });
}

const [done] = arguments;
shift().then(({ sum, moved }) => {
  const all = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
  done({
    'pale texts': paleTexts(),
    'pale icons': paleIcons(),
    'wide elements': wideElements(),
    'nameless controls': namelessControls(),
    'foreign requests': foreignRequests(),
    'shifted elements': sum > 0.05 ? [sum.toFixed(3), ...moved] : [],
    bytes: all.reduce((total, { transferSize }) => total + transferSize, 0),
    elements: document.querySelectorAll('*').length,
  });
});
