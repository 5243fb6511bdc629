/**
 * What we learn of contact points, told to subject-service, whose they are: queued with what taught
 * it, told until it is taken.
 */
@NullMarked
package io.habeas.notification.reachability;

import org.jspecify.annotations.NullMarked;
