/**
 * Checkpoints of a log as C2SP signed notes (Ed25519), so that tools which are not ours verify
 * them. Plain Java.
 */
@NullMarked
package io.habeas.ledger.note;

import org.jspecify.annotations.NullMarked;
