package ai.lyss.adapter.provider.anthropic;

import ai.lyss.domain.content.Effort;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.provider.Provider;
import java.util.regex.Pattern;

/**
 * What one model takes under one version of the API. Models are told apart by the number in their
 * name; one without a number that can be read is taken for a new one.
 *
 * @param version the version of the API
 * @param thinking how the model is told to reason
 * @param drawing which sampling options it takes
 * @param schemas how its answers are held to a schema
 * @param maxTokens the output limit of a request that has none
 * @see <a href="https://platform.claude.com/docs/en/api/migration-2026-10-21.md">Version
 *     2026-10-21</a>
 */
record AnthropicQuirks(
    String version, Thinking thinking, Drawing drawing, Schemas schemas, long maxTokens) {

  /** How a model is told to reason. */
  enum Thinking {
    /** By an effort; the model itself says how long. */
    ADAPTIVE,
    /** By a budget of tokens. */
    BUDGET,
    /** It does not reason. */
    NONE
  }

  /** Which sampling options a model takes. */
  enum Drawing {
    /** All. */
    ALL,
    /** Not temperature and nucleus at once. */
    ONE,
    /** None but at their defaults. */
    NONE
  }

  /** How answers are held to a schema. */
  enum Schemas {
    /** The vendor does it. */
    NATIVE,
    /** By a tool that has to be called. */
    TOOL
  }

  /** The number in a model's name, before or after the family, such as 3-5 or 4. */
  private static final Pattern NUMBER =
      Pattern.compile("claude-(?:[a-z]+-)?([0-9]{1,2})(?:[-.]([0-9]{1,2}))?(?![0-9])");

  private static final int NEWEST = Integer.MAX_VALUE;
  private static final int FIRST_THAT_REASONS = 307;
  private static final int FIRST_ADAPTIVE = 406;
  private static final int LAST_THAT_DRAWS = 406;
  private static final int FIRST_WITH_ONE_OPTION = 401;
  private static final int FIRST_WITH_SCHEMAS = 405;

  /** Returns what a provider's model takes. */
  static AnthropicQuirks of(Provider provider, ModelName model) {
    var settings = provider.settings();
    int number = number(model.value());
    return new AnthropicQuirks(
        settings.text(AnthropicSettings.API_VERSION).orElse(AnthropicSettings.FIRST_VERSION),
        settings
            .text(AnthropicSettings.THINKING)
            .map(AnthropicQuirks::thinking)
            .orElse(thinking(number)),
        drawing(number),
        settings
            .text(AnthropicSettings.STRUCTURED_OUTPUT)
            .map(said -> said.equals(AnthropicSettings.NATIVE) ? Schemas.NATIVE : Schemas.TOOL)
            .orElse(number >= FIRST_WITH_SCHEMAS ? Schemas.NATIVE : Schemas.TOOL),
        settings
            .number(AnthropicSettings.MAX_TOKENS)
            .map(Number::longValue)
            .orElse(AnthropicSettings.USUAL_MAX_TOKENS));
  }

  /** Returns major and minor number as one; {@link #NEWEST} when there is none. */
  private static int number(String model) {
    var found = NUMBER.matcher(model);
    if (!found.find()) {
      return NEWEST;
    }
    int minor = found.group(2) == null ? 0 : Integer.parseInt(found.group(2));
    return Integer.parseInt(found.group(1)) * 100 + minor;
  }

  private static Thinking thinking(String setting) {
    return switch (setting) {
      case AnthropicSettings.ADAPTIVE -> Thinking.ADAPTIVE;
      case AnthropicSettings.BUDGET -> Thinking.BUDGET;
      default -> Thinking.NONE;
    };
  }

  private static Thinking thinking(int number) {
    if (number >= FIRST_ADAPTIVE) {
      return Thinking.ADAPTIVE;
    }
    return number >= FIRST_THAT_REASONS ? Thinking.BUDGET : Thinking.NONE;
  }

  private static Drawing drawing(int number) {
    if (number > LAST_THAT_DRAWS) {
      return Drawing.NONE;
    }
    return number >= FIRST_WITH_ONE_OPTION ? Drawing.ONE : Drawing.ALL;
  }

  /** Returns the vendor's word for an effort: it has none below a low one. */
  static String word(Effort effort) {
    return switch (effort) {
      case NONE, MINIMAL, LOW -> "low";
      case MEDIUM -> "medium";
      case HIGH -> "high";
      case XHIGH -> "xhigh";
      case MAX -> "max";
    };
  }

  /** Tells whether instructions may stand between turns, and sampling options nowhere. */
  boolean isVersion2026() {
    return version.equals(AnthropicSettings.VERSION_2026);
  }

  /** Tells whether a temperature may be sent, be it the default. */
  boolean draws() {
    return !isVersion2026() && drawing != Drawing.NONE;
  }
}
