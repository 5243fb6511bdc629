/** Rows as one array a column: what {@code unnest} takes, a whole batch in one statement. */
@NullMarked
package io.habeas.subject.columns;

import org.jspecify.annotations.NullMarked;
