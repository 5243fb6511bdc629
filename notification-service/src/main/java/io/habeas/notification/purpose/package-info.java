/** The registry of purposes, which is consent-service's: read when a template names one. */
@NullMarked
package io.habeas.notification.purpose;

import org.jspecify.annotations.NullMarked;
