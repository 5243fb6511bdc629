import { useTranslation } from 'react-i18next';
import { Navigate, Route, Routes } from 'react-router';
import { signIn } from '../api';
import { Frame } from '../parts/Frame';
import { Waiting } from '../parts/Waiting';
import { useSession } from '../session';
import { Communication } from './Communication';
import { MyData } from './MyData';
import { PolicyChanges } from './PolicyChanges';
import { Recipients } from './Recipients';

/** The customer's face: account settings and privacy. */
export default function Account() {
  const { t } = useTranslation();
  const session = useSession();
  if (session.isPending) {
    return <Waiting />;
  }
  if (!session.data?.signedIn) {
    signIn();
    return <Waiting />;
  }
  const subjectId = session.data.subjectId;
  if (!subjectId) {
    return <Navigate to="/desk/customers" replace />;
  }
  return (
    <Frame
      brand={t('account.brand')}
      home="/account/data"
      session={session.data}
      label={t('account.nav')}
      links={[
        { to: '/account/data', label: t('data.title') },
        { to: '/account/communication', label: t('communication.title') },
        { to: '/account/recipients', label: t('recipients.title') },
        { to: '/account/policy-changes', label: t('policies.title') },
      ]}
    >
      <Routes>
        <Route path="data" element={<MyData subjectId={subjectId} />} />
        <Route path="communication" element={<Communication subjectId={subjectId} />} />
        <Route path="recipients" element={<Recipients subjectId={subjectId} />} />
        <Route path="policy-changes" element={<PolicyChanges subjectId={subjectId} />} />
        <Route path="*" element={<Navigate to="/account/data" replace />} />
      </Routes>
    </Frame>
  );
}
