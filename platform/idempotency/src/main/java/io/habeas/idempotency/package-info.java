/**
 * One key, one effect, one answer. The key is claimed by a unique insert in the transaction of the
 * work itself, so that a twin waits for the first at the index and nothing is looked up first and
 * written later. The answers kept here hold no personal data and expire.
 */
package io.habeas.idempotency;
