import type { Browser, Page } from '@playwright/test';

/**
 * The demonstration's accounts. Health comes last: what it sees the ministry
 * mostly sees too, so the page tests have less left to look at.
 */
export const people = {
  ministry: 'ministry@demo.test',
  vendor: 'vendor@demo.test',
  clinician: 'clinician@demo.test',
  auditor: 'auditor@demo.test',
  admin: 'admin@demo.test',
  health: 'health@demo.test',
} as const;

export const password = 'demo-triad-passphrase';

/** Signs somebody in on a page. */
export async function signIn(page: Page, email: string) {
  await page.goto('/sign-in');
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

/** A page of its own in which somebody is signed in. */
export async function pageOf(browser: Browser, email: string, options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await signIn(page, email);
  return page;
}
