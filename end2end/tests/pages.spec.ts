import { expect, test, type Page } from '@playwright/test';
import AxeBuilder from '@axe-core/playwright';
import { HtmlValidate } from 'html-validate';
import { people, signIn } from './people.ts';

// Every page that somebody reaches by links, one of each kind: no list to keep.

const validator = new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: {
    // Void elements and attributes as the renderer writes them; both are valid HTML.
    'void-style': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'no-inline-style': 'error',
    'long-title': 'off',
    'no-trailing-whitespace': 'off',
    // A group of checkboxes shares its name.
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit', 'button'] }],
  },
});

/** The kind of a page: its address without what differs between records. */
function kind(url: URL): string {
  const path = url.pathname
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g, ':id')
    .replace(/^\/partnerships\/(?!new(\/|$))[^/.]+/, '/partnerships/:reference');
  const filtered = [...url.searchParams.keys()].some((key) => key !== 'lang');
  return path + (filtered ? '?' : '');
}

/** The addresses that a page links to, of kinds not yet found. */
async function follow(page: Page, found: Set<string>): Promise<string[]> {
  const links = await page.locator('a[href]').evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href));
  const fresh = [];
  for (const link of links) {
    const url = new URL(link);
    if (url.origin !== new URL(page.url()).origin || url.searchParams.has('lang')) continue;
    if (url.pathname.startsWith('/files/') || /\.(csv|json)$/.test(url.pathname)) continue;
    if (found.has(kind(url))) continue;
    found.add(kind(url));
    fresh.push(url.pathname + url.search);
  }
  return fresh;
}

const COLOUR = ['color-contrast', 'link-in-text-block'];

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function axe(page: Page, where: string, rules: 'all' | 'structure' | 'colour') {
  // Legacy only in name: no page has frames, and it saves a new tab for each check.
  const builder = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  if (rules === 'colour') builder.withRules(COLOUR);
  else builder.withTags(TAGS);
  // Measuring colours takes longer than all else.
  if (rules === 'structure') builder.disableRules(COLOUR);
  const { violations } = await builder.analyze();
  const words = violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`);
  expect.soft(words, `axe at ${where}`).toEqual([]);
}

const built = new Set<string>();
const painted = new Set<string>();

/** Whether any of the words is not yet in the set, which then holds them all. */
function addNew(words: string[], seen: Set<string>): boolean {
  const before = seen.size;
  for (const word of words) seen.add(word);
  return seen.size > before;
}

/**
 * What a page shows that none before it did: an element within another, each
 * its tag, classes and attributes' names, on this kind of page or on any; and
 * whether that may look otherwise, which follows from tags and classes alone.
 * What other roles see of a page is mostly the same, and axe takes longer than
 * all other checks together.
 */
async function novelty(page: Page): Promise<{ built: boolean; painted: boolean }> {
  const [structure, looks] = await page.evaluate(() => {
    const look = (element: Element) => [element.tagName, ...[...element.classList].sort()].join(' ');
    const whole = (element: Element) => [look(element), ...element.getAttributeNames().sort()].join(' ');
    const pairs = (name: (element: Element) => string) =>
      [...document.querySelectorAll('body *')].map((e) => `${name(e.parentElement!)} > ${name(e)}`);
    return [pairs(whole), pairs(look)];
  });
  return {
    built: addNew([kind(new URL(page.url())), ...structure], built),
    painted: addNew(looks, painted),
  };
}

/** What makes the page wider than the window, if anything does. */
async function wide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > width + 1)
      .slice(0, 5)
      .map((element) => `${element.tagName}.${element.className}`);
  });
}

/** Looks at a page in English; whether it showed anything that none before it did. */
async function examine(page: Page, address: string): Promise<boolean> {
  await page.setViewportSize({ width: 1280, height: 900 });
  // Colours that are still fading would be measured half-way.
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', reducedMotion: 'reduce' });
  const response = await page.goto(address);
  expect.soft(response!.status(), address).toBe(200);
  const html = await response!.text();

  const report = await validator.validateString(html);
  const messages = report.results.flatMap((r) => r.messages.map((m) => `${m.line}: ${m.ruleId} ${m.message}`));
  expect.soft(messages, `HTML of ${address}`).toEqual([]);

  const policy = response!.headers()['content-security-policy'] ?? '';
  expect.soft(policy, address).toContain("default-src 'none'");
  expect.soft(policy, address).not.toContain('unsafe');
  expect.soft(html, address).not.toContain('⟦');
  expect.soft(await page.locator('h1').count(), `headings of ${address}`).toBe(1);

  const news = await novelty(page);
  if (news.built) await axe(page, `${address}, light`, news.painted ? 'all' : 'structure');
  if (news.painted) {
    await page.emulateMedia({ colorScheme: 'dark' });
    await axe(page, `${address}, dark`, 'colour');
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
    await axe(page, `${address}, forced colours`, 'colour');
    await page.emulateMedia({ forcedColors: 'none' });
  }

  await page.setViewportSize({ width: 320, height: 640 });
  expect.soft(await wide(page), `sideways scroll at ${address}`).toEqual([]);
  return news.built;
}

/** The same page in French, at the width at which longer words would show. */
async function examineInFrench(page: Page, address: string) {
  const response = await page.goto(address);
  expect.soft(response!.status(), address).toBe(200);
  expect.soft(await page.locator('html').getAttribute('lang'), address).toBe('fr-CA');
  expect.soft(await response!.text(), address).not.toContain('⟦');
  expect.soft(await wide(page), `sideways scroll at ${address} in French`).toEqual([]);
}

/** Goes on with the addresses, also those that are added meanwhile, in two tabs: one for each core. */
async function inTwoTabs(tabs: Page[], addresses: string[], visit: (tab: Page, address: string) => Promise<void>) {
  let next = 0;
  const goOn = async (tab: Page) => {
    while (next < addresses.length) await visit(tab, addresses[next++]);
  };
  await Promise.all(tabs.map(goOn));
}

for (const [role, email] of Object.entries(people)) {
  test(`every page of ${role} is valid, accessible, fits 320 px and speaks French`, async ({ page, context }) => {
    const faults: string[] = [];
    context.on('console', (message) => {
      if (message.type() === 'error') faults.push(`${message.page()?.url()}: ${message.text()}`);
    });
    await signIn(page, email);
    const tabs = [page, await context.newPage()];
    await examine(page, '/');
    const found = new Set(['/']);
    const addresses = await follow(page, found);
    const news = ['/'];
    await inTwoTabs(tabs, addresses, async (tab, address) => {
      if (await examine(tab, address)) news.push(address);
      addresses.push(...(await follow(tab, found)));
    });
    expect(addresses.length).toBeGreaterThan(5);
    await page.goto('/?lang=fr-CA');
    await inTwoTabs(tabs, news, examineInFrench);
    expect.soft(faults, 'the browser complained').toEqual([]);
  });
}

test('the pages before sign-in are valid, accessible and fit 320 px', async ({ page }) => {
  for (const address of ['/sign-in', '/sign-in?lang=fr-CA']) await examine(page, address);
  const missing = await page.goto('/no-such-page');
  expect(missing!.status()).toBe(404);
  await axe(page, 'a missing page', 'all');
});

test('the keyboard reaches content and menus in order, and the focus is seen', async ({ page }) => {
  await signIn(page, people.ministry);
  await page.goto('/portfolio');
  await page.keyboard.press('Tab');
  await expect(page.locator(':focus')).toHaveText('Skip to main content');
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();
  await page.keyboard.press('Tab');
  const outline = await page.locator(':focus').evaluate((element) => getComputedStyle(element).outlineStyle);
  expect(outline).not.toBe('none');
});
