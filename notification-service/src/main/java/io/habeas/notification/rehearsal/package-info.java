/**
 * What would happen: a version's notice sent to its authors alone, and a count of what would become
 * of everybody's, without a letter.
 */
@NullMarked
package io.habeas.notification.rehearsal;

import org.jspecify.annotations.NullMarked;
