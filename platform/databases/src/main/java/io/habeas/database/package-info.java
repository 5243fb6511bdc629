/** The bounds on waiting for a database; every pool of every service has them. */
package io.habeas.database;
