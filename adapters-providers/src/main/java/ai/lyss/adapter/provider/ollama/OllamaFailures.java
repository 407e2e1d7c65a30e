package ai.lyss.adapter.provider.ollama;

import ai.lyss.adapter.provider.http.FailureByStatus;
import ai.lyss.adapter.provider.http.HttpHead;
import ai.lyss.adapter.provider.http.Redaction;
import ai.lyss.adapter.provider.http.RetryAfter;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.failure.VendorError;
import ai.lyss.domain.json.JsonTree;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What Ollama's errors mean: a status and a text, {@code {"error":"…"}}.
 *
 * @see <a href="https://github.com/ollama/ollama/blob/main/docs/api/errors.mdx">Errors</a>
 */
final class OllamaFailures {

  /** An error after a good status: the runner died, or ran out of memory. */
  static final ProviderFailure IN_STREAM = new ProviderFailure.Unavailable(500, null);

  private static final String UNSAID = "The vendor refused the request.";

  private OllamaFailures() {}

  /** Returns the meaning of a status and its body. */
  static ProviderFailure refusal(
      HttpHead head, byte[] body, Redaction redaction, InstantSource clock) {
    var tree = JsonTree.read(body, 0, body.length, fault -> {});
    var text = tree == null ? null : tree.textOf("error");
    return FailureByStatus.of(
        head.status(), RetryAfter.of(head, clock), error(head.status(), text, redaction));
  }

  private static VendorError error(int status, @Nullable String text, Redaction redaction) {
    return new VendorError(
        status,
        text == null ? UNSAID : redaction.masked(text),
        "invalid_request_error",
        null,
        null);
  }
}
