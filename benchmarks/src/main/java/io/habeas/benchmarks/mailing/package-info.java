/**
 * A mailing against Postfix's {@code smtp-source}: the same relay, the same number of connections,
 * letters of the same size, in turns.
 */
@NullMarked
package io.habeas.benchmarks.mailing;

import org.jspecify.annotations.NullMarked;
