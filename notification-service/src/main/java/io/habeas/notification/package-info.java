/** What we tell people: policy versions, thirty-day notices, mailings, proof of notice. */
@NullMarked
package io.habeas.notification;

import org.jspecify.annotations.NullMarked;
