/**
 * A proof that one entry is in a published log, as one JSON document that its owner keeps, and its
 * verification without network, database or service: plain Java and Jackson's parser.
 */
@NullMarked
package io.habeas.ledger.proof;

import org.jspecify.annotations.NullMarked;
