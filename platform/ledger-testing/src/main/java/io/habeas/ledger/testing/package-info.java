/**
 * What tests need of the ledger: a witness that keeps its promises in memory and fails on demand.
 */
@NullMarked
package io.habeas.ledger.testing;

import org.jspecify.annotations.NullMarked;
