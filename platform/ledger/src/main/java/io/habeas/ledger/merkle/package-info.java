/**
 * The Merkle tree of RFC 9162, section 2.1, as pure functions: roots, inclusion and consistency
 * proofs and their verification. Knows neither a database nor what a leaf means.
 */
@NullMarked
package io.habeas.ledger.merkle;

import org.jspecify.annotations.NullMarked;
