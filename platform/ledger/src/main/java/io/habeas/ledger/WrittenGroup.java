package io.habeas.ledger;

import io.habeas.ledger.record.Commitments;
import io.habeas.ledger.record.SaltedGroup;
import java.util.List;
import java.util.UUID;

/** A group as its rows hold it. */
record WrittenGroup(
    WrittenEntry entry, Commitments commitments, List<UUID> subjects, SaltedGroup members) {}
