/**
 * Who calls, and whether they may. A token becomes a {@link io.habeas.access.Caller}; an operation
 * declares what it takes by {@link io.habeas.access.Permit}; what declares nothing is refused. What
 * a client may (scope) and what a person may (role) are two checks, and both must pass.
 */
package io.habeas.access;
