package io.halfdoor.api.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The roles that may use an operation. Every operation has one, and the contract shows the same
 * roles.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Allow {

  Role[] value() default {Role.REP, Role.MARKETER, Role.LEADER, Role.ADMIN};

  /** A POST that only reads (a search too long for an address): a token of scope read suffices. */
  boolean reads() default false;
}
