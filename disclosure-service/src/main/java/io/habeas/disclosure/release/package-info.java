/**
 * Giving data to a partner. Seven gates in a fixed order decide; the grant or refusal is recorded
 * before the answer leaves, so without a durable record no data does. The subject reads each one.
 */
package io.habeas.disclosure.release;
