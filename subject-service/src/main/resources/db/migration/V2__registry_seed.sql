-- The policy's own purposes, sources and categories.
insert into registry_entry (kind, slug, version, body, valid_from)
select 'legal-bases', e ->> 'slug', 1, e - 'slug', timestamptz '2026-01-01 00:00:00Z'
from jsonb_array_elements($json$[
  {"slug": "consent", "title": "Consent", "law": "GDPR Art. 6(1)(a)"},
  {"slug": "contract", "title": "Performance of a contract", "law": "GDPR Art. 6(1)(b)"},
  {"slug": "legal-obligation", "title": "Legal obligation", "law": "GDPR Art. 6(1)(c)"},
  {"slug": "vital-interests", "title": "Vital interests", "law": "GDPR Art. 6(1)(d)"},
  {"slug": "public-task", "title": "Task in the public interest", "law": "GDPR Art. 6(1)(e)"},
  {"slug": "legitimate-interest", "title": "Legitimate interests", "law": "GDPR Art. 6(1)(f)"}
]$json$) as e;

-- mandatory: never silenced by a restriction. everything: the law asks for whatever is held.
insert into registry_entry (kind, slug, version, body, valid_from)
select 'purposes', e ->> 'slug', 1, e - 'slug', timestamptz '2026-01-01 00:00:00Z'
from jsonb_array_elements($json$[
  {"slug": "service-delivery", "title": "Deliver the services", "legalBases": ["contract"]},
  {"slug": "billing", "title": "Bill the services and take payment", "legalBases": ["contract", "legal-obligation"]},
  {"slug": "service-messages", "title": "Messages about services in use", "legalBases": ["contract", "legitimate-interest"]},
  {"slug": "policy-notice", "title": "Notice of policy changes", "legalBases": ["legal-obligation", "contract"], "mandatory": true},
  {"slug": "rights-requests", "title": "Answer rights requests, inquiries and complaints", "legalBases": ["legal-obligation"], "mandatory": true, "everything": true},
  {"slug": "legal-notice", "title": "Notice of legal requests", "legalBases": ["legal-obligation"], "mandatory": true},
  {"slug": "breach-notice", "title": "Notice of a breach", "legalBases": ["legal-obligation"], "mandatory": true},
  {"slug": "newsletter", "title": "Newsletter", "legalBases": ["consent"]},
  {"slug": "offers", "title": "Offers of additional services", "legalBases": ["consent", "legitimate-interest"]},
  {"slug": "surveys", "title": "Surveys and contests", "legalBases": ["consent", "legitimate-interest"]},
  {"slug": "analytics", "title": "Service analysis and web analytics", "legalBases": ["consent", "legitimate-interest"]},
  {"slug": "advertising", "title": "Advertising", "legalBases": ["consent"]},
  {"slug": "partner-offers", "title": "Offers of partners and affiliates", "legalBases": ["consent"]},
  {"slug": "crm", "title": "Customer relationship management", "legalBases": ["legitimate-interest", "contract"]},
  {"slug": "email-delivery", "title": "Delivery of newsletters and announcements", "legalBases": ["consent", "contract", "legitimate-interest"]},
  {"slug": "fraud-detection", "title": "Fraud detection", "legalBases": ["legitimate-interest", "legal-obligation"]},
  {"slug": "service-improvement", "title": "Improve services, diagnose risks and errors", "legalBases": ["legitimate-interest", "consent"]},
  {"slug": "legal-compliance", "title": "Legal, regulatory and law enforcement requests", "legalBases": ["legal-obligation"], "everything": true}
]$json$) as e;

insert into registry_entry (kind, slug, version, body, valid_from)
select 'sources', e ->> 'slug', 1, e - 'slug', timestamptz '2026-01-01 00:00:00Z'
from jsonb_array_elements($json$[
  {"slug": "sign-up", "title": "Creation of an account", "fromSubject": true},
  {"slug": "client-area", "title": "The client area", "fromSubject": true},
  {"slug": "support-call", "title": "Telephone support", "fromSubject": true},
  {"slug": "live-chat", "title": "Live chat", "fromSubject": true},
  {"slug": "ticket", "title": "Support ticket", "fromSubject": true},
  {"slug": "contact-form", "title": "Contact form", "fromSubject": true},
  {"slug": "newsletter-form", "title": "Newsletter form", "fromSubject": true},
  {"slug": "contest", "title": "Contest", "fromSubject": true},
  {"slug": "survey", "title": "Survey", "fromSubject": true},
  {"slug": "job-application", "title": "Job application", "fromSubject": true},
  {"slug": "promotion", "title": "Promotion or co-branded offer", "fromSubject": true},
  {"slug": "orders", "title": "Purchases and renewals", "fromSubject": true},
  {"slug": "cookies", "title": "Cookies and similar technologies", "fromSubject": true},
  {"slug": "usage", "title": "Use of the services", "fromSubject": true},
  {"slug": "billing-system", "title": "The billing system", "fromSubject": true},
  {"slug": "public-database", "title": "Publicly available databases", "fromSubject": false},
  {"slug": "third-party", "title": "Third parties", "fromSubject": false},
  {"slug": "another-person", "title": "Given by another person", "fromSubject": false}
]$json$) as e;

-- Categories of the record itself: they have no items, and are released by the field.
insert into registry_entry (kind, slug, version, body, valid_from)
select 'categories', e ->> 'slug', 1, e - 'slug', timestamptz '2026-01-01 00:00:00Z'
from jsonb_array_elements($json$[
  {"slug": "identity", "title": "Name, languages, residency",
   "purposes": ["service-delivery", "billing", "service-messages", "policy-notice", "rights-requests", "legal-notice",
     "breach-notice", "newsletter", "offers", "surveys", "partner-offers", "crm", "email-delivery", "fraud-detection", "legal-compliance"]},
  {"slug": "contact", "title": "E-mail, telephone, postal address",
   "purposes": ["service-delivery", "billing", "service-messages", "policy-notice", "rights-requests", "legal-notice",
     "breach-notice", "newsletter", "offers", "surveys", "advertising", "partner-offers", "crm", "email-delivery", "fraud-detection", "legal-compliance"]},
  {"slug": "identifier", "title": "Numbers that identify a person or a device",
   "purposes": ["service-delivery", "billing", "rights-requests", "analytics", "advertising", "fraud-detection", "legal-compliance"]},
  {"slug": "account", "title": "Account number and name",
   "purposes": ["service-delivery", "billing", "service-messages", "policy-notice", "rights-requests", "legal-notice",
     "breach-notice", "crm", "fraud-detection", "legal-compliance"]}
]$json$) as e;

-- Categories of items, each with the JSON Schema (2020-12) of its values.
insert into registry_entry (kind, slug, version, body, valid_from)
select 'categories', e ->> 'slug', 1, e - 'slug', timestamptz '2026-01-01 00:00:00Z'
from jsonb_array_elements($json$[
  {"slug": "purchase", "title": "Purchases",
   "purposes": ["service-delivery", "billing", "crm", "offers", "fraud-detection", "legal-compliance", "rights-requests"],
   "schema": {"type": "object", "additionalProperties": false, "required": ["product", "orderedAt"], "properties": {
     "product": {"type": "string", "minLength": 1, "maxLength": 200},
     "orderNumber": {"type": "string", "maxLength": 60},
     "orderedAt": {"type": "string", "format": "date-time", "maxLength": 40},
     "amount": {"type": "string", "pattern": "^-?[0-9]{1,12}([.][0-9]{1,4})?$"},
     "currency": {"type": "string", "pattern": "^[A-Z]{3}$"}}}},
  {"slug": "renewal", "title": "Renewals and expiries",
   "purposes": ["service-delivery", "billing", "service-messages", "crm", "legal-compliance", "rights-requests"],
   "schema": {"type": "object", "additionalProperties": false, "required": ["product", "renewsOn"], "properties": {
     "product": {"type": "string", "minLength": 1, "maxLength": 200},
     "renewsOn": {"type": "string", "format": "date", "maxLength": 10},
     "automatic": {"type": "boolean"}}}},
  {"slug": "support-note", "title": "Service requests and how they were answered",
   "purposes": ["service-delivery", "service-improvement", "crm", "legal-compliance", "rights-requests"],
   "schema": {"type": "object", "additionalProperties": false, "required": ["text"], "properties": {
     "text": {"type": "string", "minLength": 1, "maxLength": 20000},
     "ticket": {"type": "string", "maxLength": 60},
     "answer": {"type": "string", "maxLength": 20000}}}},
  {"slug": "information-request", "title": "Requests for information",
   "purposes": ["service-delivery", "offers", "crm", "rights-requests", "legal-compliance"],
   "schema": {"type": "object", "additionalProperties": false, "required": ["topic"], "properties": {
     "topic": {"type": "string", "minLength": 1, "maxLength": 200},
     "text": {"type": "string", "maxLength": 20000}}}},
  {"slug": "payment-token", "title": "Payment means, tokenised by the card processor",
   "purposes": ["billing", "fraud-detection", "legal-compliance", "rights-requests"],
   "schema": {"type": "object", "additionalProperties": false, "required": ["processor", "token"], "properties": {
     "processor": {"type": "string", "minLength": 1, "maxLength": 60},
     "token": {"type": "string", "minLength": 1, "maxLength": 200},
     "brand": {"type": "string", "maxLength": 30},
     "last4": {"type": "string", "pattern": "^[0-9]{4}$"},
     "expires": {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"}}}},
  {"slug": "usage", "title": "Data about use of the services",
   "purposes": ["service-delivery", "service-improvement", "analytics", "fraud-detection", "legal-compliance", "rights-requests"],
   "schema": {"type": "object", "additionalProperties": false, "required": ["event"], "properties": {
     "event": {"type": "string", "minLength": 1, "maxLength": 200},
     "at": {"type": "string", "format": "date-time", "maxLength": 40},
     "ip": {"type": "string", "maxLength": 45},
     "device": {"type": "string", "maxLength": 400},
     "location": {"type": "string", "maxLength": 200}}}},
  {"slug": "survey-answer", "title": "Answers in surveys and contests",
   "purposes": ["surveys", "service-improvement", "rights-requests", "legal-compliance"],
   "schema": {"type": "object", "additionalProperties": false, "required": ["survey", "answers"], "properties": {
     "survey": {"type": "string", "minLength": 1, "maxLength": 200},
     "answers": {"type": "object", "maxProperties": 100, "additionalProperties": {"type": ["string", "number", "boolean"], "maxLength": 4000}}}}},
  {"slug": "job-application", "title": "Job applications",
   "purposes": ["service-delivery", "rights-requests", "legal-compliance"],
   "schema": {"type": "object", "additionalProperties": false, "required": ["position"], "properties": {
     "position": {"type": "string", "minLength": 1, "maxLength": 200},
     "text": {"type": "string", "maxLength": 20000}}}},
  {"slug": "preference-profile", "title": "Interests, for more relevant offers",
   "purposes": ["offers", "newsletter", "advertising", "partner-offers", "crm", "rights-requests", "legal-compliance"],
   "schema": {"type": "object", "additionalProperties": false, "required": ["interests"], "properties": {
     "interests": {"type": "array", "maxItems": 100, "items": {"type": "string", "maxLength": 200}}}}},
  {"slug": "supplemented-data", "title": "Data from public or third-party sources",
   "purposes": ["crm", "offers", "fraud-detection", "service-improvement", "rights-requests", "legal-compliance"],
   "schema": {"type": "object", "additionalProperties": false, "required": ["origin", "facts"], "properties": {
     "origin": {"type": "string", "minLength": 1, "maxLength": 200},
     "facts": {"type": "object", "maxProperties": 100, "additionalProperties": {"type": ["string", "number", "boolean"], "maxLength": 4000}}}}}
]$json$) as e;
