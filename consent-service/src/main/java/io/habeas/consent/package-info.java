/** What each person permits, and whether we may contact them or share about them, now. */
package io.habeas.consent;
