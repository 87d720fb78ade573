import { expect, test, type Page } from '@playwright/test';
import { pageOf, people } from './people.ts';

// The status of the partnership CA-ON-VISIT of the demonstration, declared by
// its executive: each run adds an indicator and a report of its own.

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

/** Misses a target: measured, returned, measured again and verified. */
async function missTarget(health: Page, ministry: Page, title: string) {
  const year = lastFiscalYear();
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
  await health.locator('[name=value-0]').fill('90');
  await health.locator('button[name=do][value=save]').click();
  await health.getByRole('link', { name: 'Record a measurement' }).click();
  await day(health, 'starts', [1, 4, year]);
  await day(health, 'ends', [31, 3, year + 1]);
  await health.locator('[name=numerator]').fill('45');
  await health.locator('[name=denominator]').fill('50');
  await health.locator('[name=source]').fill('Booking system');
  await health.locator('button[name=do][value=submit]').click();

  await ministry.goto('/');
  await ministry.locator('#to-verify').getByRole('link', { name: title }).click();
  await ministry.locator('input[name=decision][value=returned]').check();
  await ministry.locator('[name=reason]').fill('The winter is missing.');
  await ministry.getByRole('button', { name: 'Send answer' }).click();
  await expect(ministry.locator('main')).toContainText('The winter is missing.');

  await health.goto('/');
  await health.locator('#measurements-returned').getByRole('link', { name: title }).click();
  await health.getByRole('link', { name: 'Correct it' }).click();
  await health.locator('[name=numerator]').fill('152');
  await health.locator('[name=denominator]').fill('200');
  await health.locator('button[name=do][value=submit]').click();
  await ministry.reload();
  await ministry.locator('input[name=decision][value=verified]').check();
  await ministry.getByRole('button', { name: 'Send answer' }).click();
  await expect(ministry.locator('main')).toContainText('Verified');
}

test('a status declared better than computed is challenged, asked about and answered', async ({
  browser,
  javaScriptEnabled,
}, info) => {
  const mark = `${info.project.name} ${Date.now()}`;
  const health = await pageOf(browser, people.health, { javaScriptEnabled });
  const ministry = await pageOf(browser, people.ministry, { javaScriptEnabled });
  await missTarget(health, ministry, `Visits on time ${mark}`);

  // The form says first what is computed, asks for a reason and keeps what was typed.
  await health.goto(partnership);
  await health.getByRole('link', { name: 'How it is seen' }).click();
  await health.getByRole('link', { name: 'Status reports' }).first().click();
  await health.getByRole('link', { name: 'File a status report' }).click();
  await expect(health.locator('#computed')).toContainText('off track');
  await health.locator('input[name=declared][value=green]').check();
  await health.locator('[name=body]').fill(`The evening clinic carries the winter. ${mark}`);
  await health.getByRole('button', { name: 'File the report' }).click();
  await expect(health.getByRole('alert')).toContainText('You declare Green and Red is computed');
  await expect(health.locator('[name=body]')).toHaveValue(`The evening clinic carries the winter. ${mark}`);
  await expect(health.locator('input[name=declared][value=green]')).toBeChecked();
  await health.locator('[name=reason]').fill('The lines were down for three weeks; they are not any more.');
  await health.getByRole('button', { name: 'File the report' }).click();
  await expect(health.locator('main')).toContainText('Challenged, with a reason');
  await expect(health.locator('#then')).toContainText('off track');

  // The official sees both in the portfolio and on the workbench, and asks.
  await ministry.goto('/portfolio?concern=challenged');
  const row = ministry.locator('#partnerships tr', { hasText: 'CA-ON-VISIT' });
  await expect(row).toContainText('Red');
  await expect(row).toContainText('Declared Green');
  await expect(row).toContainText('Challenged, with a reason');
  await ministry.goto('/');
  const challenged = ministry.locator('#status-challenged li', { hasText: 'declared on' });
  await challenged.getByRole('link', { name: 'Virtual visits for remote communities' }).click();
  await expect(ministry.locator('main')).toContainText('The lines were down for three weeks');
  await ministry.getByLabel('What do you ask').fill(`Which weeks? ${mark}`);
  await ministry.getByRole('button', { name: 'Ask' }).click();
  await expect(ministry.locator('#questions')).toContainText('Waits for an answer');

  // The executive answers from the workbench.
  await health.goto('/');
  const asked = health.locator('#status-questions li', { hasText: mark });
  await asked.getByRole('link').click();
  await health.getByLabel('Your answer').fill(`The first three of January. ${mark}`);
  await health.getByRole('button', { name: 'Answer' }).click();
  await expect(health.locator('#questions')).toContainText('Answered');

  // And the official reads it, and how all of it is computed.
  await ministry.goto('/');
  await ministry.locator('#status-answers li', { hasText: mark }).getByRole('link').click();
  await expect(ministry.locator('#questions')).toContainText(`The first three of January. ${mark}`);
  await ministry.getByRole('link', { name: 'How status is computed' }).first().click();
  await expect(ministry.locator('main')).toContainText('less than 80%');
});
