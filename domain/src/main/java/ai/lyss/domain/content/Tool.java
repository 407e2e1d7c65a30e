package ai.lyss.domain.content;

import ai.lyss.domain.json.RawJson;
import org.jspecify.annotations.Nullable;

/** What a model may call. */
public sealed interface Tool {

  /** Returns the name it is called by. */
  String name();

  /**
   * A function of the caller.
   *
   * @param description null when there is none
   * @param parameters a JSON Schema; null when it takes none
   * @param strict whether arguments must be valid against the schema; null when not said
   * @param cache null when nothing is marked here
   */
  record Function(
      String name,
      @Nullable String description,
      @Nullable RawJson parameters,
      @Nullable Boolean strict,
      @Nullable CacheMark cache)
      implements Tool {}

  /**
   * A tool of the caller that takes free text.
   *
   * @param description null when there is none
   * @param format the grammar of the text in OpenAI's form; null when any will do
   */
  record Custom(String name, @Nullable String description, @Nullable RawJson format)
      implements Tool {}

  /**
   * A tool that the vendor runs itself.
   *
   * @param name its type in the dialect it came in
   * @param definition all of it
   */
  record Hosted(String name, RawJson definition) implements Tool {}
}
