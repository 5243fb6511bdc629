/**
 * The two clocks. Business time decides deadlines and effective dates and can be moved in local and
 * test builds, where a proof made meanwhile says so; security time decides tokens, leases and
 * signatures and never moves.
 */
package io.habeas.clock;
