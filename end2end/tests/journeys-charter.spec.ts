import { expect, test, type Page } from '@playwright/test';
import { pageOf, people } from './people.ts';

// The charter of the partnership CA-ON-DEVICES of the demonstration: two
// parties write their columns and sign, and a change makes a new version.

const charter = '/partnerships/CA-ON-DEVICES/charter';
const characteristics = ['strategic_goals', 'time', 'power', 'ethics', 'culture'];

/** Writes what the party says of a characteristic, and says it in words of its own. */
async function write(page: Page, characteristic: string, place: string, words: string) {
  await page.goto(`${charter}/positions/${characteristic}`);
  await page.locator('[name=position]').selectOption(place);
  for (const facet of ['parameters', 'roles', 'involvement', 'expectations']) {
    await page.locator(`[name=${facet}]`).fill(`${words}: ${facet}`);
  }
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status')).toContainText(/kept in the charter|new version of the charter/);
}

/** The number of the latest version. */
async function latest(page: Page) {
  await page.goto(charter);
  const words = await page.locator('#versions tbody th').first().textContent();
  return Number(words!.match(/\d+/)![0]);
}

async function sign(page: Page, number: number) {
  await page.goto('/');
  await page.locator('#to-sign').getByRole('link', { name: 'devices', exact: false }).first().click();
  await page.getByRole('button', { name: `Sign version ${number}` }).click();
}

test('two parties write their columns and sign, and a change needs new signatures', async ({
  browser,
  javaScriptEnabled,
}, info) => {
  // Ten forms and six pages more, one after the other.
  test.slow();
  const options = { javaScriptEnabled };
  const words = `${info.project.name} ${Date.now()}`;
  const health = await pageOf(browser, people.health, options);
  const vendor = await pageOf(browser, people.vendor, options);

  // A form that is not whole shows its errors and loses nothing.
  await health.goto(`${charter}/positions/time`);
  await health.locator('[name=roles]').fill(`Kept ${words}`);
  await health.locator('[name=parameters]').fill('');
  await health.getByRole('button', { name: 'Save' }).click();
  await expect(health.getByRole('alert')).toContainText('Parameters');
  await expect(health.locator('[name=roles]')).toHaveValue(`Kept ${words}`);

  for (const characteristic of characteristics) {
    await write(health, characteristic, '8', `Care ${words}`);
    await write(vendor, characteristic, '2', `Firm ${words}`);
  }
  await health.goto(`${charter}/bridges/time`);
  await health.locator('[name=step]').fill(`Answer within a week ${words}`);
  await health.locator('[name=responsible]').selectOption({ label: 'Northlight Regional Health' });
  for (const [part, value] of [['day', '1'], ['month', '3'], ['year', '2030']]) {
    await health.locator(`[name=due_${part}]`).fill(value);
  }
  await health.getByRole('button', { name: 'Save' }).click();
  await expect(health.locator('#time')).toContainText(`Answer within a week ${words}`);
  await expect(health.locator('#time')).toContainText('6 apart: wide');
  await expect(health.locator('#time')).toContainText(`Firm ${words}: roles`);

  const number = await latest(health);
  await sign(health, number);
  await expect(health.getByRole('status')).toContainText('Your organisation has signed');
  await expect(health.locator('main')).toContainText(`Version ${number} waits for the signature of Birchline`);
  await sign(vendor, number);
  await expect(vendor.getByRole('status')).toContainText('the charter is in force');
  await expect(vendor.locator('main')).toContainText(`Version ${number} has been in force since`);

  // A change: the next version, which nobody has signed; the old one stays in force.
  await vendor.goto(`${charter}/positions/time`);
  await expect(vendor.locator('main')).toContainText(`A change makes version ${number + 1}`);
  await write(vendor, 'time', '5', `Changed ${words}`);
  await expect(vendor.locator('main')).toContainText(`Version ${number + 1} is a draft`);
  await expect(vendor.locator('main')).toContainText(`Version ${number} stays in force`);
  await expect(vendor.locator('#signatures')).toContainText(`that does not count for version ${number + 1}`);
  await expect(vendor.locator('#time')).toContainText('3 apart');
  await vendor.goto(`${charter}/versions/${number}`);
  await expect(vendor.locator('#time')).toContainText(`Firm ${words}: roles`);
  await expect(vendor.locator('#time')).not.toContainText(`Changed ${words}`);
  for (const page of [health, vendor]) await sign(page, number + 1);
  await health.goto(charter);
  await expect(health.locator('main')).toContainText(`Version ${number + 1} has been in force since`);
  await health.goto(`${charter}/versions/${number}`);
  await expect(health.locator('main')).toContainText('until a later version did');
});
