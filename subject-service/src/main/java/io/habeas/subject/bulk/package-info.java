/**
 * Whole customer bases as a stream. Lines are applied in batches, each in one transaction with the
 * job's position, so that a line counts once however often it is sent and whatever dies meanwhile;
 * of a broken line nothing is kept but its number and what was wrong.
 */
@NullMarked
package io.habeas.subject.bulk;

import org.jspecify.annotations.NullMarked;
