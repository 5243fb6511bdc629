import { useTranslation } from 'react-i18next';
import { Navigate, Route, Routes } from 'react-router';
import { signIn } from '../api';
import { Frame } from '../parts/Frame';
import { Waiting } from '../parts/Waiting';
import { isStaff, useSession } from '../session';
import { Customers } from './Customers';
import { Notices } from './Notices';

/** The staff's face: the privacy desk. */
export default function Desk() {
  const { t } = useTranslation();
  const session = useSession();
  if (session.isPending) {
    return <Waiting />;
  }
  if (!session.data?.signedIn) {
    signIn();
    return <Waiting />;
  }
  if (!isStaff(session.data)) {
    return <Navigate to="/account/data" replace />;
  }
  const maySearch = session.data.roles.some((role) => role === 'support' || role === 'dpo');
  return (
    <Frame
      brand={t('desk.brand')}
      home="/desk/notices"
      session={session.data}
      label={t('desk.nav')}
      links={[
        ...(maySearch ? [{ to: '/desk/customers', label: t('customers.title') }] : []),
        { to: '/desk/notices', label: t('deskNotices.title') },
      ]}
    >
      <Routes>
        {maySearch && <Route path="customers" element={<Customers />} />}
        <Route path="notices" element={<Notices roles={session.data.roles} />} />
        <Route path="*" element={<Navigate to="/desk/notices" replace />} />
      </Routes>
    </Frame>
  );
}
