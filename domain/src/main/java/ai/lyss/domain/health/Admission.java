package ai.lyss.domain.health;

/** Whether an attempt may be made. */
public sealed interface Admission {

  /**
   * It may; the permit must be closed when the attempt is over.
   *
   * @param permit what counts the attempt
   */
  record Admitted(Permit permit) implements Admission {}

  /**
   * It may not.
   *
   * @param exclusion why
   */
  record Refused(Exclusion exclusion) implements Admission {}
}
