package io.habeas.subject.bulk;

/**
 * What was wrong with a line; nothing of what stood in it.
 *
 * @param line its number, from 1
 * @param code stable, in kebab-case
 * @param field the path of the field; empty for the line as a whole
 * @param detail what the field must be
 */
record LineError(long line, String code, String field, String detail) {}
