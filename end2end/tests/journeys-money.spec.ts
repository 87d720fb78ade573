import { expect, test, type Locator, type Page } from '@playwright/test';
import { pageOf, people } from './people.ts';

// Money over years in the partnership CA-ON-VISIT of the demonstration, to
// which nobody has promised anything: each run promises in currencies of its
// own, so the ledger's numbers are this test's alone.

const partnership = '/partnerships/CA-ON-VISIT';

/** The first year of the fiscal year that today lies in, in Ontario. */
function fiscalYear(): number {
  const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'America/Toronto' });
  const [year, month] = today.split('-').map(Number);
  return month >= 4 ? year : year - 1;
}

const label = (year: number) => `${year}/${String((year + 1) % 100).padStart(2, '0')}`;
const money = (amount: number, currency: string) =>
  `${amount < 0 ? '−' : ''}${Math.abs(amount).toLocaleString('en-GB')} ${currency}`;

async function press(page: Page, value: string) {
  await page.locator(`button[name=do][value=${value}]`).first().click();
}

/** Enters a commitment for five fiscal years from this one. */
async function promise(page: Page, title: string, currency: string, amounts: number[]) {
  await page.goto(`${partnership}/commitments`);
  await page.getByRole('link', { name: 'Add commitment' }).click();
  await page.getByLabel('Title').fill(title);
  await page.locator('select[name=funder]').selectOption({ index: 1 });
  await page.locator('input[name=kind][value=operational]').check();
  await page.locator('select[name=currency]').selectOption(currency);
  // The last year is a copy of the one before, made by the server.
  for (const [index, amount] of amounts.slice(0, 4).entries()) {
    if ((await page.locator(`[name=amount-${index}]`).count()) === 0) await press(page, 'add_after');
    await page.locator(`[name=amount-${index}]`).fill(String(amount));
    await page.locator(`select[name=status-${index}]`).selectOption('committed');
  }
  await press(page, 'copy_3');
  await expect(page.locator('[name=amount-4]')).toHaveValue(String(amounts[3]));
  await page.locator('[name=amount-4]').fill(String(amounts[4]));
  await press(page, 'work_out');
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  await expect(page.locator('main')).toContainText(`${money(total, currency)} committed; 5 years have an amount.`);
  await press(page, 'save');
  await expect(page.locator('h1')).toHaveText(title);
}

async function revise(page: Page, title: string, index: number, amount: number, status: string, reason: string) {
  await page.goto(`${partnership}/commitments`);
  await page.getByRole('link', { name: title }).first().click();
  await page.getByRole('link', { name: 'Revise commitment' }).click();
  await page.locator(`[name=amount-${index}]`).fill(String(amount));
  await page.locator(`select[name=status-${index}]`).selectOption(status);
  await press(page, 'save');
  await expect(page.getByRole('alert')).toContainText('Say why it changes');
  await expect(page.locator(`[name=amount-${index}]`)).toHaveValue(String(amount));
  await page.getByLabel('Why it changes').fill(reason);
  await press(page, 'save');
  await expect(page.locator('main')).toContainText(reason);
}

async function move(page: Page, kind: 'receipts' | 'spending', title: string, amount: number): Promise<Locator> {
  await page.goto(`${partnership}/${kind}/new`);
  const option = page.locator('select[name=commitment] option', { hasText: title });
  await page.locator('select[name=commitment]').selectOption((await option.getAttribute('value'))!);
  const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'America/Toronto' }).split('-');
  for (const [part, value] of [['year', today[0]], ['month', today[1]], ['day', today[2]]]) {
    await page.locator(`[name=date_${part}]`).fill(value);
  }
  await page.locator('[name=amount]').fill(String(amount));
  await page.getByRole('button', { name: 'Save' }).click();
  return page.getByRole('status');
}

test('five years in three currencies, revised twice, partly received, overspent: the ledger adds up', async ({
  browser,
  javaScriptEnabled,
}, info) => {
  const [first, second, third] = javaScriptEnabled ? ['NOK', 'DKK', 'CHF'] : ['PLN', 'CZK', 'HUF'];
  const title = (currency: string) => `Video visits, ${currency} ${info.project.name}`;
  const page = await pageOf(browser, people.ministry, { javaScriptEnabled });

  await promise(page, title(first), first, [1000, 1000, 900, 800, 700]);
  await promise(page, title(second), second, [50000, 50000, 50000, 50000, 50000]);
  await promise(page, title(third), third, [300, 200, 100, 100, 100]);

  await revise(page, title(first), 1, 1200, 'committed', `The wards asked for more ${first}`);
  await revise(page, title(first), 4, 700, 'withdrawn', `The budget was cut ${first}`);
  await expect(await move(page, 'receipts', title(first), 400)).toContainText('The receipt is saved.');
  await expect(await move(page, 'spending', title(first), 1500)).toContainText('More is now spent');

  // By hand: expected, committed, received, spent, remaining.
  const year = fiscalYear();
  const byHand: Record<string, number[][]> = {
    [first]: [
      [0, 1000, 400, 1500, -500],
      [0, 1200, 0, 0, 1200],
      [0, 900, 0, 0, 900],
      [0, 800, 0, 0, 800],
      [0, 0, 0, 0, 0],
    ],
    [second]: Array.from({ length: 5 }, () => [0, 50000, 0, 0, 50000]),
    [third]: [300, 200, 100, 100, 100].map((amount) => [0, amount, 0, 0, amount]),
  };
  await page.goto(`${partnership}/funding`);
  for (const [currency, rows] of Object.entries(byHand)) {
    const table = page.locator('table', { has: page.locator('caption', { hasText: `Fiscal years in ${currency}` }) }).first();
    for (const [index, figures] of rows.entries()) {
      const row = table.locator('tbody tr', { hasText: label(year + index) });
      const cells = await row.locator('td').allTextContents();
      expect(cells.map((cell) => cell.trim()), `${currency} in ${label(year + index)}`).toEqual(
        figures.map((figure) => money(figure, currency)),
      );
    }
  }
  await expect(page.locator('main')).toContainText(`Overspent by ${money(500, first)}`);
  // 1,200 falls to 900: by more than a fifth. 300 falls to 200 a year before.
  await expect(page.locator('main')).toContainText(`From 1 Apr ${year + 2} only ${money(900, first)} is committed`);
  await expect(page.locator('main')).toContainText(`From 1 Apr ${year + 1} only ${money(200, third)} is committed`);

  // The history shows each revision with its reason.
  await page.goto(`${partnership}/history`);
  for (const reason of [`The wards asked for more ${first}`, `The budget was cut ${first}`]) {
    await expect(page.locator('main')).toContainText(reason);
  }
  expect(await page.content()).not.toContain('⟦');

  // Vendors learn nothing of it.
  const vendor = await pageOf(browser, people.vendor, { javaScriptEnabled });
  for (const path of ['funding', 'commitments', 'receipts', 'spending', 'funding.csv', 'commitments.csv']) {
    const response = await vendor.request.get(`${partnership}/${path}`);
    expect([403, 404], path).toContain(response.status());
  }
});
