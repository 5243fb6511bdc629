/**
 * The key hierarchy. A keyset from outside wraps one data key per (subject, category); data keys
 * live in a database of their own, so that destroying one makes its records dark everywhere, their
 * backups included. A ciphertext opens only at the place for which it was made.
 */
@NullMarked
package io.habeas.subject.vault;

import org.jspecify.annotations.NullMarked;
