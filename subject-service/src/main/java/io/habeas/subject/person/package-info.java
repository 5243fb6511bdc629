/**
 * Who a person is: names as people write them and the numbers that identify them, never printed.
 */
@NullMarked
package io.habeas.subject.person;

import org.jspecify.annotations.NullMarked;
