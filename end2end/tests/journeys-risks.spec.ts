import { expect, test, type Page } from '@playwright/test';
import { pageOf, people } from './people.ts';

// A risk is raised, scored anew and read in the matrix; a partnership whose
// work includes AI becomes active once a gap is answered for by name; a benefit
// is verified by somebody else than who claimed it; a prototype is found by how
// far it has come elsewhere.

const record = '/partnerships/CA-ON-RECORD';

async function fill(page: Page, fields: Record<string, string>) {
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`main [name=${name}]`).first();
    if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption(value);
    else await field.fill(value);
  }
}

async function choose(page: Page, choices: Record<string, string>) {
  for (const [name, value] of Object.entries(choices)) {
    await page.locator(`main [name=${name}][value="${value}"]`).check();
  }
}

const day = (name: string, [d, m, y]: string[]) => ({
  [`${name}_day`]: d!,
  [`${name}_month`]: m!,
  [`${name}_year`]: y!,
});

test('a risk is raised, scored anew and read in the matrix', async ({ browser, javaScriptEnabled }, info) => {
  test.slow();
  const mark = `${info.project.name} ${Date.now()}`;
  const health = await pageOf(browser, people.health, { javaScriptEnabled });
  await health.goto(`${record}/risks`);
  await health.getByRole('link', { name: 'Record a barrier or risk' }).click();
  await fill(health, { title: `Lines cut ${mark}` });
  await health.getByRole('button', { name: 'Save' }).click();
  await expect(health.getByRole('alert')).toContainText('Choose at least one party');
  await expect(health.locator('[name=title]')).toHaveValue(`Lines cut ${mark}`);

  await fill(health, {
    kind: 'cybersecurity',
    consequence: 'No record on the wards',
    remedy: 'A copy at each site',
    words: 'Seen next door',
  });
  await health.getByLabel('Northlight Regional Health', { exact: true }).check();
  await health.getByLabel('Birchline Systems Inc.', { exact: true }).check();
  await health.locator('[name=owner]').selectOption({ label: 'Amara Lindqvale, Northlight Regional Health' });
  await choose(health, { occurrence: 'risk', likelihood: '4', impact: '5' });
  await health.getByRole('button', { name: 'Save' }).click();
  await expect(health.getByRole('status')).toContainText('The risk is recorded');
  await expect(health.locator('main')).toContainText('Severe: 20 (4 × 5)');
  await expect(health.locator('main')).toContainText('A shared risk');

  await choose(health, { likelihood: '2', impact: '4' });
  await fill(health, { words: `The copies work ${mark}` });
  await health.getByRole('button', { name: 'Record the score' }).click();
  await expect(health.locator('#scores')).toContainText('Eased from 20 to 8');
  await expect(health.locator('#scores')).toContainText('Seen next door');

  await health.goto(`${record}/risks?q=${encodeURIComponent(mark)}`);
  await expect(health.locator('#matrix')).toContainText('One risk fits, none of them severe');
  await health.getByRole('link', { name: /Unlikely, Major: one risk/ }).click();
  await expect(health.locator('#list')).toContainText(`Lines cut ${mark}`);
});

test('a partnership with AI becomes active once its gap is answered for by name', async ({
  browser,
  javaScriptEnabled,
}, info) => {
  test.slow();
  const number = Date.now().toString().slice(-8);
  const reference = `${info.project.name.startsWith('without') ? 'PLAIN' : 'FULL'}-${number}`;
  const ministry = await pageOf(browser, people.ministry, { javaScriptEnabled });
  const here = `/partnerships/${reference}`;
  const move = async (to: string) => {
    await ministry.goto(`${here}/move`);
    await choose(ministry, { to });
    await fill(ministry, { note: 'Agreed' });
    await ministry.getByRole('button', { name: 'Move' }).click();
  };
  await ministry.goto('/partnerships/new');
  await fill(ministry, { reference, title: `Letters by machine ${reference}` });
  await ministry.locator('[name=jurisdiction]').selectOption({ label: 'Ontario' });
  await choose(ministry, { level: 'regional' });
  await ministry.getByRole('button', { name: 'Save' }).click();
  await move('negotiating');

  await ministry.goto(`${here}/foundations`);
  await fill(ministry, { title: 'Letters', description: 'Drafts them for a physician to sign' });
  await ministry.getByRole('button', { name: 'Name this work' }).click();
  await expect(ministry.locator('main')).toContainText('cannot become active');
  await move('active');
  await expect(ministry.getByRole('alert')).toContainText('Foundations are missing: Data structures');
  await expect(ministry.locator('[name=note]')).toHaveValue('Agreed');

  for (const [foundation, verdict] of [
    ['security_controls', 'attested'],
    ['predictable_workflow', 'attested'],
    ['data_structures', 'gap_accepted'],
  ]) {
    await ministry.goto(`${here}/foundations`);
    await choose(ministry, { foundation: foundation!, verdict: verdict! });
    await fill(ministry, { words: `Looked at it: ${foundation}` });
    await ministry.getByRole('button', { name: 'Record it in my name' }).click();
    await expect(ministry.getByRole('status')).toContainText('Recorded in your name');
  }
  await expect(ministry.locator('main')).toContainText('The way is free');
  await move('active');
  await expect(ministry).toHaveURL(new RegExp(`${here}$`));
  await expect(ministry.locator('#together')).toContainText('gap in Data structures accepted by Maren Okafor-Hale');
  await ministry.goto(`${here}/foundations`);
  await ministry.getByRole('button', { name: 'Begin', exact: true }).click();
  await expect(ministry.locator('#works')).toContainText('Begun by Maren Okafor-Hale');
});

test('a benefit is claimed, and verified by somebody else', async ({ browser, javaScriptEnabled }, info) => {
  test.slow();
  const options = { javaScriptEnabled };
  const mark = `${info.project.name} ${Date.now()}`;
  const health = await pageOf(browser, people.health, options);
  await health.goto(`${record}/benefits`);
  await health.getByRole('link', { name: 'Claim a benefit' }).click();
  await fill(health, {
    title: `Fewer letters lost ${mark}`,
    description: 'Letters arrive',
    domain: 'safety',
    measure: 'Letters lost',
    unit: `letters ${mark}`,
    baseline: '100',
    claimed: '20',
  });
  await choose(health, { claimant: 'person', kind: 'count', direction: 'lower' });
  await health.getByRole('button', { name: 'Save' }).click();
  await expect(health.getByRole('status')).toContainText('Somebody else verifies it');
  // Who claims it is not asked what they measured.
  await expect(health.locator('main')).toContainText('This is your claim');
  await expect(health.getByRole('button', { name: 'Record what I measured' })).toHaveCount(0);

  const clinician = await pageOf(browser, people.clinician, options);
  await clinician.goto(health.url());
  await fill(clinician, { value: '45', method: 'Counted for a month' });
  await clinician.getByRole('button', { name: 'Record what I measured' }).click();
  await expect(clinician.locator('main')).toContainText('Verified, lower than claimed');
  await clinician.goto(`${record}/benefits?q=${encodeURIComponent(mark)}`);
  await expect(clinician.locator('#totals')).toContainText(`55 letters ${mark}`);
  await expect(clinician.locator('#totals')).not.toContainText(`80 letters ${mark}`);
});

test('a prototype is recorded, tried out elsewhere and found in the list', async ({ browser, javaScriptEnabled }, info) => {
  const mark = `${info.project.name} ${Date.now()}`;
  const health = await pageOf(browser, people.health, { javaScriptEnabled });
  await health.goto(`${record}/benefits`);
  await health.getByRole('link', { name: 'Prototypes', exact: true }).last().click();
  await health.getByRole('link', { name: 'Record a prototype' }).click();
  await fill(health, { title: `A rota in one list ${mark}`, since_day: '2', since_month: '3', since_year: '2026' });
  await health.getByRole('button', { name: 'Save' }).click();
  await expect(health.getByRole('alert')).toContainText('What others could take up');
  await fill(health, { description: 'A list, and who keeps it' });
  await health.getByRole('button', { name: 'Save' }).click();
  await expect(health.getByRole('status')).toContainText('The prototype is recorded');
  await health.locator('main [name=jurisdiction]').selectOption({ label: 'Canada / Nova Scotia' });
  await choose(health, { stage: 'piloting' });
  await fill(health, { source: `A letter ${mark}` });
  await health.getByRole('button', { name: 'Record the uptake' }).click();
  await expect(health.getByRole('status')).toContainText('The uptake is recorded');

  const list = health.locator('main');
  await health.goto(`${record}/prototypes`);
  await fill(health, { q: mark });
  await health.locator('main [name=stage]').selectOption('in_use');
  await health.getByRole('button', { name: 'Apply' }).click();
  await expect(list).toContainText('No prototype fits these filters');
  await health.locator('main [name=stage]').selectOption('piloting');
  await health.locator('main [name=taken_in]').selectOption({ label: 'Nova Scotia' });
  await health.getByRole('button', { name: 'Apply' }).click();
  await expect(list).toContainText('Showing 1 to 1 of 1');
  await expect(list).toContainText(`A rota in one list ${mark}`);
  const file = await health.getByRole('link', { name: 'Download as a spreadsheet (CSV)' }).getAttribute('href');
  const rows = await health.request.get(file!);
  expect(await rows.text()).toContain(`A rota in one list ${mark}`);
});
