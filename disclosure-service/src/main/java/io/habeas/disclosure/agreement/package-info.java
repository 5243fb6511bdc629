/** The terms under which a processor may receive data. No live agreement, no data. */
package io.habeas.disclosure.agreement;
