/**
 * The auditor's reading of a log: rows, records and published checkpoints in, a finding out that
 * names the first bad entry. Plain Java, no database.
 */
@NullMarked
package io.habeas.ledger.audit;

import org.jspecify.annotations.NullMarked;
