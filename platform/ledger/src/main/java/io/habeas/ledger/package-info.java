/**
 * The ledger of a service. An entry is written in the transaction that it records, is sealed soon
 * after into a Merkle log whose signed checkpoints leave for the witness, and can from then on not
 * be edited, removed, moved or rewritten without the verifier naming it. "Written" means that the
 * row is committed; sealing never delays anybody.
 */
@NullMarked
package io.habeas.ledger;

import org.jspecify.annotations.NullMarked;
