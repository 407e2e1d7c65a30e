package ai.lyss.domain.store;

/** How a read or a change of stored things ended. */
public sealed interface StoreOutcome<T> {

  /** It was done, and a change is durable. */
  record Done<T>(T value) implements StoreOutcome<T> {}

  /** The thing is not there, or belongs to another tenant. */
  record Missing<T>(String what) implements StoreOutcome<T> {}

  /** Another thing stands in the way: a name that is taken, a thing that is still used. */
  record Conflict<T>(String field, String message) implements StoreOutcome<T> {}

  /** The thing was changed by somebody else since it was read. */
  record Stale<T>() implements StoreOutcome<T> {}

  /** The store cannot be reached; nothing was changed. */
  record Unavailable<T>() implements StoreOutcome<T> {}
}
