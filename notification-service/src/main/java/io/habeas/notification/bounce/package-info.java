/**
 * What comes back: every notice leaves under a return path of its own that nobody can forge, and
 * what arrives there is read, believed only by its token, and acted upon once. A failure takes the
 * acceptance back, and the next channel or the page's cover takes over.
 */
@NullMarked
package io.habeas.notification.bounce;

import org.jspecify.annotations.NullMarked;
