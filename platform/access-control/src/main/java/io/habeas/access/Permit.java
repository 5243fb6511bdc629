package io.habeas.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What an operation takes of its caller. A machine passes with the scope; a person passes with one
 * of the roles, through a client that may act for people ({@code habeas:web}).
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Permit {

  /** The scope that lets a machine client in; empty: no machine may call this. */
  String scope() default "";

  /** The roles of which a person needs one; empty: no person may call this. */
  Role[] roles() default {};

  /** How callers that own only their own records are held to them. */
  Ownership ownership() default Ownership.NONE;

  /** Whether the gateway routes to it; what is between services only is not. */
  boolean gateway() default false;

  /** Whether a person must have signed in within the last ten minutes. */
  boolean recentSignIn() default false;
}
