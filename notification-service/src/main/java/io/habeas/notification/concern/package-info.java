/**
 * What of a change concerns one person, and why: asked of those who know at the moment of use, and
 * kept nowhere.
 */
@NullMarked
package io.habeas.notification.concern;

import org.jspecify.annotations.NullMarked;
