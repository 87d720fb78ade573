import { test, type Page } from '@playwright/test';
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
  await picture(ministry, '/portfolio', 'portfolio');
  await picture(ministry, '/partnerships/CA-ON-RECORD', 'partnership');
  await picture(ministry, '/partnerships/CA-ON-RECORD/milestones', 'milestones');

  const vendor = await pageOf(browser, people.vendor, wide);
  await picture(vendor, '/', 'workbench');
  await vendor.goto('/partnerships/CA-ON-RECORD/deliverables?state=returned');
  await vendor.locator('main tbody a').first().click();
  await vendor.screenshot({ path: `${folder}/deliverable.png` });

  const narrow = { viewport: { width: 320, height: 720 }, colorScheme: 'dark' as const };
  const phone = await pageOf(browser, people.ministry, narrow);
  await picture(phone, '/portfolio', 'portfolio-narrow-dark');
});
