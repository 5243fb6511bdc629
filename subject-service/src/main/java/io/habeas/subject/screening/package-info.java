/**
 * What no field may hold, whoever sends it: payment card numbers, characters that PostgreSQL, mail
 * or a log cannot carry. Everything that passes is stored exactly as it came.
 */
@NullMarked
package io.habeas.subject.screening;

import org.jspecify.annotations.NullMarked;
