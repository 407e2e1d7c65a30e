package ai.lyss.domain.chat;

import java.util.Map;

/**
 * The head of a vendor's good answer: what of it goes on to the caller.
 *
 * @param contentType the content type of the body
 * @param headers further headers that pass through, names in lower case
 */
public record AnswerHead(String contentType, Map<String, String> headers) {}
