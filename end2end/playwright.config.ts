import { defineConfig } from '@playwright/test';

// Every journey runs first without JavaScript, then with it.
export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  fullyParallel: false,
  workers: 2,
  retries: 0,
  // Six people who sign in at once on a slow machine wait for each other.
  timeout: 300_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    actionTimeout: 30_000,
    baseURL: process.env.TRIAD_URL,
    locale: 'en-GB',
    timezoneId: 'UTC',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'without JavaScript', testMatch: /journeys/, use: { javaScriptEnabled: false } },
    // One after the other, since both work on the same partnership.
    {
      name: 'with JavaScript',
      testMatch: /journeys/,
      use: { javaScriptEnabled: true },
      dependencies: ['without JavaScript'],
    },
    // Only when asked for: their dates change every day.
    ...(process.env.PICTURES ? [{ name: 'pictures', testMatch: /pictures/ }] : []),
    // In one process, so that what one role has seen another need not look at again.
    { name: 'pages', testMatch: /pages/, timeout: 1_200_000, dependencies: ['with JavaScript'] },
  ],
});
