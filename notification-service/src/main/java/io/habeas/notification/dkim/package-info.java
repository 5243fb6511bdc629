/**
 * Signs what we send in the name of our domain (RFC 6376), with RSA and with Ed25519 (RFC 8463)
 * side by side, so that receivers who know only one can check it and nobody else can send in our
 * name.
 */
@NullMarked
package io.habeas.notification.dkim;

import org.jspecify.annotations.NullMarked;
