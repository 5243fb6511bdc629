/**
 * The bucket of a subject: a stable number that leads the key of every big table, so that work is
 * claimed, streams are cut and databases can be sharded by it. It can never change once rows exist.
 */
package io.habeas.bucket;
