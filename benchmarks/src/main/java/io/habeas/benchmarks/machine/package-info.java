/** What the operating system tells of processes, and what must be installed on it. */
@NullMarked
package io.habeas.benchmarks.machine;

import org.jspecify.annotations.NullMarked;
