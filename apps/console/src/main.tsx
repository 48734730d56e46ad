import './design/base.css';
import './kit/kit.css';
import './shell/shell.css';
import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { applyAppearance } from './design/appearance.js';

applyAppearance();
const root = document.getElementById('root');
// In slices, between which the browser can do other things.
if (root)
  startTransition(() =>
    createRoot(root).render(
      <StrictMode>
        <App />
      </StrictMode>,
    ),
  );
