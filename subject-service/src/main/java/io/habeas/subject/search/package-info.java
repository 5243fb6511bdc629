/** Finds people by an e-mail address, a telephone number or an account number, without a scan. */
@NullMarked
package io.habeas.subject.search;

import org.jspecify.annotations.NullMarked;
