import { expect, test, type Page } from '@playwright/test';
import { pageOf, people } from './people.ts';

// Birchline, a supplier of the partnership CA-ON-DEVICES of the demonstration,
// enters a proof that the hospital verifies. Then three people score Birchline,
// each alone and at the same time, they agree, and Birchline replies.

const tab = '/partnerships/CA-ON-DEVICES';

async function fill(page: Page, fields: Record<string, string>) {
  for (const [name, value] of Object.entries(fields)) await page.locator(`main [name=${name}]`).first().fill(value);
}

const criteria = ['clinical_fit', 'interoperability', 'security', 'maturity', 'cost_predictability'];

/** Chooses a score for each criterion. */
async function sheet(page: Page, scores: string[]) {
  for (const [index, criterion] of criteria.entries())
    await page.locator(`[name=score_${criterion}][value="${scores[index]}"]`).check();
}

test('evidence is entered by the vendor, verified by health, and an evaluation by three people gets a reply', async ({
  browser,
  javaScriptEnabled,
}, info) => {
  // Four people, one after the other and at the same time.
  test.slow();
  const options = { javaScriptEnabled };
  const mark = `${info.project.name} ${Date.now()}`;
  const [vendor, health, clinician, ministry] = await Promise.all(
    [people.vendor, people.health, people.clinician, people.ministry].map((email) => pageOf(browser, email, options)),
  );

  // Without a file or a link there is nothing to look at; what was typed stays.
  await vendor!.goto(`${tab}/evidence`);
  await vendor!.getByRole('link', { name: /^Enter evidence for/ }).click();
  await vendor!.locator('[name=kind]').selectOption('integration');
  await fill(vendor!, { proves: `Devices show in the record ${mark}`, issued_day: '2', issued_month: '3', issued_year: '2026' });
  await vendor!.locator('[name=criterion][value=interoperability]').check();
  await vendor!.getByRole('button', { name: 'Save' }).click();
  await expect(vendor!.getByRole('alert')).toContainText('Choose a file or give a link');
  await expect(vendor!.locator('[name=proves]')).toHaveValue(`Devices show in the record ${mark}`);
  await vendor!.locator('[name=file_1]').setInputFiles({
    name: 'connectathon.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.7\nAll cases passed'),
  });
  await vendor!.getByRole('button', { name: 'Save' }).click();
  await expect(vendor!.getByRole('status')).toContainText('The evidence is entered');
  await expect(vendor!.locator('main')).toContainText('connectathon.pdf');
  const proof = vendor!.url();
  await expect(vendor!.locator('#check')).toHaveCount(0);

  await health!.goto(proof);
  await health!.locator('[name=verdict][value=verified]').check();
  await fill(health!, { note: `Read the report ${mark}` });
  await health!.getByRole('button', { name: 'Record' }).click();
  await expect(health!.getByRole('status')).toContainText('The evidence is verified');
  await vendor!.reload();
  await expect(vendor!.locator('#story')).toContainText(`Read the report ${mark}`);

  // Health opens the evaluation and names two people, itself among them; a third is added later.
  await health!.goto(`${tab}/evaluations`);
  await health!.getByRole('link', { name: 'Open an evaluation' }).click();
  await health!.locator('[name=vendor]').selectOption({ label: 'Birchline Systems Inc.' });
  await fill(health!, { subject: `Bedside observations ${mark}`, due_day: '1', due_month: '12', due_year: '2040' });
  for (const name of ['Amara Lindqvale', 'Maren Okafor-Hale'])
    await health!.getByRole('checkbox', { name: new RegExp(name) }).check();
  await health!.getByRole('button', { name: 'Open an evaluation' }).click();
  await expect(health!.getByRole('status')).toContainText('The evaluation is open');
  const evaluation = health!.url();

  await health!.getByRole('link', { name: 'Add evaluators' }).click();
  await fill(health!, { due_day: '1', due_month: '12', due_year: '2039' });
  await health!.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(health!.getByRole('alert')).toContainText('Choose at least one evaluator');
  await expect(health!.getByRole('alert')).toContainText('give that day or a later one');
  await expect(health!.getByRole('checkbox', { name: /Amara Lindqvale/ })).toHaveCount(0);
  await health!.getByRole('checkbox', { name: /Dr. Yusra Penhallow/ }).check();
  await fill(health!, { due_year: '2040' });
  await health!.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(health!.getByRole('status')).toContainText('The evaluators are added');
  await expect(health!.locator('#evaluators')).toContainText('Added on');

  // The vendor does not see it yet; the three have their forms open at the same time.
  expect((await vendor!.goto(evaluation))!.status()).toBe(404);
  const three: [Page, string[], string][] = [
    [health!, ['4', '4', '4', '3', '3'], 'health'],
    [clinician!, ['2', '5', '4', '3', 'cannot_say'], 'the ward'],
    [ministry!, ['4', '4', '4', '3', '3'], 'the ministry'],
  ];
  await Promise.all(
    three.map(async ([page, scores, who]) => {
      await page.goto(`${evaluation}/score`);
      await sheet(page, scores);
      await fill(page, { words_clinical_fit: `Seen by ${who} ${mark}` });
      await page.getByRole('checkbox', { name: new RegExp(`Devices show in the record ${mark}`) }).first().check();
    }),
  );
  // While one is awaited, nobody sees what another gave.
  for (const [page] of three.slice(1)) {
    await page.getByRole('button', { name: 'Give my scores' }).click();
    await expect(page.getByRole('status')).toContainText('Your scores are given');
  }
  await clinician!.reload();
  await expect(clinician!.locator('main')).toContainText(`Seen by the ward ${mark}`);
  await expect(clinician!.locator('main')).not.toContainText(`Seen by the ministry ${mark}`);
  expect((await ministry!.goto(`${evaluation}/consensus`))!.status()).toBe(403);

  await health!.getByRole('button', { name: 'Give my scores' }).click();
  await expect(health!.locator('#scores')).toContainText(`Seen by the ministry ${mark}`);
  await clinician!.reload();
  await expect(clinician!.locator('#scores')).toContainText(`Seen by the ministry ${mark}`);

  // A consensus beside the median, and over a gap, says why.
  await health!.getByRole('link', { name: 'Declare the consensus' }).click();
  await sheet(health!, ['3', '4', '4', '3', '3']);
  await health!.getByRole('button', { name: /^Declare and share/ }).click();
  await expect(health!.getByRole('alert')).toContainText('the consensus is not the median');
  await fill(health!, {
    words_clinical_fit: `The night shift weighs more ${mark}`,
    conclusion: `Keep on, and mend the night ${mark}`,
  });
  await health!.getByRole('button', { name: /^Declare and share/ }).click();
  await expect(health!.getByRole('status')).toContainText('The consensus is declared');

  // The vendor reads the result and not who gave what, and replies.
  await vendor!.goto('/');
  await vendor!.getByRole('link', { name: 'All evaluations' }).click();
  await vendor!.locator('main [name=q]').fill(mark);
  await vendor!.locator('main [name=q]').press('Enter');
  await vendor!.getByRole('link', { name: `Bedside observations ${mark}` }).click();
  await expect(vendor!.locator('#result')).toContainText(`The night shift weighs more ${mark}`);
  await expect(vendor!.locator('main')).not.toContainText(`Seen by`);
  await vendor!.locator('[name=about]').selectOption('clinical_fit');
  await fill(vendor!, { reply: `We come for a night ${mark}` });
  await vendor!.getByRole('button', { name: 'Reply' }).click();
  await expect(vendor!.getByRole('status')).toContainText('The reply is recorded');
  for (const page of [health!, clinician!, ministry!]) {
    await page.goto(evaluation);
    await expect(page.locator('#result')).toContainText(`We come for a night ${mark}`);
  }
});
