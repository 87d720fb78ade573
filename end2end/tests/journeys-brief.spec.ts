import { expect, test } from '@playwright/test';
import { pageOf, people } from './people.ts';

// From the portfolio to a page of paper: an official narrows it, saves the
// view, and prints the brief; and what a minister reads of one partnership.

/** How many pages a PDF has: its tree of pages says so at its root. */
function pages(pdf: Buffer): number {
  const counts = [...pdf.toString('latin1').matchAll(/\/Type\s*\/Pages\b[^>]*?\/Count\s+(\d+)|\/Count\s+(\d+)[^>]*?\/Type\s*\/Pages\b/g)];
  return Math.max(...counts.map((count) => Number(count[1] ?? count[2])));
}

test('an official narrows the portfolio, saves the view and prints its brief', async ({ browser, javaScriptEnabled }, info) => {
  const name = `Red or amber ${info.project.name} ${Date.now()}`;
  const page = await pageOf(browser, people.ministry, { javaScriptEnabled });
  await page.goto('/portfolio?status=red&status=amber');
  await page.getByRole('link', { name: 'Save this view' }).first().click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('Name');
  await page.getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status')).toContainText('The view is saved');
  expect(page.url()).toContain('/portfolio?status=red&status=amber');

  // It waits on the workbench, and the brief is of what it shows.
  await page.goto('/');
  await page.getByRole('link', { name }).click();
  await page.getByRole('link', { name: 'Minister’s brief' }).click();
  expect(page.url()).toContain('/portfolio/brief?status=red&status=amber');
  await expect(page.locator('.brief')).toContainText('Red, Amber');
  for (const format of ['A4', 'Letter']) {
    const pdf = await page.pdf({ format, path: info.outputPath(`portfolio-${format}.pdf`), preferCSSPageSize: false });
    expect(pages(pdf), `${format}, ${page.url()}`).toBe(1);
  }
  await page.emulateMedia({ media: 'print' });
  for (const hidden of ['.masthead', '.brief-tools', '.breadcrumbs']) {
    await expect(page.locator(hidden)).toBeHidden();
  }
  await expect(page.locator('.brief-foot')).toBeVisible();

  await page.emulateMedia({ media: 'screen' });
  await page.goto('/views');
  const row = page.getByRole('row', { name });
  await row.getByRole('link', { name: /^Rename/ }).click();
  await page.getByLabel('Name').fill(`${name}, renamed`);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('row', { name: `${name}, renamed` }).getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('status')).toContainText('The view is deleted');
  await expect(page.locator('main')).not.toContainText(name);
});

test('the brief of the largest partnership fits one page, in both languages', async ({ browser, javaScriptEnabled }, info) => {
  for (const email of [people.ministry, people.health, people.vendor]) {
    const page = await pageOf(browser, email, { javaScriptEnabled });
    await page.goto('/partnerships/CA-ON-RECORD');
    await page.getByRole('link', { name: 'Minister’s brief' }).click();
    await expect(page.locator('h1')).toContainText('Northlight shared care record');
    for (const locale of ['en-CA', 'fr-CA']) {
      await page.goto(`/partnerships/CA-ON-RECORD/brief?lang=${locale}`);
      for (const format of ['A4', 'Letter']) {
        const pdf = await page.pdf({ format, path: info.outputPath(`${email}-${locale}-${format}.pdf`) });
        expect(pages(pdf), `${email}, ${locale}, ${format}`).toBe(1);
      }
    }
  }
});

test('the heat map leads to the factor of a round, and the comparison to its list', async ({ browser, javaScriptEnabled }) => {
  const page = await pageOf(browser, people.ministry, { javaScriptEnabled });
  await page.goto('/portfolio');
  await page.getByRole('link', { name: 'All success factors' }).click();
  await page.locator('td a.heat').first().click();
  expect(page.url()).toMatch(/\/scorecards\/[0-9a-f-]+\/results#factor-/);
  await page.goto('/jurisdictions');
  await page.getByRole('link', { name: 'Side by side' }).click();
  await page.locator('#stages tbody td a').first().click();
  expect(page.url()).toMatch(/\/portfolio\?jurisdiction=.*&stage=/);
});
