package ai.lyss.runtime.e2e.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What is charged where the vendor told no usage. The one place that says how it is counted. */
final class Counted {

  /** Where such counts come from, as the ledger calls it. */
  static final String PROVENANCE = "estimate";

  /** The input of {@link Asking#MESSAGES}. */
  static final long INPUT = tokens(Asking.MESSAGES);

  private static final int BYTES_PER_TOKEN = 3;

  private Counted() {}

  /** Returns the tokens of generated text. */
  static long tokens(String text) {
    return (text.getBytes(UTF_8).length + BYTES_PER_TOKEN - 1) / BYTES_PER_TOKEN;
  }
}
