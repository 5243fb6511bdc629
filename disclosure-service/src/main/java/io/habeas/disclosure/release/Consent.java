package io.habeas.disclosure.release;

/**
 * consent-service's decision, with just what we read of it.
 *
 * @param allowed whether sharing is allowed
 * @param evidence rule, choice version, rules version: what the decision rests on
 */
record Consent(boolean allowed, String evidence) {}
