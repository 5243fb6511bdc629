/**
 * What decisions need to know of a subject: its state, region, time zone and whether it wants no
 * contact. Told by subject-service's events, applied once and in order.
 */
package io.habeas.consent.subject;
