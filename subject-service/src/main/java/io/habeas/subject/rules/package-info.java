/** The few facts about subjects on which rules elsewhere depend: state, place, relationship. */
@NullMarked
package io.habeas.subject.rules;

import org.jspecify.annotations.NullMarked;
