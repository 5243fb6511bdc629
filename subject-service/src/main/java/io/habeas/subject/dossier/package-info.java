/** Everything that is held about one person, cut down to what the named purpose may see. */
@NullMarked
package io.habeas.subject.dossier;

import org.jspecify.annotations.NullMarked;
