package ai.lyss.domain.content;

import ai.lyss.domain.json.RawJson;
import org.jspecify.annotations.Nullable;

/** What form an answer must have. */
public sealed interface ResponseFormat {

  /** Any text. */
  record AnyText() implements ResponseFormat {}

  /** One JSON object. */
  record AnyJson() implements ResponseFormat {}

  /**
   * JSON that is valid against a schema.
   *
   * @param name what the caller calls it; null when the dialect has no names
   * @param strict null when the caller did not say
   */
  record JsonBySchema(
      @Nullable String name, @Nullable String description, RawJson schema, @Nullable Boolean strict)
      implements ResponseFormat {}
}
