/** How fast customers come in, against rows that are only written. */
@NullMarked
package io.habeas.benchmarks.importing;

import org.jspecify.annotations.NullMarked;
