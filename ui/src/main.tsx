// Opens the page.

import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { makeClient } from './ipc/client';
import { NavigationProvider } from './navigation/Navigation';
import { applyPreferences, followSystem } from './preferences/preferences';

applyPreferences();
followSystem();

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={makeClient()}>
        <NavigationProvider>
          <App />
        </NavigationProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}
