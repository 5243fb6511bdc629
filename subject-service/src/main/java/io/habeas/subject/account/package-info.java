/**
 * Accounts and the people who act in them. An account is told as a whole and again; whatever is
 * told twice is held once, and what one person's entry says never touches a colleague.
 */
@NullMarked
package io.habeas.subject.account;

import org.jspecify.annotations.NullMarked;
