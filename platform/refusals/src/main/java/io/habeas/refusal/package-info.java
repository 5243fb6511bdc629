/**
 * Refusals are recorded like grants: who was refused what, by which rule, how often. What a hostile
 * caller can make of it is bounded.
 */
@org.jspecify.annotations.NullMarked
package io.habeas.refusal;
