package ai.lyss.domain.content;

import org.jspecify.annotations.Nullable;

/** Where the bytes of an image, a sound or a document are. */
public sealed interface MediaSource {

  /**
   * They are here.
   *
   * @param mediaType such as {@code image/png}
   * @param base64 the bytes in base64, as the caller spelled them
   */
  record Inline(String mediaType, String base64) implements MediaSource {}

  /**
   * They can be had by HTTP.
   *
   * @param mediaType null when the caller did not say
   */
  record Url(String url, @Nullable String mediaType) implements MediaSource {}

  /** A vendor has them under this id, and no other vendor knows it. */
  record FileId(String id) implements MediaSource {}

  /** A document of nothing but text, which is here. */
  record PlainText(String text) implements MediaSource {}
}
