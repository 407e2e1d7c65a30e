package ai.lyss.adapter.provider.gemini;

import ai.lyss.adapter.provider.translate.Fitting;
import ai.lyss.domain.content.ChatContent;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.content.FreeText;
import ai.lyss.domain.content.Tool;
import ai.lyss.domain.content.ToolChoice;
import ai.lyss.domain.content.ToolUse;
import ai.lyss.domain.json.JsonOut;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes tools and how they are to be called.
 *
 * @see <a href="https://ai.google.dev/gemini-api/docs/function-calling">Function calling</a>
 */
final class GeminiToolTranslator {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.:-]{0,127}");

  private final Fitting fitting;
  private final GeminiQuirks quirks;
  private final JsonOut out;

  GeminiToolTranslator(Fitting fitting, GeminiQuirks quirks, JsonOut out) {
    this.fitting = fitting;
    this.quirks = quirks;
    this.out = out;
  }

  /** How Gemini may call, and which functions: all where none is named. */
  private record Mode(String word, List<String> names) {

    Mode(String word) {
      this(word, List.of());
    }
  }

  /** Writes both members, if there is anything to say in them. */
  void write(ChatContent content) {
    boolean search = content.given().has(Feature.WEB_SEARCH);
    var use = content.tools();
    if (use.tools().isEmpty() && !search) {
      return;
    }
    out.name("tools").array();
    if (!use.tools().isEmpty()) {
      out.object().name("functionDeclarations").array();
      for (var tool : use.tools()) {
        switch (tool) {
          case Tool.Function function -> declaration(function);
          case Tool.Custom custom -> declaration(FreeText.asFunction(custom));
          case Tool.Hosted hosted -> {} // refused by the table
        }
      }
      out.endArray().endObject();
    }
    if (search) {
      out.object().name("googleSearch").object().endObject().endObject();
    }
    out.endArray();
    if (Boolean.FALSE.equals(use.parallel())) {
      fitting.drop(Feature.PARALLEL_TOOLS);
    }
    mode(use);
  }

  private void declaration(Tool.Function function) {
    if (!NAME.matcher(function.name()).matches()) {
      fitting.refuse(
          "Function name '"
              + function.name()
              + "' (expected: a letter or underscore, then letters, digits or any of _.:-, at most"
              + " 128 in all).",
          null);
    }
    out.object().name("name").text(function.name());
    if (function.description() != null) {
      out.name("description").text(function.description());
    }
    if (function.parameters() != null) {
      out.name("parametersJsonSchema").raw(function.parameters());
    }
    out.endObject();
  }

  private void mode(ToolUse use) {
    var mode = mode(use.choice(), validates(use));
    if (mode == null || use.tools().isEmpty()) {
      return;
    }
    out.name("toolConfig").object().name("functionCallingConfig").object();
    out.name("mode").text(mode.word());
    if (!mode.names().isEmpty()) {
      out.name("allowedFunctionNames").array();
      mode.names().forEach(out::text);
      out.endArray();
    }
    out.endObject().endObject();
  }

  /** Names go with the modes ANY and VALIDATED only. */
  private static @Nullable Mode mode(@Nullable ToolChoice choice, boolean validates) {
    return switch (choice) {
      case null -> validates ? new Mode("VALIDATED") : null;
      case ToolChoice.Auto auto -> new Mode(validates ? "VALIDATED" : "AUTO");
      case ToolChoice.None none -> new Mode("NONE");
      case ToolChoice.Required required -> new Mode("ANY");
      case ToolChoice.Named named -> new Mode("ANY", List.of(named.name()));
      case ToolChoice.AutoAmong among -> new Mode("VALIDATED", among.names());
      case ToolChoice.RequiredAmong among -> new Mode("ANY", among.names());
    };
  }

  private boolean validates(ToolUse use) {
    return quirks.thinking() != GeminiQuirks.Thinking.NONE
        && use.tools().stream()
            .anyMatch(tool -> tool instanceof Tool.Function f && Boolean.TRUE.equals(f.strict()));
  }
}
