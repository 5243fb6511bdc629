/**
 * What the log holds: leaves that say what happened and commit to a salted record. When the salt is
 * gone with its subject, the leaf still verifies and says nothing about anybody. Plain Java.
 */
@NullMarked
package io.habeas.ledger.record;

import org.jspecify.annotations.NullMarked;
