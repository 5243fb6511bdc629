/**
 * Passes requests on to the service that owns them: only operations that a service's own API
 * description marks for the gateway, with the caller's bearer token or, for a browser, the token of
 * its session; never with a cookie.
 */
package io.habeas.gateway.relay;
