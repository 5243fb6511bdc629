/** Load and scale, each measured against a reference in the same run. */
@NullMarked
package io.habeas.benchmarks;

import org.jspecify.annotations.NullMarked;
