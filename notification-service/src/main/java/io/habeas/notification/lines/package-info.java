/** Answers of other services that are a JSON object a line. */
@NullMarked
package io.habeas.notification.lines;

import org.jspecify.annotations.NullMarked;
