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
  if (session.isPending) {
    return <Waiting />;
  }
  if (session.data?.signedIn) {
    return <Navigate to={isStaff(session.data) ? '/desk/customers' : '/account/data'} replace />;
  }
  return (
    <main className="frame">
      <div>
        <Page title={t('home.title')} lead={t('home.lead')}>
          <Button component="a" href="/login?returnTo=/">
            {t('signIn')}
          </Button>
          <p className="lead" />
          <p>
            <a href="/policy/privacy">{t('home.policy')}</a>
          </p>
        </Page>
      </div>
    </main>
  );
}
