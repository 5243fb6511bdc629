/**
 * How a person can be reached: e-mail addresses, telephone numbers and postal addresses as value
 * types that never print themselves, their correction, their reachability, and their hand-over in
 * batches for a named purpose.
 */
@NullMarked
package io.habeas.subject.contact;

import org.jspecify.annotations.NullMarked;
