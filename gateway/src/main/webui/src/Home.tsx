import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Navigate } from 'react-router';
import { Page } from './parts/Page';
import { Waiting } from './parts/Waiting';
import { isStaff, useSession } from './session';

/** The door: leads people who are signed in to their face, everybody else to the sign-in. */
export function Home() {
  const { t } = useTranslation();
  const session = useSession();
  if (session.data?.signedIn) {
    return <Navigate to={isStaff(session.data) ? '/desk' : '/account'} replace />;
  }
  return (
    <main className="door">
      {session.isPending ? (
        <Waiting rows={1} />
      ) : (
        <Page title={t('home.title')} lead={t('home.lead')}>
          <p>
            <Button component="a" href="/login?returnTo=/">
              {t('signIn')}
            </Button>
          </p>
          <p>
            <a href="/policy/privacy">{t('home.policy')}</a>
          </p>
        </Page>
      )}
    </main>
  );
}
