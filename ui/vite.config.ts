// How the page is built and tested: one folder of files, nothing fetched, nothing inlined.

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2022',
    // A data: URL would be refused by the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The page is read from the program's own file; its size costs no network.
    chunkSizeWarningLimit: 1500,
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['./src/testing/setup.ts'],
    restoreMocks: true,
    // By itself it leaves one core idle, which is half of two.
    maxWorkers: '100%',
    // A limit for a hung test, not a measure: the machine may be busy with a build.
    testTimeout: 60_000,
    env: { TZ: 'Africa/Lagos' },
  },
});
