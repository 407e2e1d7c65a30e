package ai.lyss.domain.chat;

import java.util.List;
import java.util.Map;

/**
 * The head of a vendor's good answer: what of it goes on to the caller.
 *
 * @param contentType the content type of the body
 * @param headers further headers that pass through, names in lower case
 * @param dropped JSON pointers (RFC 6901) to what of the request the vendor was not sent, because
 *     it does not take it
 */
public record AnswerHead(String contentType, Map<String, String> headers, List<String> dropped) {

  /** Copies the pointers. */
  public AnswerHead {
    dropped = List.copyOf(dropped);
  }

  /** The head of an answer to a request that was delivered with all its fields. */
  public AnswerHead(String contentType, Map<String, String> headers) {
    this(contentType, headers, List.of());
  }
}
