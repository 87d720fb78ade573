import { expect, test, type Browser, type Page } from '@playwright/test';
import { pageOf, people, password, signIn } from './people.ts';

// The main job, as people do it, in the partnership CA-ON-RECORD of the
// demonstration: the vendor Birchline delivers to Northlight Regional Health,
// and the ministry of Canada oversees both.

const partnership = '/partnerships/CA-ON-RECORD';

async function browserPage(browser: Browser, email: string, javaScriptEnabled?: boolean) {
  return pageOf(browser, email, { javaScriptEnabled: javaScriptEnabled ?? true });
}

async function fillDate(page: Page, name: string, [day, month, year]: [number, number, number]) {
  await page.locator(`[name=${name}_day]`).fill(String(day));
  await page.locator(`[name=${name}_month]`).fill(String(month));
  await page.locator(`[name=${name}_year]`).fill(String(year));
}

/** A day so many days from today, where the partnership is: a day ends there, not in UTC. */
function inDays(days: number): [number, number, number] {
  const date = new Date(Date.now() + days * 86_400_000);
  const [year, month, day] = date.toLocaleDateString('sv-SE', { timeZone: 'America/Toronto' }).split('-').map(Number);
  return [day, month, year];
}

/** A date as en-GB pages write it. */
function written([day, month, year]: [number, number, number]) {
  const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  return `${day} ${names[month - 1]} ${year}`;
}

test('submit, return with a reason, submit again, accept, log: and the ministry sees it', async ({
  browser,
  javaScriptEnabled,
}, info) => {
  const title = `Transfer protocol ${info.project.name} ${Date.now()}`;

  // The health executive plans a deliverable under the vendor's contract.
  const health = await browserPage(browser, people.health, javaScriptEnabled);
  await health.goto(`${partnership}/deliverables`);
  await health.getByRole('link', { name: 'Add deliverable' }).click();
  await health.getByLabel('Title').fill(title);
  await health.getByRole('button', { name: 'Save' }).click();
  await expect(health.getByRole('alert')).toContainText('Some answers need mending');
  await expect(health.getByLabel('Title')).toHaveValue(title);
  const contract = health.locator('select[name=contract] option', { hasText: 'Birchline' }).first();
  await health.locator('select[name=contract]').selectOption((await contract.getAttribute('value'))!);
  await health.getByLabel('Acceptance criteria').fill('A record passes between two hospitals in a minute');
  await fillDate(health, 'due', inDays(20));
  await health.getByRole('button', { name: 'Save' }).click();
  await expect(health.locator('h1')).toHaveText(title);
  const address = new URL(health.url()).pathname;
  await expect(health.getByRole('status')).toContainText('The deliverable is added.');

  // The vendor reports progress and submits with a file.
  const vendor = await browserPage(browser, people.vendor, javaScriptEnabled);
  await vendor.goto(address);
  await vendor.getByLabel('Percent done').fill('80');
  await vendor.getByLabel('What is done, what is left').fill('The gateway answers; the log is missing');
  await vendor.getByRole('button', { name: 'Save progress' }).click();
  await expect(vendor.locator('main')).toContainText('80% done');
  await vendor.getByLabel('What you hand over').fill('Protocol of forty transfers');
  await vendor.locator('input[type=file]').first().setInputFiles({
    name: 'transfers.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('transfer,seconds\n1,41\n2,38\n'),
  });
  await vendor.locator('#submit').getByRole('button', { name: 'Submit' }).click();
  await expect(vendor.locator('main')).toContainText('Version 1');
  await expect(vendor.locator('main')).toContainText('transfers.csv');

  // The health executive may not return it without a reason, and does with one.
  await health.goto(address);
  await health.getByRole('radio', { name: 'Return' }).check();
  await health.getByRole('button', { name: 'File the review' }).click();
  await expect(health.getByRole('alert')).toContainText('Say why it is returned');
  await health.getByRole('radio', { name: 'Return' }).check();
  await health.getByLabel('Reason').fill('Two transfers took longer than a minute');
  await health.getByRole('button', { name: 'File the review' }).click();
  await expect(health.locator('main')).toContainText('Version 1 was returned');

  // The vendor sees why, by whom and when, first on the workbench, then there.
  await vendor.goto('/');
  await expect(vendor.locator('main')).toContainText(title);
  await vendor.goto(address);
  await expect(vendor.locator('main')).toContainText('Two transfers took longer than a minute');
  await expect(vendor.locator('main')).toContainText('Amara Lindqvale');
  await expect(vendor.locator('main')).toContainText(written(inDays(0)));
  await vendor.getByLabel('Your reply').fill('The two were cold starts; they are warm now');
  await vendor.getByRole('button', { name: 'Send reply' }).click();
  await vendor.getByLabel('What you hand over').fill('All forty within a minute');
  await vendor.locator('#submit').getByRole('button', { name: 'Submit' }).click();
  await expect(vendor.locator('main')).toContainText('Version 2');

  // Accepted, and a milestone is logged.
  await health.goto('/');
  await expect(health.locator('main')).toContainText(title);
  await health.goto(address);
  await health.getByRole('radio', { name: 'Accept' }).check();
  await health.getByRole('button', { name: 'File the review' }).click();
  await expect(health.locator('main')).toContainText('Version 2 was accepted');
  await health.goto(`${partnership}/milestones?state=planned&state=in_progress&state=at_risk`);
  await health.locator('main .time-rows a').nth(javaScriptEnabled ? 0 : 1).click();
  const milestone = await health.locator('h1').innerText();
  const story = `Transfers proven ${Date.now()}`;
  await health.getByLabel('What happened').fill(story);
  await health.getByLabel('State from now on').selectOption('in_progress');
  await health.getByRole('button', { name: 'Log entry' }).click();
  await expect(health.locator('.story').first()).toContainText(story);

  // The ministry sees all of it: portfolio, partnership, deliverable, history.
  const ministry = await browserPage(browser, people.ministry, javaScriptEnabled);
  await ministry.goto('/portfolio');
  await expect(ministry.locator('main')).toContainText(milestone);
  await expect(ministry.locator('main')).toContainText('Amara Lindqvale');
  await ministry.goto(address);
  for (const words of ['Version 1 was returned', 'Two transfers took longer', 'Version 2 was accepted', 'cold starts']) {
    await expect.soft(ministry.locator('main')).toContainText(words.replace('Version 1 was returned', 'Returned'));
  }
  await ministry.goto(`${partnership}/history`);
  await expect(ministry.locator('main')).toContainText('Amara Lindqvale');
  await expect(ministry.locator('main')).toContainText(title);

  // Another vendor of the same partnership, another region's official, another
  // country's official and nobody find nothing at any address of it.
  const page = await ministry.content();
  expect(page).not.toContain('⟦');
  const addresses = [address, `${address}/edit`];
  for (const email of ['keystrand.lead@demo.test', 'pacific.official@demo.test', 'djc.official@demo.test', 'hawthorn.lead@demo.test']) {
    const foreign = await browserPage(browser, email, javaScriptEnabled);
    for (const one of addresses) {
      const response = await foreign.goto(one);
      expect(response!.status(), `${email} at ${one}`).toBe(404);
    }
  }
  const nobody = await (await browser.newContext({ javaScriptEnabled })).newPage();
  for (const one of [...addresses, partnership, `${partnership}/history`, '/portfolio']) {
    await nobody.goto(one);
    expect(new URL(nobody.url()).pathname, one).toBe('/sign-in');
  }
});

test('two people edit one milestone: one wins, the other keeps what they typed', async ({ browser, javaScriptEnabled }) => {
  const first = await browserPage(browser, people.health, javaScriptEnabled);
  await first.goto(`${partnership}/milestones`);
  // The journeys with and without JavaScript run side by side, each on its own milestone.
  await first.locator('main .time-rows a').nth(javaScriptEnabled ? 0 : 1).click();
  await first.getByRole('link', { name: 'Edit' }).click();
  const second = await browserPage(browser, people.ministry, javaScriptEnabled);
  await second.goto(first.url());
  await first.getByLabel('Description').fill('What the first one wrote');
  await first.getByRole('button', { name: 'Save' }).click();
  await expect(first.locator('main')).toContainText('What the first one wrote');
  await second.getByLabel('Description').fill('What the second one wrote');
  await second.getByRole('button', { name: 'Save' }).click();
  await expect(second.getByRole('alert')).toContainText('Somebody saved this before you');
  await expect(second.getByRole('alert')).toContainText('What the first one wrote');
  await expect(second.getByLabel('Description')).toHaveValue('What the second one wrote');
  await second.getByRole('button', { name: 'Save' }).click();
  await expect(second.locator('main')).toContainText('What the second one wrote');
});

test('a person signs in in French, changes the account language and signs out', async ({ browser, javaScriptEnabled }) => {
  const context = await browser.newContext({ javaScriptEnabled, locale: 'fr-CA' });
  const page = await context.newPage();
  await page.goto('/portfolio');
  await expect(page.locator('h1')).toHaveText('Ouvrir une session');
  const own = javaScriptEnabled ? people.auditor : people.clinician;
  await page.getByLabel('Adresse de courriel').fill(own);
  await page.getByLabel('Mot de passe').fill(password);
  await page.getByRole('button', { name: 'Ouvrir une session' }).click();
  expect(new URL(page.url()).pathname).toBe('/portfolio');
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr-CA');
  await page.goto('/account');
  await page.locator('select[name=locale]').selectOption('en-CA');
  await page.getByRole('button', { name: 'Enregistrer la langue' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en-CA');
  await page.locator('select[name=locale]').selectOption('');
  await page.getByRole('button', { name: 'Save language' }).click();
  await page.locator('header').getByRole('button', { name: 'Se déconnecter' }).click();
  expect(new URL(page.url()).pathname).toBe('/sign-in');
  await page.goto('/portfolio');
  expect(new URL(page.url()).pathname).toBe('/sign-in');
});

test('an administrator adds a person, who signs in, and deactivates them, who is out at once', async ({ browser, javaScriptEnabled }) => {
  const admin = await browserPage(browser, people.admin, javaScriptEnabled);
  const email = `new-${Date.now()}@demo.test`;
  await admin.goto('/people/new');
  await admin.getByLabel('Name', { exact: true }).fill('Nova Newcomer');
  await admin.getByLabel('Email').fill(email);
  await admin.locator('select[name=role]').selectOption('auditor');
  await admin.locator('select[name=organisation]').selectOption({ index: 1 });
  await admin.getByRole('button', { name: 'Save' }).click();
  await admin.getByRole('button', { name: 'Make a passphrase' }).click();
  const passphrase = (await admin.locator('main code').first().innerText()).trim();

  const context = await browser.newContext({ javaScriptEnabled });
  const newcomer = await context.newPage();
  await newcomer.goto('/sign-in');
  await newcomer.getByLabel('Email address').fill(email);
  await newcomer.getByLabel('Password').fill(passphrase);
  await newcomer.getByRole('button', { name: 'Sign in' }).click();
  expect(new URL(newcomer.url()).pathname).toBe('/');

  await admin.goto(`/people?q=${encodeURIComponent(email)}`);
  await admin.getByRole('link', { name: 'Nova Newcomer' }).click();
  await admin.getByRole('button', { name: 'Deactivate' }).click();
  await newcomer.goto('/');
  expect(new URL(newcomer.url()).pathname).toBe('/sign-in');
});
