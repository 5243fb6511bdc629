package io.habeas.benchmarks.mailing;

/**
 * What all sides have in common.
 *
 * @param connections to the relay, at the same time
 * @param size of a letter, bytes
 */
record Load(int connections, int size) {}
