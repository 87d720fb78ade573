import { expect, test, type Browser, type Page } from '@playwright/test';
import { pageOf, people } from './people.ts';

// A scorecard round in the partnership CA-ON-SHIELD of the demonstration, from
// its plan to its published results: a new one each time, with seven people of
// four groups in sessions of their own.

const scorecards = '/partnerships/CA-ON-SHIELD/scorecards';

/** Days from today, as a form asks for them. */
async function fillDate(page: Page, field: string, days: number) {
  const date = new Date(Date.now() + days * 86_400_000);
  const parts = date.toLocaleDateString('sv-SE', { timeZone: 'America/Toronto' }).split('-');
  for (const [index, part] of ['year', 'month', 'day'].entries()) {
    await page.locator(`[name=${field}_${part}]`).fill(parts[index]);
  }
}

/** Closes a round that an earlier run left open, so that a new one can be planned. */
async function closeWhatRuns(page: Page) {
  await page.goto(`${scorecards}?state=open&state=planned&state=over`);
  const running = page.locator('main table tbody th a').first();
  if ((await running.count()) === 0) return;
  await running.click();
  await page.getByRole('button', { name: 'Close the round' }).click();
}

/** Plans a round that invites only these people, by name, each for a group. */
async function plan(page: Page, title: string, naming: string, invited: Record<string, string>) {
  await closeWhatRuns(page);
  await page.goto(`${scorecards}/new`);
  await page.getByLabel('Title').fill(title);
  await fillDate(page, 'opens', -1);
  await fillDate(page, 'closes', 14);
  await page.locator(`input[name=naming][value=${naming}]`).check();
  for (const select of await page.locator('select[name^=group-]').all()) {
    const id = (await select.getAttribute('id'))!;
    const label = (await page.locator(`label[for="${id}"]`).textContent())!;
    const name = Object.keys(invited).find((name) => label.startsWith(name));
    await select.selectOption(name ? invited[name] : '');
  }
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('h1')).toHaveText(title);
  await expect(page.locator('main')).toContainText(`0 of ${Object.keys(invited).length} answered`);
  return page.url();
}

/** Answers every statement of a factor alike, by the factor's place. */
async function choose(page: Page, scores: string[]) {
  const factors = await page.locator('main form > fieldset').all();
  expect(factors).toHaveLength(6);
  for (const [index, factor] of factors.entries()) {
    for (const radio of await factor.locator(`input[type=radio][value="${scores[index]}"]`).all()) {
      await radio.check();
    }
  }
}

async function answer(browser: Browser, email: string, title: string, scores: string[], options: object) {
  const page = await pageOf(browser, email, options);
  // The workbench says that it waits.
  await page.getByRole('link', { name: title }).first().click();
  await page.getByRole('link', { name: 'Answer', exact: true }).click();
  await page.getByRole('button', { name: 'Check your answers' }).click();
  await expect(page.getByRole('alert')).toContainText('Answer “');
  await choose(page, scores);
  await page.locator('[name=comment-trust]').fill(`Words of ${email} in ${title}`);
  await page.getByRole('button', { name: 'Keep as a draft' }).click();
  await expect(page.getByRole('status')).toContainText('Your draft is kept');
  await expect(page.locator('[name=comment-trust]')).toHaveValue(`Words of ${email} in ${title}`);
  await page.getByRole('button', { name: 'Check your answers' }).click();
  await expect(page.locator('h1')).toHaveText('Check your answers');
  await expect(page.locator('main')).toContainText(`Words of ${email} in ${title}`);
  await page.getByRole('button', { name: 'Send answers' }).click();
  await expect(page.getByRole('status')).toContainText('Your answers are sent.');
  return page;
}

test('a whole round: four groups answer at once, and the gap between ICT and health shows', async ({
  browser,
  javaScriptEnabled,
}, info) => {
  const title = `Round ${info.project.name} ${Date.now()}`;
  const options = { javaScriptEnabled };
  const health = await pageOf(browser, people.health, options);
  const round = await plan(health, title, 'attributed', {
    'Lucan Bellweather': 'ict_executive',
    'Rufus Adeyinka-Stone': 'ict_executive',
    'Amara Lindqvale': 'health_executive',
    'Gideon Farrowmere': 'health_executive',
    'Dr. Yusra Penhallow': 'clinician',
    'Maren Okafor-Hale': 'government_official',
    'Desmond Arklow': 'government_official',
  });
  const pages = await Promise.all([
    answer(browser, people.vendor, title, ['5', '5', '4', '4', '3', '5'], options),
    answer(browser, 'keystrand.lead@demo.test', title, ['4', '5', '4', '4', '3', '5'], options),
    answer(browser, 'northlight.cio@demo.test', title, ['1', '2', '3', '3', '1', '2'], options),
    answer(browser, people.clinician, title, ['3', '2', '3', 'cannot_say', '2', '3'], options),
    answer(browser, people.ministry, title, ['4', '4', '4', '4', '4', '4'], options),
    answer(browser, 'lakeland.official@demo.test', title, ['3', '4', '4', '4', '4', '4'], options),
  ]);
  // Nobody looks before the round is closed, not even who has answered.
  for (const page of [...pages, health]) {
    for (const path of ['results', 'results.csv']) {
      expect((await page.request.get(`${round}/${path}`)).status()).toBe(404);
    }
  }
  await health.goto(round);
  await expect(health.locator('main')).toContainText('6 of 7 answered');
  await health.getByRole('button', { name: 'Remind those who have not answered' }).click();
  await health.goto('/');
  await expect(health.locator('main')).toContainText('You were reminded on');
  await answer(browser, people.health, title, ['2', '2', '3', '3', '1', '2'], options);

  await health.goto(round);
  await health.getByRole('button', { name: 'Close the round' }).click();
  const [vendor] = pages;
  expect((await vendor.request.get(`${round}/results`)).status()).toBe(403);
  await health.getByRole('button', { name: 'Publish the results' }).click();
  await expect(health.locator('h1')).toHaveText('Results');
  const agenda = await health.locator('[name=agenda]').inputValue();
  expect(agenda).toContain('points apart');
  await health.locator('[name=agenda]').fill(`${agenda} ${title}`);
  await health.getByRole('button', { name: 'Keep this text' }).click();
  await expect(health.getByRole('status')).toContainText('The text is kept.');

  await vendor.goto(`${round}/results`);
  await expect(vendor.locator('main')).toContainText('The groups stand furthest apart on Leadership and planning');
  await expect(vendor.locator('main')).toContainText(title);
  const row = vendor.locator('#groups tbody tr', { hasText: 'Shared goals' });
  await expect(row).toContainText('Nobody rated it');
  await expect(row).toContainText('Gap 1.00');
  await expect(vendor.locator('#groups tbody tr', { hasText: 'Leadership' })).toContainText('+3.00');
  const csv = await (await vendor.request.get(`${round}/results.csv`)).text();
  expect(csv).toContain('attributed,leadership,health_executive,1.5,0.5,2,3,3');
  expect(await vendor.content()).not.toContain('⟦');
});

test('an anonymous round shows no group that is too small, nor whose answers they are', async ({
  browser,
  javaScriptEnabled,
}, info) => {
  const title = `Unnamed ${info.project.name} ${Date.now()}`;
  const options = { javaScriptEnabled };
  const health = await pageOf(browser, people.health, options);
  const round = await plan(health, title, 'anonymous', {
    'Lucan Bellweather': 'ict_executive',
    'Amara Lindqvale': 'health_executive',
    'Dr. Yusra Penhallow': 'clinician',
  });
  const vendor = await answer(browser, people.vendor, title, ['5', '5', '5', '5', '5', '5'], options);
  await health.goto(round);
  await expect(health.locator('main')).toContainText('nobody sees who has answered');
  await health.getByRole('button', { name: 'Close the round' }).click();
  await health.getByRole('button', { name: 'Publish the results' }).click();
  await expect(health.locator('main')).toContainText('No group has enough answers');
  for (const page of [health, vendor]) {
    for (const path of [round, `${round}/results`, `${round}/results.csv`, '/partnerships/CA-ON-SHIELD/history']) {
      expect(await (await page.request.get(path)).text()).not.toContain(`in ${title}`);
    }
  }
});
