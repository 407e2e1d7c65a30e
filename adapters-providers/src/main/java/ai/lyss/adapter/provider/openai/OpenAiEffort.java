package ai.lyss.adapter.provider.openai;

import ai.lyss.adapter.provider.openai.OpenAiQuirks.Family;
import ai.lyss.adapter.provider.translate.Fitting;
import ai.lyss.domain.content.Effort;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.content.ReasoningWish;
import ai.lyss.domain.json.JsonOut;
import ai.lyss.domain.model.ModelName;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How much a model can be told to reason. OpenAI's models each know some of the efforts and answer
 * 400 to the others; what is not known of a model is sent as it was asked for.
 */
final class OpenAiEffort {

  private static final List<String> NEVER =
      List.of("gpt-3.5", "gpt-35", "gpt-4", "chatgpt-4o", "gpt-5-chat");
  private static final List<String> BEFORE_THE_NAME = List.of("ft:", "openai/");

  /** What a model does. */
  private enum Kind {
    /** OpenAI's, which never reasons. */
    PLAIN,
    /** OpenAI's o-series: low, medium, high. */
    O_SERIES,
    /** OpenAI's gpt-5: minimal, low, medium, high. */
    GPT_5,
    /** OpenAI's of which nothing else is known. */
    NEWEST,
    /** DeepSeek's: switched by {@code thinking}. */
    DEEPSEEK,
    /** Some other vendor's: low, medium, high are known widely. */
    FOREIGN
  }

  private final Kind kind;

  OpenAiEffort(Family family, ModelName model) {
    this.kind =
        switch (family) {
          case OPENAI -> kind(model.value());
          case DEEPSEEK -> Kind.DEEPSEEK;
          case ANY -> Kind.FOREIGN;
        };
  }

  private static Kind kind(String model) {
    var name = model;
    for (var before : BEFORE_THE_NAME) {
      name = name.startsWith(before) ? name.substring(before.length()) : name;
    }
    if (NEVER.stream().anyMatch(name::startsWith)) {
      return Kind.PLAIN;
    }
    if (name.matches("o[0-9].*")) {
      return Kind.O_SERIES;
    }
    return name.equals("gpt-5") || name.startsWith("gpt-5-") ? Kind.GPT_5 : Kind.NEWEST;
  }

  /** Tells whether the model reasons whatever it is told, and so refuses to be drawn otherwise. */
  boolean alwaysReasons() {
    return kind == Kind.O_SERIES || kind == Kind.GPT_5;
  }

  /**
   * Writes what comes nearest to the wish; what comes to something else is noted.
   *
   * @param takes tells whether the vendor takes a feature at all
   */
  void write(ReasoningWish wish, Predicate<Feature> takes, Fitting fitting, JsonOut out) {
    if (Boolean.FALSE.equals(wish.shown()) && takes.test(Feature.SHOWN_REASONING)) {
      fitting.drop(Feature.SHOWN_REASONING); // shown all the same
    }
    var effort = wish.asEffort();
    var feature = wish.effort() != null ? Feature.EFFORT : Feature.REASONING_BUDGET;
    if (effort == null || !takes.test(feature)) {
      return;
    }
    if (kind == Kind.DEEPSEEK) {
      thinking(effort, out);
      return;
    }
    var sent = nearest(effort);
    if (sent != null) {
      out.name("reasoning_effort").text(sent.wireName());
    }
    boolean off = effort == Effort.NONE;
    boolean same = off ? sent == Effort.NONE || kind == Kind.PLAIN : sent != null;
    if (!same) {
      fitting.drop(feature);
    }
  }

  /**
   * DeepSeek takes all names but that of no effort.
   *
   * @see <a href="https://api-docs.deepseek.com/guides/thinking_mode">Thinking mode</a>
   */
  private static void thinking(Effort effort, JsonOut out) {
    var type = effort == Effort.NONE ? "disabled" : "enabled";
    out.name("thinking").object().name("type").text(type).endObject();
    if (effort != Effort.NONE) {
      out.name("reasoning_effort").text(effort.wireName());
    }
  }

  /** Returns the nearest effort that the model knows; null when it knows none. */
  private @Nullable Effort nearest(Effort effort) {
    return switch (kind) {
      case PLAIN -> null;
      case NEWEST, DEEPSEEK -> effort;
      case O_SERIES -> effort == Effort.NONE ? Effort.LOW : within(effort, Effort.LOW);
      case GPT_5 -> effort == Effort.NONE ? Effort.MINIMAL : within(effort, Effort.MINIMAL);
      case FOREIGN -> effort == Effort.NONE ? null : within(effort, Effort.LOW);
    };
  }

  private static Effort within(Effort effort, Effort least) {
    if (effort.compareTo(least) < 0) {
      return least;
    }
    return effort.compareTo(Effort.HIGH) > 0 ? Effort.HIGH : effort;
  }
}
