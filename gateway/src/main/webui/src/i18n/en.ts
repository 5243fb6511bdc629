/** What the pages say, in English: the list that every other language completes. */
export const en = {
  "category": {
    "purchase": "Purchase",
    "renewal": "Renewal",
    "payment-token": "Payment method",
    "support-note": "Support note"
  },
  "source": {
    "orders": "your orders",
    "billing-system": "our billing",
    "ticket": "a support ticket"
  },
  "reason": {
    "date-not-reached": "The announced date is not reached.",
    "told-too-late": "Some were told less than thirty days ago.",
    "not-posted": "The page has not shown it without a gap.",
    "posted-too-late": "The page has shown it for less than thirty days.",
    "not-told": "Some have not been told at all.",
    "audience-incomplete": "The audience is still being counted."
  },
  "languageName": "English",
  "loading": "Loading",
  "skip": "Skip to content",
  "signIn": "Sign in",
  "signOut": "Sign out",
  "save": "Save",
  "cancel": "Cancel",
  "problem": {
    "unknown": "That did not work. Please try again."
  },
  "home": {
    "title": "Your privacy",
    "lead": "See and change what we hold about you, whom we may give it to and what we may send you.",
    "policy": "Read our privacy policy"
  },
  "account": {
    "brand": "Account settings & privacy",
    "nav": "Account settings"
  },
  "data": {
    "title": "My data",
    "lead": "Everything we hold about you: where it came from, what it is for and why we may keep it.",
    "person": "About you",
    "name": "Name",
    "accounts": "Accounts",
    "residency": "Country",
    "languages": "Languages",
    "timeZone": "Time zone",
    "contact": "How we reach you",
    "verified": "Verified on {{date}}",
    "unverified": "Not verified",
    "correct": "Correct",
    "identifiers": "Identifiers",
    "for": "For: {{purpose}}",
    "provenance": "From {{source}} on {{date}}. Basis: {{basis}}."
  },
  "state": {
    "active": "Active",
    "restricted": "Restricted",
    "quarantined": "Quarantined",
    "erased": "Erased"
  },
  "contactKind": {
    "email": "E-mail",
    "phone": "Phone",
    "postal": "Postal address"
  },
  "identifierKind": {
    "customer-number": "Customer number",
    "account-number": "Account number",
    "government-id": "Government id",
    "cookie-id": "Cookie id",
    "device-id": "Device id",
    "ip": "IP address"
  },
  "communication": {
    "title": "Communication",
    "lead": "Choose what we may send you and how. Messages you need to run your services stay on.",
    "topics": "Topics",
    "topic": "Topic",
    "allOff": "Turn off everything optional",
    "alwaysOn": "Always on",
    "history": "History of your choices",
    "noHistory": "You have not made a choice yet."
  },
  "channel": {
    "email": "E-mail",
    "sms": "SMS",
    "phone": "Phone",
    "automated-call": "Automated call",
    "sharing": "Sharing"
  },
  "basis": {
    "consent": "Your choice",
    "contract": "Needed for your service",
    "legal-obligation": "Required by law",
    "legitimate-interest": "You can object"
  },
  "choice": {
    "granted": "on",
    "denied": "off"
  },
  "via": {
    "client-area": "in the client area",
    "chat": "by live chat",
    "phone": "by phone",
    "ticket": "by ticket",
    "email": "by e-mail",
    "sign-up": "at sign-up",
    "import": "by import",
    "unsubscribe": "by unsubscribing"
  },
  "by": {
    "you": "by you",
    "staff": "by our staff",
    "system": "by our systems"
  },
  "recipients": {
    "title": "Who has my data",
    "lead": "Each time a company asked us for data about you: what it got, what for and under which terms, or why it got nothing.",
    "none": "Nobody has asked us for data about you.",
    "unknown": "Unknown company",
    "when": "When",
    "purpose": "What for",
    "fields": "Which data",
    "country": "Country",
    "why": "Why not",
    "policy": "Its own privacy policy"
  },
  "outcome": {
    "released": "Given",
    "refused": "Refused"
  },
  "gate": {
    "partner": "the company is not an active partner",
    "agreement": "there is no agreement in force",
    "scope": "the agreement does not allow it",
    "subject": "the data is restricted or erased",
    "consent": "you have not permitted it",
    "transfer": "nothing allows the transfer to that country",
    "released": "all conditions were met"
  },
  "mechanism": {
    "within-eea": "within the EEA",
    "adequacy": "adequacy decision",
    "scc": "standard contractual clauses",
    "bcr": "binding corporate rules",
    "derogation": "derogation"
  },
  "policies": {
    "title": "Policy changes",
    "lead": "What changes, from when, and the proof that we told you at least thirty days before.",
    "read": "Read the whole policy",
    "inForce": "Version {{version}} is in force.",
    "noChange": "No change is announced.",
    "changesOn": "Changes on {{date}} to version {{version}}",
    "summary": "In short",
    "showDiff": "Show every change",
    "hideDiff": "Hide the changes",
    "diffLabel": "Changed words",
    "notices": "Notices to you",
    "noNotices": "We have not sent you a notice yet.",
    "told": "Handed to the mail relay on {{date}}",
    "proof": "Download proof of notice"
  },
  "delivery": {
    "accepted": "Handed to the relay",
    "sending": "Sending",
    "planned": "Queued",
    "deferred": "Deferred",
    "inDoubt": "In doubt",
    "in_doubt": "In doubt",
    "bounced": "Bounced",
    "suppressed": "Not sent"
  },
  "desk": {
    "brand": "Privacy desk",
    "nav": "Privacy desk"
  },
  "customers": {
    "title": "Customers",
    "lead": "Find a person by any identifier. What you open is recorded.",
    "by": "Find by",
    "value": "Value",
    "search": "Search",
    "open": "Open",
    "found_one": "{{count}} person found",
    "found_other": "{{count}} people found",
    "recorded": "This view has been recorded.",
    "preferences": "Change e-mail preferences",
    "evidence": "Ticket or call number",
    "evidenceHint": "Kept with each change as its evidence."
  },
  "searchKind": {
    "email": "E-mail",
    "phone": "Phone",
    "account": "Account number"
  },
  "deskNotices": {
    "title": "Policies and notices",
    "lead": "Who has been told of which version, how far the mailing is and when the version may come into force.",
    "none": "No campaign yet.",
    "effective": "Effective {{date}}",
    "told": "{{percent}} % of {{total}} told",
    "progress": "Told so far",
    "rate": "Rate",
    "perSecond": "{{rate}} a second",
    "eta": "Done",
    "lastLawfulDay": "Last lawful day",
    "pause": "Pause",
    "resume": "Resume"
  },
  "campaignState": {
    "running": "Running",
    "paused": "Paused",
    "completed": "Completed"
  },
  "versionState": {
    "in-force": "In force",
    "superseded": "Superseded",
    "draft": "Draft",
    "withdrawn": "Withdrawn",
    "postponed": "Postponed"
  },
  "gate30": {
    "title": "The 30-day gate",
    "open": "Everybody has had notice for thirty days. The version may come into force.",
    "closed": "Not yet: {{missing}} without thirty days of notice. Earliest lawful date: {{date}}.",
    "activate": "Bring into force"
  },
  "purpose": {
    "service-delivery": "Running your services",
    "billing": "Invoices and payments",
    "service-messages": "Service messages",
    "policy-notice": "Policy notices",
    "rights-requests": "Your requests",
    "legal-notice": "Legal notices",
    "breach-notice": "Security incidents",
    "newsletter": "Newsletter",
    "offers": "Offers",
    "surveys": "Surveys and contests",
    "analytics": "Analysis",
    "advertising": "Advertising",
    "partner-offers": "Offers from partners",
    "crm": "Customer relations",
    "email-delivery": "Sending e-mail",
    "fraud-detection": "Preventing fraud",
    "service-improvement": "Improving our services",
    "legal-compliance": "Legal duties"
  }
};
