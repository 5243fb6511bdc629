/**
 * What is seen of a running service: JSON logs with the trace's id, metrics and traces, and in none
 * of them personal data. Types of personal data mask themselves; what slips through by a library's
 * message is masked here, before a line is written.
 */
package io.habeas.telemetry;
