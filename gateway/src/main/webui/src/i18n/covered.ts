import type { components as Consent } from '../api/consent';
import type { components as Disclosure } from '../api/disclosure';
import type { components as Notification } from '../api/notification';
import type { components as Subject } from '../api/subject';
import type { en } from './en';

type Named = typeof en;

/** Does not compile unless every value that a service may say has a name. */
type Covered<Values extends string, Names extends Record<Values, string>> = [Values, Names];

/** What the services' descriptions enumerate, each against the names that pages show for it. */
export type Everything = [
  Covered<Consent['schemas']['Channel'], Named['channel']>,
  Covered<Consent['schemas']['Choice'], Named['choice']>,
  Covered<Consent['schemas']['LegalBasis'], Named['basis']>,
  Covered<Consent['schemas']['Via'], Named['via']>,
  Covered<Disclosure['schemas']['Category'], Named['partner']>,
  Covered<Disclosure['schemas']['Gate'], Named['gate']>,
  Covered<Disclosure['schemas']['TransferMechanism'], Named['mechanism']>,
  Covered<Notification['schemas']['CampaignState'], Named['campaignState']>,
  Covered<Notification['schemas']['Channel'], Named['channel']>,
  Covered<Notification['schemas']['CampaignKind'], Named['campaignKind']>,
  Covered<Notification['schemas']['DocumentKind'], Named['documentKind']>,
  Covered<Notification['schemas']['DeliveryState'], Named['delivery']>,
  Covered<Notification['schemas']['VersionState'], Named['versionState']>,
  Covered<Subject['schemas']['By'], Named['searchKind']>,
  Covered<Subject['schemas']['ContactKind'], Named['contactKind']>,
  Covered<Subject['schemas']['SubjectState'], Named['state']>,
];
