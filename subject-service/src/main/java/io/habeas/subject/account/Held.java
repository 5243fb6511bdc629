package io.habeas.subject.account;

import io.habeas.subject.contact.StoredContactPoint;
import io.habeas.subject.person.StoredIdentifier;
import io.habeas.subject.record.Subject;
import io.habeas.subject.vault.Digest;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What is held of some accounts and their people before they are told again. */
record Held(
    Map<Digest, AccountRow> accounts,
    Map<MembershipRow.Key, MembershipRow> memberships,
    Map<UUID, Subject> subjects,
    Map<UUID, List<StoredContactPoint>> contactPoints,
    Map<UUID, List<StoredIdentifier>> identifiers) {}
