/** The suite from outside, as its callers, its customers and its failures meet it. */
package io.habeas.system;
