package io.habeas.subject.account;

import java.util.List;
import java.util.Set;

/**
 * What became of a batch.
 *
 * @param registered the accounts that are held now
 * @param erased the accounts of which a person was erased; nothing of them was stored
 */
public record Outcome(List<Registered> registered, Set<AccountNumber> erased) {}
