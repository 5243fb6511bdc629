package io.habeas.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An operation for everybody, signed in or not: it must neither tell nor change anything personal
 * but what a token vouches for that only the person was given.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface PermitAnyone {

  /** Whether the gateway routes to it. */
  boolean gateway() default false;
}
