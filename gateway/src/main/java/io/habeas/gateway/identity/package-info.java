/**
 * The identity provider as the gateway needs it beside the sign-in itself: new tokens for a session
 * that goes on, a token for one service, and the proof that a logout token is its own. Nothing here
 * keeps a token.
 */
package io.habeas.gateway.identity;
