import { useTranslation } from 'react-i18next';
import { Navigate, Route, Routes } from 'react-router';
import { Frame } from '../parts/Frame';
import { fullName } from '../parts/fullName';
import { SignedIn } from '../parts/SignedIn';
import { useDossier } from '../queries';
import type { Session } from '../session';
import { Communication } from './Communication';
import { Messages } from './Messages';
import { MyData } from './MyData';
import { PolicyChanges } from './PolicyChanges';
import { Recipients } from './Recipients';

/** The customer's face: account settings and privacy. */
export default function Account() {
  return (
    <SignedIn>
      {(session) =>
        session.subjectId ? (
          <Pages session={session} subjectId={session.subjectId} />
        ) : (
          <Navigate to="/desk" replace />
        )
      }
    </SignedIn>
  );
}

function Pages({ session, subjectId }: { session: Session; subjectId: string }) {
  const { t } = useTranslation();
  // Names have one home, and that is not the sign-in: a customer's comes with their data.
  const dossier = useDossier(subjectId, 'rights-requests');
  return (
    <Frame
      brand={t('account.brand')}
      home="/account/data"
      name={fullName(dossier.data?.names) || session.name}
      label={t('account.nav')}
      links={[
        { to: '/account/data', label: t('data.title'), icon: 'person' },
        { to: '/account/communication', label: t('communication.title'), icon: 'bell' },
        { to: '/account/messages', label: t('messages.title'), icon: 'send' },
        { to: '/account/recipients', label: t('recipients.title'), icon: 'share' },
        { to: '/account/policy-changes', label: t('policies.title'), icon: 'history' },
      ]}
    >
      <Routes>
        <Route path="data" element={<MyData subjectId={subjectId} />} />
        <Route path="communication" element={<Communication subjectId={subjectId} />} />
        <Route path="messages" element={<Messages subjectId={subjectId} />} />
        <Route path="recipients" element={<Recipients subjectId={subjectId} />} />
        <Route path="policy-changes" element={<PolicyChanges subjectId={subjectId} />} />
        <Route path="*" element={<Navigate to="/account/data" replace />} />
      </Routes>
    </Frame>
  );
}
