import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

/** Who may import whom (docs/adr/0003-layers.md). Nx needs its project graph for this rule: run it by `npm run lint`. */
export const layers = [
  { sourceTag: 'layer:app', onlyDependOnLibsWithTags: ['layer:platform', 'layer:kernel'] },
  { sourceTag: 'layer:web', onlyDependOnLibsWithTags: ['layer:kernel'] },
  { sourceTag: 'layer:platform', onlyDependOnLibsWithTags: ['layer:platform', 'layer:kernel'] },
  {
    sourceTag: 'layer:testing',
    onlyDependOnLibsWithTags: ['layer:platform', 'layer:kernel', 'layer:testing'],
  },
  { sourceTag: 'layer:tool', onlyDependOnLibsWithTags: ['layer:platform', 'layer:kernel', 'layer:testing'] },
  {
    sourceTag: 'layer:kernel',
    onlyDependOnLibsWithTags: ['layer:kernel'],
    bannedExternalImports: ['@nestjs/*', 'typeorm', '*kafka*'],
  },
];

/** libs/testing uses what it tests, and their specs use it: a circle of projects, not of files; only specs may close it. */
const boundaries = (constraints) => [
  'error',
  { allow: [], depConstraints: constraints, ignoredCircularDependencies: [['*', '@xianjie/testing']] },
];
const withTesting = layers.map((rule) => ({
  ...rule,
  onlyDependOnLibsWithTags: [...rule.onlyDependOnLibsWithTags, 'layer:testing'],
}));

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/dist-web/**',
      '**/node_modules/**',
      '.nx/**',
      '.data/**',
      'tests/architecture/breaches/**',
      '**/generated/**',
    ],
  },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.mjs'],
    plugins: { '@nx': nx },
    languageOptions: { parserOptions: { emitDecoratorMetadata: true, experimentalDecorators: true } },
    rules: {
      '@nx/enforce-module-boundaries': boundaries(layers),
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-redeclare': 'off',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'Name what a library exports; nothing is starred.' },
      ],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['**/*.spec.ts', '**/*.suite.ts'],
    rules: { '@nx/enforce-module-boundaries': boundaries(withTesting) },
  },
);
