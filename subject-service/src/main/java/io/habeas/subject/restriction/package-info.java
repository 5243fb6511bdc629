/** Restriction of processing (GDPR Art. 18): data that is kept and no longer used. */
@NullMarked
package io.habeas.subject.restriction;

import org.jspecify.annotations.NullMarked;
