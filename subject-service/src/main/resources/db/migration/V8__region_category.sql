-- Where somebody is and which languages they read says less than a name and is needed for more.
insert into registry_entry (kind, slug, version, body, valid_from)
values ('categories', 'region', 1, $json$
  {"title": "Residency, languages, time zone",
   "purposes": ["service-delivery", "billing", "service-messages", "policy-notice", "rights-requests", "legal-notice",
     "breach-notice", "newsletter", "offers", "surveys", "analytics", "advertising", "partner-offers", "crm",
     "email-delivery", "fraud-detection", "service-improvement", "legal-compliance"]}
$json$, timestamptz '2026-01-01 00:00:00Z');
