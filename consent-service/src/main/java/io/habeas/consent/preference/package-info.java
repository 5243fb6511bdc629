/**
 * What people chose, by purpose and channel. Each choice is appended with how, by whom and on what
 * evidence; the present state, the ledger's entry and the event commit with it.
 */
package io.habeas.consent.preference;
