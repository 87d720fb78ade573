import { expect, test, type Page } from '@playwright/test';
import { pageOf, people } from './people.ts';

// A body of the partnership CA-ON-RECORD of the demonstration: each run adds
// its own, with a meeting from its drafted agenda to a verified action.

const partnership = '/partnerships/CA-ON-RECORD';

/** Today in Ontario, or so many days before. */
function day(before = 0): [number, number, number] {
  const then = new Date(Date.now() - before * 86_400_000);
  const [y, m, d] = then.toLocaleDateString('sv-SE', { timeZone: 'America/Toronto' }).split('-').map(Number);
  return [d, m, y];
}

async function fillDay(page: Page, name: string, [d, m, y]: [number, number, number]) {
  await page.locator(`[name=${name}_day]`).fill(String(d));
  await page.locator(`[name=${name}_month]`).fill(String(m));
  await page.locator(`[name=${name}_year]`).fill(String(y));
}

/** Names somebody a member of the body whose page is open. */
async function addMember(page: Page, name: RegExp, group: string, seat: string) {
  await page.getByRole('link', { name: 'Add member' }).click();
  const person = page.locator('select[name=person] option', { hasText: name });
  await page.locator('select[name=person]').selectOption((await person.getAttribute('value')) ?? '');
  await page.locator('select[name=group]').selectOption(group);
  await page.locator(`input[name=seat][value=${seat}]`).check();
  await fillDay(page, 'starts', day(30));
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('#members')).toContainText(name);
}

test('a meeting goes from a drafted agenda to a verified action', async ({ browser, javaScriptEnabled }, info) => {
  const mark = `${info.project.name} ${Date.now()}`;
  const health = await pageOf(browser, people.health, { javaScriptEnabled });
  const vendor = await pageOf(browser, people.vendor, { javaScriptEnabled });
  const clinician = await pageOf(browser, people.clinician, { javaScriptEnabled });

  // A body with two voting seats, and a quorum of both.
  await health.goto(`${partnership}/governance`);
  await health.getByRole('link', { name: 'Add body' }).click();
  await health.getByLabel('Name').fill(`Board ${mark}`);
  await health.getByLabel('Purpose').fill('Sees to the last two hospitals.');
  await health.getByRole('button', { name: 'Save' }).click();
  await expect(health.getByRole('alert')).toContainText('Quorum');
  await expect(health.getByLabel('Name')).toHaveValue(`Board ${mark}`);
  await health.getByLabel('Quorum').fill('2');
  await health.getByRole('button', { name: 'Save' }).click();
  await addMember(health, /Amara Lindqvale/, 'health_executive', 'chair');
  await addMember(health, /Desmond Arklow/, 'government_official', 'voting');
  await addMember(health, /Lucan Bellweather/, 'ict_executive', 'non_voting');
  const body = health.url();

  // The data drafts the agenda; the chair adds and orders.
  await health.getByRole('link', { name: 'Plan meeting' }).click();
  await fillDay(health, 'planned', day());
  await health.getByLabel('Place or medium').fill('Video');
  await health.getByRole('button', { name: 'Save' }).click();
  await expect(health.locator('main')).toContainText('Put forward by the data');
  await health.locator('[name=added]').fill('Welcome');
  await health.getByRole('button', { name: 'Save' }).click();
  const drafted = await health.locator('.agenda > li').count();
  expect(drafted).toBeGreaterThan(1);
  await health.getByRole('link', { name: 'Draft and order agenda' }).click();
  await health.getByLabel('Place in the order').last().fill('1');
  await health.getByLabel('Place in the order').first().fill('9');
  await health.getByRole('button', { name: 'Save' }).click();
  await expect(health.locator('.agenda > li')).toHaveCount(drafted);

  // Nobody from the wards comes, and the page says so.
  await health.getByRole('link', { name: 'Record attendance' }).click();
  await health.getByLabel('Amara Lindqvale').check();
  await health.getByLabel('Lucan Bellweather').check();
  await health.getByRole('button', { name: 'Save' }).click();
  await expect(health.locator('main')).toContainText('No care provider was in the room');
  await expect(health.locator('main')).toContainText('No quorum: 1 of 2');
  await health.getByRole('link', { name: 'Record attendance' }).click();
  await health.getByLabel('Desmond Arklow').check();
  await health.locator('[name=guest-0]').fill('Charge nurse, emergency');
  await health.locator('[name=guest-group-0]').selectOption('front_line_staff');
  await health.getByRole('button', { name: 'Save' }).click();
  await expect(health.locator('main')).toContainText('Quorum reached: 2 of 2');

  // A question is put and decided; a contradiction loses nothing.
  await health.getByRole('link', { name: 'Put question' }).click();
  await health.locator('[name=question]').fill(`Shall both go live in spring? ${mark}`);
  await fillDay(health, 'asked', day(21));
  await health.getByRole('button', { name: 'Save' }).click();
  await health.getByRole('link', { name: 'Record outcome' }).click();
  const votes = health.getByRole('group', { name: 'Votes' });
  await votes.getByRole('group', { name: 'Amara Lindqvale' }).getByLabel('For').check();
  await votes.getByRole('group', { name: 'Desmond Arklow' }).getByLabel('Against').check();
  await health.locator('[name=rationale]').fill('Both are ready.');
  await health.locator('[name=conditions]').fill('The night shift is trained first.');
  await health.getByRole('button', { name: 'Record outcome' }).click();
  await expect(health.getByRole('alert')).toContainText('there can be no conditions');
  await expect(health.locator('[name=rationale]')).toHaveValue('Both are ready.');
  await votes.getByRole('group', { name: 'Desmond Arklow' }).getByLabel('For').check();
  await health.getByRole('button', { name: 'Record outcome' }).click();
  await expect(health.locator('main')).toContainText('Approved with conditions');
  await expect(health.locator('main')).toContainText('21 days');

  // An action follows: the vendor does it, and the clinician sees to it.
  await health.getByRole('link', { name: 'Add action' }).click();
  await health.locator('[name=what]').fill(`Train the night shift. ${mark}`);
  const choose = async (name: string, who: RegExp) => {
    const option = health.locator(`select[name=${name}] option`, { hasText: who });
    await health.locator(`select[name=${name}]`).selectOption((await option.getAttribute('value')) ?? '');
  };
  await choose('owner', /Lucan Bellweather/);
  await choose('verifier', /Yusra Penhallow/);
  await fillDay(health, 'due', day());
  await health.getByRole('button', { name: 'Save' }).click();
  await vendor.goto('/');
  await vendor.locator('#actions-own').getByRole('link', { name: mark }).click();
  await vendor.locator('[name=evidence]').fill('Forty people, three evenings.');
  await vendor.getByRole('button', { name: 'Say that it is done' }).click();
  await expect(vendor.locator('main')).toContainText('waits for somebody else');
  await clinician.goto('/');
  await clinician.locator('#actions-verify').getByRole('link', { name: mark }).click();
  await clinician.getByLabel('No, it goes back to the owner').check();
  await clinician.getByRole('button', { name: 'Record' }).click();
  await expect(clinician.getByRole('alert')).toContainText('What is missing');
  await clinician.getByLabel('Yes, it is done').check();
  await clinician.getByRole('button', { name: 'Record' }).click();
  await expect(clinician.locator('main')).toContainText('Verified');

  // The meeting prints as its minutes, and sign-off stands with the partnership.
  await health.goto(body);
  await health.locator('#room .chart-table summary').click();
  await health.locator('#room table').getByRole('link').last().click();
  await health.getByRole('link', { name: 'Write minutes' }).click();
  await health.locator('[name=minutes]').fill('The charge nurse asked for three evenings.');
  await health.getByRole('button', { name: 'Save' }).click();
  await health.emulateMedia({ media: 'print' });
  await expect(health.getByRole('link', { name: 'Write minutes' })).toBeHidden();
  await expect(health.locator('main')).toContainText('The charge nurse asked for three evenings.');
  await health.emulateMedia({ media: 'screen' });
  await health.goto(`${partnership}/governance`);
  await expect(health.locator('#decisions')).toContainText(mark);
});
