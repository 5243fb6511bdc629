/**
 * A campaign tells everybody whom a change affects. It goes on from where it was after a pause, a
 * crash or a restart, and shows how far it is.
 */
@NullMarked
package io.habeas.notification.campaign;

import org.jspecify.annotations.NullMarked;
