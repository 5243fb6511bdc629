/** What releases need to know of a subject: its state, told by subject-service's events. */
package io.habeas.disclosure.subject;
