// End-to-end tests drive the real window: `e2e` the built tree (the kills of the application with it), `package` what an office installs. One at a time: they share the display's focus and keyboard.
import { defineConfig } from '@playwright/test'

export default defineConfig({
  projects: [
    { name: 'e2e', testDir: 'test', testMatch: /(e2e|reliability)[\\/].*\.spec\.ts$/ },
    { name: 'package', testDir: 'test/package' },
  ],
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  outputDir: 'test-results',
})
