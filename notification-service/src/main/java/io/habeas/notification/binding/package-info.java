/** Which version bound a subject on a day, and by what. */
@NullMarked
package io.habeas.notification.binding;

import org.jspecify.annotations.NullMarked;
