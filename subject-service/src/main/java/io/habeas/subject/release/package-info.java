/** Hands named fields of one subject to who may pass them on, for a purpose that covers them. */
@NullMarked
package io.habeas.subject.release;

import org.jspecify.annotations.NullMarked;
