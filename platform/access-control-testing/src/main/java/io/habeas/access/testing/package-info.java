/** Tokens for tests, signed by a key that is made for the run and that nothing else trusts. */
package io.habeas.access.testing;
