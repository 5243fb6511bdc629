import { useTranslation } from 'react-i18next';
import { Navigate, Route, Routes } from 'react-router';
import { Reader } from '../i18n/names';
import { Frame } from '../parts/Frame';
import { SignedIn } from '../parts/SignedIn';
import { isStaff, type Session } from '../session';
import { Customer } from './Customer';
import { Customers } from './Customers';
import { Draft } from './draft/Draft';
import { Calls } from './messages/Calls';
import { Quarantine } from './messages/Quarantine';
import { TemplateDraft, Templates } from './messages/Templates';
import { Notices } from './notices/Notices';

/** The staff's face: the privacy desk. */
export default function Desk() {
  return (
    <SignedIn>
      {(session) =>
        isStaff(session) ? (
          <Reader value="staff">
            <Pages session={session} />
          </Reader>
        ) : (
          <Navigate to="/account" replace />
        )
      }
    </SignedIn>
  );
}

function Pages({ session }: { session: Session }) {
  const { t } = useTranslation();
  const is = (...roles: string[]) => session.roles.some((role) => roles.includes(role));
  const maySearch = is('support', 'dpo');
  const mayDecide = is('dpo', 'legal', 'marketing');
  const mayLook = maySearch || is('auditor');
  const mayWriteTemplates = is('dpo', 'legal');
  const mayAskGuard = mayDecide || is('auditor');
  return (
    <Frame
      brand={t('desk.brand')}
      home="/desk"
      name={session.name}
      label={t('desk.nav')}
      links={[
        ...(maySearch ? [{ to: '/desk/customers', label: t('customers.title'), icon: 'people' as const }] : []),
        { to: '/desk/notices', label: t('deskNotices.title'), icon: 'send' },
        ...(mayLook ? [{ to: '/desk/messages', label: t('quarantine.title'), icon: 'warning' as const }] : []),
        { to: '/desk/templates', label: t('templates.title'), icon: 'history' as const },
        ...(is('support') ? [{ to: '/desk/calls', label: t('calls.title'), icon: 'bell' as const }] : []),
      ]}
    >
      <Routes>
        {maySearch && <Route path="customers" element={<Customers />} />}
        {maySearch && <Route path="customers/:subjectId" element={<Customer />} />}
        <Route path="notices" element={<Notices may={{ decide: mayDecide, askGuard: mayAskGuard, search: maySearch }} />} />
        {mayDecide && <Route path="notices/new" element={<Draft />} />}
        {mayDecide && <Route path="notices/:document/:version" element={<Draft />} />}
        {mayLook && <Route path="messages" element={<Quarantine mayDecide={maySearch} />} />}
        <Route path="templates" element={<Templates mayWrite={mayWriteTemplates} />} />
        {mayWriteTemplates && <Route path="templates/:name/:version" element={<TemplateDraft />} />}
        {is('support') && <Route path="calls" element={<Calls />} />}
        <Route path="*" element={<Navigate to={maySearch ? '/desk/customers' : '/desk/notices'} replace />} />
      </Routes>
    </Frame>
  );
}
