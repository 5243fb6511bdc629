/**
 * What every request meets first and every answer carries: clean paths or none, a share for each
 * caller, and headers that hold a browser to our own code.
 */
package io.habeas.gateway.edge;
