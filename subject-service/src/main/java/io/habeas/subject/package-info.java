/** subject-service: the one home of personal data. Here stand only the failures that it tells. */
@NullMarked
package io.habeas.subject;

import org.jspecify.annotations.NullMarked;
