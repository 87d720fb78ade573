import { expect, test, type Page } from '@playwright/test';
import { pageOf, people } from './people.ts';

// A target of last fiscal year in the partnership CA-ON-VISIT of the
// demonstration: each run adds an indicator of its own.

const partnership = '/partnerships/CA-ON-VISIT';

/** The first year of the fiscal year before the one that today lies in, in Ontario. */
function lastFiscalYear(): number {
  const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'America/Toronto' });
  const [year, month] = today.split('-').map(Number);
  return month >= 4 ? year - 1 : year - 2;
}

async function day(page: Page, name: string, [d, m, y]: [number, number, number]) {
  await page.locator(`[name=${name}_day]`).fill(String(d));
  await page.locator(`[name=${name}_month]`).fill(String(m));
  await page.locator(`[name=${name}_year]`).fill(String(y));
}

test('a measurement is returned, corrected and verified, and the missed target shows in the status', async ({
  browser,
}) => {
  const year = lastFiscalYear();
  const title = `Visits kept ${Date.now()}`;
  const health = await pageOf(browser, people.health);
  const ministry = await pageOf(browser, people.ministry);

  // The executive says what is measured and what was to be reached.
  await health.goto(`${partnership}/targets`);
  await health.getByRole('link', { name: 'Add indicator' }).click();
  await health.getByLabel('Title').fill(title);
  await health.locator('select[name=owner]').selectOption({ label: 'Northlight Regional Health' });
  await health.locator('input[name=kind][value=ratio]').check();
  await health.getByLabel('Unit').fill('%');
  await health.locator('input[name=direction][value=higher]').check();
  await health.locator('[name=baseline]').fill('70');
  await day(health, 'measured', [31, 3, year]);
  await health.locator('button[name=do][value=add_before]').click();
  await expect(health.locator('select[name=start-0]')).toHaveValue(`${year}-04-01`);
  await health.locator('[name=value-0]').fill('90');
  await health.locator('button[name=do][value=save]').click();
  await expect(health.locator('h1')).toHaveText(title);
  await expect(health.locator('main')).toContainText('No data');

  // And measures it, at first without the winter.
  await health.getByRole('link', { name: 'Record a measurement' }).click();
  await day(health, 'starts', [1, 4, year]);
  await day(health, 'ends', [31, 3, year + 1]);
  await health.locator('[name=numerator]').fill('45');
  await health.locator('[name=denominator]').fill('50');
  await health.locator('button[name=do][value=submit]').click();
  await expect(health.getByRole('alert')).toContainText('Source');
  await expect(health.locator('[name=numerator]')).toHaveValue('45');
  await health.locator('[name=source]').fill('Booking system');
  await health.locator('button[name=do][value=submit]').click();
  await expect(health.locator('main')).toContainText('It waits for somebody who leads the partnership');
  await expect(health.locator('input[name=decision]')).toHaveCount(0);

  // The ministry finds it on its workbench and returns it with a reason.
  await ministry.goto('/');
  await ministry.locator('#to-verify').getByRole('link', { name: title }).click();
  await ministry.locator('input[name=decision][value=returned]').check();
  await ministry.getByRole('button', { name: 'Send answer' }).click();
  await expect(ministry.getByRole('alert')).toContainText('Say what has to be corrected');
  await ministry.locator('[name=reason]').fill('The winter is missing.');
  await ministry.getByRole('button', { name: 'Send answer' }).click();
  await expect(ministry.locator('main')).toContainText('The winter is missing.');

  // The executive sees it returned, corrects and submits it again.
  await health.goto('/');
  const returned = health.locator('#measurements-returned');
  await expect(returned).toContainText('The winter is missing.');
  await returned.getByRole('link', { name: title }).click();
  await health.getByRole('link', { name: 'Correct it' }).click();
  await health.locator('[name=numerator]').fill('152');
  await health.locator('[name=denominator]').fill('200');
  await health.locator('button[name=do][value=submit]').click();

  await ministry.reload();
  await ministry.locator('input[name=decision][value=verified]').check();
  await ministry.getByRole('button', { name: 'Send answer' }).click();
  await expect(ministry.locator('main')).toContainText('Verified');

  // 76 % where 90 % were to be reached: six of the twenty points expected.
  await ministry.goto(`${partnership}/targets`);
  await ministry.getByRole('link', { name: title }).click();
  const main = ministry.locator('main');
  await expect(main).toContainText('Off track');
  await expect(main).toContainText('30% of the expected change');
  await ministry.locator('details.chart-table summary').click();
  await expect(main.locator('.chart-table')).toContainText('Target missed');
  await ministry.goto(partnership);
  // Another run may have left one as far behind.
  await expect(ministry.locator('main')).toContainText(/indicators (is|are) off track; furthest behind: “.+” with 30%/);
  await ministry.goto('/portfolio?targets=red');
  await expect(ministry.locator('main')).toContainText('Virtual visits for remote communities');
});
