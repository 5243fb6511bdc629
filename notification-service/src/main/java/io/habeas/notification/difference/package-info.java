/**
 * How two texts differ: block by block, and word by word within a block that was changed. What is
 * kept and what went is the old text, what is kept and what came is the new one, to the letter.
 */
@NullMarked
package io.habeas.notification.difference;

import org.jspecify.annotations.NullMarked;
