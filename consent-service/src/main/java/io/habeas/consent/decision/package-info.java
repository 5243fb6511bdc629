/**
 * May we contact this subject, by this channel, for this purpose, now? A pure function of what is
 * known, in a fixed order of rules; every answer names its rule and its evidence, and can be worked
 * out again from them. Nothing of it is stored.
 */
package io.habeas.consent.decision;
