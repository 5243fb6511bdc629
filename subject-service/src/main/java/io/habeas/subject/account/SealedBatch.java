package io.habeas.subject.account;

import io.habeas.subject.contact.ContactChange;
import io.habeas.subject.contact.SealedContactPoint;
import io.habeas.subject.item.StoredItem;
import io.habeas.subject.person.IdentifierChange;
import io.habeas.subject.person.StoredIdentifier;
import io.habeas.subject.record.Subject;
import java.util.List;

/** A batch of accounts encrypted and in the order in which every writer writes. */
record SealedBatch(
    List<AccountRow> newAccounts,
    List<AccountRow> changedAccounts,
    List<Subject> newSubjects,
    List<Subject> changedSubjects,
    List<MembershipRow> newMemberships,
    List<MembershipRow> changedRoles,
    List<ContactChange> contact,
    List<SealedContactPoint> contactPoints,
    List<IdentifierChange> identifierChanges,
    List<StoredIdentifier> identifiers,
    List<StoredItem> items) {}
