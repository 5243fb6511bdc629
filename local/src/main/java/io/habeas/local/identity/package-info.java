/**
 * The identity provider: Keycloak, unpacked and prepared once for all suites of this user, with the
 * project's own realm and its data in the suite's database server.
 */
package io.habeas.local.identity;
