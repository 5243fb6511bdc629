/**
 * Events that commit with what they tell. A service appends them in the transaction of the change;
 * a relay delivers them as CloudEvents at least once, per target and in the order of each subject;
 * the consumer's inbox applies each once, in the transaction that applies the change, and ignores
 * what is older than what it has applied.
 */
package io.habeas.outbox;
