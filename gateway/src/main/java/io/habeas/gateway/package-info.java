/** The one door to the suite. */
package io.habeas.gateway;
