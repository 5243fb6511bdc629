/**
 * Everybody whom we hold data about, bucket by bucket, without a name: for notices that must reach
 * them all. Whoever was committed before a stream started is in it, or in the next from its end.
 */
@NullMarked
package io.habeas.subject.audience;

import org.jspecify.annotations.NullMarked;
