import { DirectionProvider, MantineProvider, useDirection } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ComponentType, lazy, type ReactNode, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { BrowserRouter, Navigate, Route, Routes } from 'react-router';
import { ProblemError } from './api';
import { Home } from './Home';
import { Waiting } from './parts/Waiting';
import { theme } from './theme';

const Account = lazy(face('/account', () => import('./account/Account')));
const Desk = lazy(face('/desk', () => import('./desk/Desk')));

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // A refusal stays one however often it is asked for; only what may pass is tried again, once and soon.
      retry: (count, error) => count < 1 && !(error instanceof ProblemError && error.problem.status < 500),
      retryDelay: 500,
    },
  },
});

export function App() {
  return (
    <DirectionProvider detectDirection={false}>
      <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
        <QueryClientProvider client={queries}>
          <AsSpoken>
            <BrowserRouter>
              <Suspense fallback={<Waiting />}>
                <Routes>
                  <Route path="/" element={<Home />} />
                  <Route path="/account/*" element={<Account />} />
                  <Route path="/desk/*" element={<Desk />} />
                  <Route path="*" element={<Navigate to="/" replace />} />
                </Routes>
              </Suspense>
            </BrowserRouter>
          </AsSpoken>
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  );
}

/** Lets the components follow the direction of the language. */
function AsSpoken({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation();
  const { setDirection } = useDirection();
  const direction = i18n.dir();
  useEffect(() => setDirection(direction), [direction, setDirection]);
  return children;
}

/** The code of a face, fetched at once where the address says which one it will be. */
function face(path: string, load: () => Promise<{ default: ComponentType }>) {
  const early = window.location.pathname.startsWith(path) ? load() : null;
  return () => early ?? load();
}
