import { test, type Browser, type Page } from '@playwright/test';
import { pageOf, people } from './people.ts';

// The pictures of the README: `end2end/run pictures` takes them anew.

const folder = '../docs/pictures';

async function picture(page: Page, address: string, name: string) {
  await page.goto(address);
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: false });
}

test('pictures for the README', async ({ browser }) => {
  const wide = { viewport: { width: 1280, height: 1040 } };
  const ministry = await pageOf(browser, people.ministry, wide);
  await picture(ministry, '/partnerships/CA-ON-RECORD', 'partnership');
  await picture(ministry, '/partnerships/CA-ON-RECORD/milestones', 'milestones');

  const vendor = await pageOf(browser, people.vendor, wide);
  await picture(vendor, '/', 'workbench');
  await vendor.goto('/partnerships/CA-ON-RECORD/deliverables?state=returned');
  await vendor.locator('main tbody a').first().click();
  await vendor.screenshot({ path: `${folder}/deliverable.png` });
});

/** Takes pages wide and narrow, light and dark, and the table behind each one's first picture. */
async function inEveryLook(browser: Browser, pages: Record<string, string>) {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [width, height] of [
      [1280, 1040],
      [320, 720],
    ]) {
      const page = await pageOf(browser, people.ministry, { viewport: { width, height }, colorScheme });
      const which = `${width === 320 ? '-narrow' : ''}${colorScheme === 'dark' ? '-dark' : ''}`;
      for (const [name, address] of Object.entries(pages)) {
        await page.goto(address);
        await page.screenshot({ path: `${folder}/${name}${which}.png`, fullPage: width === 320 });
        const table = page.locator('.chart-table').first();
        if (which !== '' || (await table.count()) === 0) continue;
        await table.locator('summary').click();
        await table.screenshot({ path: `${folder}/${name}-table.png` });
      }
    }
  }
}

test('pictures of money over years', async ({ browser }) => {
  const ministry = await pageOf(browser, people.ministry, {});
  await ministry.goto('/jurisdictions');
  const ontario = await ministry.getByRole('link', { name: 'Ontario', exact: true }).getAttribute('href');
  await inEveryLook(browser, {
    funding: '/partnerships/CA-ON-RECORD/funding',
    ledger: '/ledger',
    calendar: '/calendar',
    'five-per-cent': `${ontario}/budgets`,
  });
});

test('pictures of how partnerships fare', async ({ browser }) => {
  const ministry = await pageOf(browser, people.ministry, {});
  await ministry.goto('/partnerships/CA-ON-RECORD/scorecards?state=published');
  const round = await ministry.getByRole('link', { name: 'A year on' }).getAttribute('href');
  await inEveryLook(browser, {
    portfolio: '/portfolio',
    factors: '/portfolio/factors',
    gap: `${round}/results#gap`,
    charter: '/partnerships/CA-ON-RECORD/charter',
    brief: '/partnerships/CA-ON-RECORD/brief',
    'portfolio-brief': '/portfolio/brief',
    comparison: '/jurisdictions/compare',
  });
  await ministry.goto('/partnerships/CA-ON-RECORD/brief');
  await ministry.emulateMedia({ media: 'print' });
  await ministry.setViewportSize({ width: 794, height: 1123 });
  await ministry.screenshot({ path: `${folder}/brief-print.png` });
});

test('pictures of governance', async ({ browser }) => {
  const ministry = await pageOf(browser, people.ministry, {});
  await ministry.goto('/jurisdictions');
  const ontario = await ministry.getByRole('link', { name: 'Ontario', exact: true }).getAttribute('href');
  await inEveryLook(browser, {
    jurisdiction: ontario!,
    'tension-map': '/partnerships/CA-ON-RECORD/tensions',
    risks: '/partnerships/CA-ON-RECORD/risks',
    evaluation: '/partnerships/CA-ON-RECORD/evaluations',
    evidence: '/partnerships/CA-ON-RECORD/evidence',
  });
  await ministry.goto('/bodies');
  await ministry.getByRole('link', { name: 'Shared record steering committee' }).click();
  await ministry.getByRole('link', { name: 'Meetings', exact: true }).click();
  await ministry.locator('main tbody a').last().click();
  await ministry.emulateMedia({ media: 'print' });
  await ministry.setViewportSize({ width: 794, height: 1123 });
  await ministry.screenshot({ path: `${folder}/minutes-print.png` });
});
