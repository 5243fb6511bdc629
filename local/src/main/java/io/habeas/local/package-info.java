/**
 * The whole suite on one machine, by one command: what {@code ./habeas up} and its sisters run.
 * Everything listens on loopback only.
 */
package io.habeas.local;
