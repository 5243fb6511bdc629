/**
 * What else is held about a person: values of declared categories, each with its source, purposes,
 * legal basis and the moment of its collection.
 */
@NullMarked
package io.habeas.subject.item;

import org.jspecify.annotations.NullMarked;
