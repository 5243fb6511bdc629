/**
 * The versioned registries: which categories of data may be held, for which purposes, from which
 * sources, on which legal bases. What they do not declare is refused.
 */
@NullMarked
package io.habeas.subject.registry;

import org.jspecify.annotations.NullMarked;
