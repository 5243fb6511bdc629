/**
 * Calls to people, made by agents and diallers: taken one by one under a lease, the number told at
 * that moment and not before, and what came of each brought back.
 */
@NullMarked
package io.habeas.notification.calllist;

import org.jspecify.annotations.NullMarked;
