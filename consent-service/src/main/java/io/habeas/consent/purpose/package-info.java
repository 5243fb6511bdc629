/**
 * The purposes for which people are contacted or data about them is shared: each with its legal
 * basis, its channels and whether it can be silenced. Versioned data, not code.
 */
package io.habeas.consent.purpose;
