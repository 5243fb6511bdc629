/**
 * The database server: PostgreSQL unpacked from an archive, on loopback, with a password for every
 * role, its data kept between starts.
 */
package io.habeas.local.postgres;
