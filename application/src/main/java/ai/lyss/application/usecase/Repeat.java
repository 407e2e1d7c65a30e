package ai.lyss.application.usecase;

import ai.lyss.domain.store.OnceKey;
import java.util.function.Function;

/** Whether a request that makes a thing may come twice, and how it is told apart. */
public sealed interface Repeat<T> {

  /** Each time the request comes, a thing is made. */
  record Each<T>() implements Repeat<T> {}

  /**
   * However often the request comes within 24 hours, one thing is made, and the answer is the same.
   *
   * @param key names the request
   * @param answer makes the answer that is kept; called once, within the transaction
   */
  record Once<T>(OnceKey key, Function<T, String> answer) implements Repeat<T> {}
}
