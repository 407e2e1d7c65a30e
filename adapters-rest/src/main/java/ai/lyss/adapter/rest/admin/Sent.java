package ai.lyss.adapter.rest.admin;

import ai.lyss.adapter.rest.problem.Fault;
import ai.lyss.adapter.rest.problem.Problem;
import ai.lyss.adapter.rest.problem.ProblemException;
import ai.lyss.application.usecase.Acting;
import ai.lyss.application.usecase.FieldProblem.Kind;
import ai.lyss.domain.store.OnceKey;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was sent to make a thing. Immutable.
 *
 * @param operation what is asked for
 * @param key the idempotency key; null when there is none
 * @param body the body as it came; nobody changes the array
 */
record Sent(String operation, @Nullable String key, byte[] body) {

  /** The header that carries the idempotency key. */
  static final String KEY = "Idempotency-Key";

  private static final int MAX_KEY = 255;

  /**
   * Takes a request. Blocks.
   *
   * @throws ProblemException when the body is too large, or the key is none
   */
  static Sent of(String operation, @Nullable String key, InputStream body) {
    if (key != null && !isGood(key)) {
      throw new ProblemException(
          Problem.of(
              List.of(
                  Fault.ofParameter(
                      KEY,
                      Kind.MALFORMED,
                      KEY + ": (expected: 1 to " + MAX_KEY + " visible ASCII characters)"))));
    }
    return new Sent(operation, key, Bodies.bytes(body));
  }

  /** Reads the body; parameters as with {@link Bodies}. */
  <T> T read(Function<JsonFields, T> read) {
    return Bodies.read(body, read);
  }

  /** Returns the name of this request when it is sent by this caller; empty without a key. */
  Optional<OnceKey> once(Acting acting) {
    return key == null
        ? Optional.empty()
        : Optional.of(new OnceKey(operation, key, fingerprint(acting)));
  }

  @Override
  public String toString() {
    return "Sent[" + operation + ", " + body.length + " bytes]";
  }

  /** The sender is part of it: nobody is given the answer to somebody else's request. */
  private String fingerprint(Acting acting) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var caller = acting.caller();
      var sender = caller.tenant() + " " + caller.key() + " " + caller.user() + "\n";
      digest.update(sender.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: absent (expected: on every Java platform)", e);
    }
  }

  private static boolean isGood(String key) {
    return !key.isEmpty()
        && key.length() <= MAX_KEY
        && key.chars().allMatch(c -> c > ' ' && c <= '~');
  }
}
