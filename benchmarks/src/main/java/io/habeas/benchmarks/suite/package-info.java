/** The suite that is measured: real services, database and identity provider on this machine. */
@NullMarked
package io.habeas.benchmarks.suite;

import org.jspecify.annotations.NullMarked;
