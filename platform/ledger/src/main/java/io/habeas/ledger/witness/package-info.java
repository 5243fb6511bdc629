/**
 * State outside the database: what an edited or restored database would forget is kept here, append
 * only. A record is never overwritten; another record under a name that is taken is refused.
 */
@NullMarked
package io.habeas.ledger.witness;

import org.jspecify.annotations.NullMarked;
