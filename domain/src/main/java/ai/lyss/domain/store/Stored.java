package ai.lyss.domain.store;

/**
 * A thing that does not tell its revision itself, with it. Immutable.
 *
 * @param value the thing
 * @param revision when it was made and changed
 */
public record Stored<T>(T value, Revision revision) {}
