/**
 * Contracts between services: what a consumer reads, committed beside both, and how each side is
 * held to it. For tests only.
 */
@NullMarked
package io.habeas.contract.testing;

import org.jspecify.annotations.NullMarked;
