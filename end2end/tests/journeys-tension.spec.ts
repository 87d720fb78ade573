import { expect, test, type Page } from '@playwright/test';
import { pageOf, people } from './people.ts';

// A tension of the partnership CA-ON-DEVICES of the demonstration is recorded
// and weighed, a mechanism is added that eases it and creates another, and the
// map shows both.

const tab = '/partnerships/CA-ON-DEVICES/tensions';

async function fill(page: Page, fields: Record<string, string>) {
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`main [name=${name}]`).first();
    if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption(value);
    else await field.fill(value);
  }
}

const day = (name: string, [d, m, y]: string[]) => ({
  [`${name}_day`]: d!,
  [`${name}_month`]: m!,
  [`${name}_year`]: y!,
});

async function record(page: Page, first: string, second: string, began: string[]) {
  await page.goto(tab);
  await page.getByRole('link', { name: 'Record a tension' }).click();
  await fill(page, { first_pole: first, second_pole: second, description: 'Felt on two wards', ...day('began', began) });
  await page.locator('[name=level][value=partnership]').check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status')).toContainText('The tension is recorded');
}

async function effect(page: Page, tension: string, code: string, felt: string[], words: string) {
  await page.getByRole('link', { name: 'Say what a mechanism does' }).click();
  await page.locator(`[name=effect][value=${code}]`).check();
  await page.locator('[name=strength][value=strong]').check();
  await page.locator('[name=tension]').selectOption({ label: tension });
  await fill(page, { words, ...day('felt', felt) });
  await page.getByRole('button', { name: 'Save' }).click();
}

test('a tension is recorded, a mechanism eases it and creates another, and the map shows both', async ({
  browser,
  javaScriptEnabled,
}, info) => {
  // Six forms and as many pages, one after the other.
  test.slow();
  const options = { javaScriptEnabled };
  const mark = `${info.project.name} ${Date.now()}`;
  const [first, second] = [`One device for all ${mark}`, `Each ward its own ${mark}`];
  const [quick, heard] = [`Quick orders ${mark}`, `All wards asked ${mark}`];
  const health = await pageOf(browser, people.health, options);

  // One pole alone is no tension, and what was typed is kept.
  await health.goto(tab);
  await health.getByRole('link', { name: 'Record a tension' }).click();
  await expect(health.locator('main')).toContainText('Both poles are wanted');
  await fill(health, { first_pole: first });
  await health.getByRole('button', { name: 'Save' }).click();
  await expect(health.getByRole('alert')).toContainText('The other pole');
  await expect(health.locator('[name=first_pole]')).toHaveValue(first);

  await record(health, first, second, ['1', '2', '2026']);
  const story = health.url();
  await fill(health, { balance: '-4', words: `Two wards refused ${mark}`, ...day('said', ['2', '3', '2026']) });
  await health.getByRole('button', { name: 'Record the position' }).click();
  await expect(health.locator('#positions')).toContainText(`Two wards refused ${mark}`);

  // The supplier sees it differently, and is heard.
  const vendor = await pageOf(browser, people.vendor, options);
  await vendor.goto(story);
  await fill(vendor, { balance: '3', words: `We keep five kinds ${mark}`, ...day('said', ['4', '3', '2026']) });
  await vendor.getByRole('button', { name: 'Record the position' }).click();
  await expect(vendor.locator('main')).toContainText('Between −4 and +3');

  await record(health, quick, heard, ['1', '4', '2026']);
  await health.goto(tab);
  await health.getByRole('link', { name: 'Add a mechanism' }).click();
  await fill(health, { title: `Ordering board ${mark}`, description: 'Wards agree on what is bought', ...day('since', ['1', '3', '2026']) });
  await health.locator('[name=kind][value=stakeholder_roles]').check();
  await health.locator('[name=level][value=partnership]').check();
  await health.locator('[name=owner]').selectOption({ label: 'Northlight Regional Health' });
  await health.getByRole('button', { name: 'Save' }).click();
  await expect(health.getByRole('status')).toContainText('The mechanism is added');

  await effect(health, `${first} ↔ ${second}`, 'eases', ['5', '4', '2026'], 'Both wards order again');
  await expect(health.locator('#effects')).toContainText('eases strongly');
  // A tension that a mechanism creates begins on that day.
  await effect(health, `${quick} ↔ ${heard}`, 'creates', ['5', '4', '2026'], 'Orders wait for the board');
  await expect(health.getByRole('alert')).toContainText('This tension began on');
  await fill(health, day('felt', ['1', '4', '2026']));
  await health.getByRole('button', { name: 'Save' }).click();
  await expect(health.locator('main')).toContainText('This mechanism has side effects');

  await health.goto(`/tensions/map?q=${encodeURIComponent(mark)}`);
  await expect(health.locator('#picture')).toContainText('2 tensions, one mechanism, one of them with side effects');
  await expect(health.locator('#side-effects')).toContainText(quick);
  await health.goto(story);
  await expect(health.locator('#story')).toContainText(`Ordering board ${mark}`);
});

test('a direction that nobody carries out stands out until a partnership does', async ({
  browser,
  javaScriptEnabled,
}, info) => {
  const options = { javaScriptEnabled };
  const title = `Spare parts for ten years ${info.project.name} ${Date.now()}`;
  const ministry = await pageOf(browser, people.ministry, options);
  await ministry.goto('/directions');
  await ministry.getByRole('link', { name: 'Set a direction' }).click();
  await ministry.locator('[name=jurisdiction]').selectOption({ label: 'Ontario' });
  await fill(ministry, {
    title,
    body: 'Suppliers keep parts',
    asks: 'Of suppliers',
    discretion: 'Which parts',
    ...day('from', ['1', '2', '2026']),
  });
  await ministry.locator('[name=area][value=bidding_processes]').check();
  await ministry.getByRole('button', { name: 'Save' }).click();
  await expect(ministry.locator('main')).toContainText('Nobody carries it out');
  const page = ministry.url();

  const health = await pageOf(browser, people.health, options);
  await health.goto('/partnerships/CA-ON-DEVICES/government');
  await health.locator('[name=direction]').selectOption({ label: `${title} (Ontario)` });
  await fill(health, { carry_words: 'Parts are in the contract', ...day('since', ['1', '3', '2026']) });
  await health.getByRole('button', { name: 'Record', exact: true }).click();
  await expect(health.locator('#directions')).toContainText(title);
  await ministry.goto(page);
  await expect(ministry.locator('#carriers')).toContainText('Parts are in the contract');
  await expect(ministry.locator('main')).not.toContainText('Nobody carries it out');
});
