package ai.lyss.domain.content;

import ai.lyss.domain.failure.VendorError;

/** What a dialect makes of the content of a request. */
public sealed interface ContentReading {

  /** It could be read. */
  record Read(ChatContent content) implements ContentReading {}

  /** It could not, and this is what the caller is told. */
  record Unreadable(VendorError error) implements ContentReading {}
}
