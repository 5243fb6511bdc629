/**
 * Events that commit with what they tell. A service appends them in the transaction of the change;
 * a relay tells each target of them as CloudEvents, in batches, at least once and in the order of
 * each subject, what is urgent before what was appended in bulk; the consumer's inbox applies each
 * once, in the transaction that applies the change, and ignores what is older than what it has
 * applied.
 */
package io.habeas.outbox;
