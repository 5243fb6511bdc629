package io.habeas.ledger;

import io.habeas.ledger.record.Leaf;
import io.habeas.ledger.record.SaltedRecord;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An entry as its rows hold it. */
record WrittenEntry(Leaf leaf, @Nullable UUID subjectId, SaltedRecord record) {}
