/** A real PostgreSQL for tests: started once in a JVM, on a free port, gone with it. */
package io.habeas.postgres.testing;
