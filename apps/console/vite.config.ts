import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const at = (path: string): string => new URL(path, import.meta.url).pathname;

/** Checked in the browser as on the server, from the same source. */
const kernel = ['errors', 'identifiers', 'calendar', 'statutes', 'divisions'];

/** `npm start` prints the console's address; `npx vite apps/console` then serves the pages anew at each change. */
const server = process.env['CONSOLE_URL'] ?? 'http://127.0.0.1:3000';

export default defineConfig({
  root: at('.'),
  plugins: [react()],
  resolve: {
    alias: kernel.map((name) => ({
      find: new RegExp(`^@xianjie/${name}$`),
      replacement: at(`../../libs/${name}/src/index.ts`),
    })),
  },
  build: {
    outDir: 'dist-web',
    emptyOutDir: true,
    target: 'es2023',
    // A policy that allows no data: address stays simple.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      // What of the kernel a page does not use is left out.
      treeshake: { moduleSideEffects: (id) => !/\/libs\/[a-z]+\/src\//.test(id) },
    },
  },
  server: { proxy: { '/api': server, '/session': server, '/console': server } },
});

declare const process: { readonly env: Readonly<Record<string, string | undefined>> };
