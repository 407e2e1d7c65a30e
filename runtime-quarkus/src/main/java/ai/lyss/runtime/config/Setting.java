package ai.lyss.runtime.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What {@code docs/configuration.md} says of a setting; the page is generated from it. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Setting {

  /** What it does, in one or two sentences. */
  String meaning();

  /** Which values are allowed. */
  String allowed();

  /** What holds when it is not set; empty when the declared default says it. */
  String unset() default "";
}
