/**
 * The subject: whom we hold data about, in which state, and the view of everything that is held,
 * cut down to what the named purpose may see.
 */
@NullMarked
package io.habeas.subject.record;

import org.jspecify.annotations.NullMarked;
