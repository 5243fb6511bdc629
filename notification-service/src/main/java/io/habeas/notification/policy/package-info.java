/**
 * Policy documents and their versions. A text is frozen by its hash when it is announced, and one
 * version of a document is in force at a time.
 */
@NullMarked
package io.habeas.notification.policy;

import org.jspecify.annotations.NullMarked;
