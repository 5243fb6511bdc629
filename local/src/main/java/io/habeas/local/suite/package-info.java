/**
 * A suite as a whole: its parts are started as soon as what they need is ready, watched while they
 * run, and stopped together, whatever ends first.
 */
package io.habeas.local.suite;
