/**
 * Moves business time, in local and test builds only. Security time is out of its reach, and no
 * production artifact contains it.
 */
package io.habeas.clock.mover;
