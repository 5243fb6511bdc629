/**
 * The mail server of a local suite: takes every message, writes it to a file of its own, and keeps
 * in memory only the mailboxes that somebody reads by IMAP.
 */
package io.habeas.local.mail;
