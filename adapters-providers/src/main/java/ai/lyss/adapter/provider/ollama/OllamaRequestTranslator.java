package ai.lyss.adapter.provider.ollama;

import ai.lyss.adapter.provider.translate.Fitting;
import ai.lyss.adapter.provider.translate.OfferedTools;
import ai.lyss.domain.content.ChatContent;
import ai.lyss.domain.content.Effort;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.content.FreeText;
import ai.lyss.domain.content.ReasoningWish;
import ai.lyss.domain.content.ResponseFormat;
import ai.lyss.domain.content.Sampling;
import ai.lyss.domain.content.Tool;
import ai.lyss.domain.content.ToolChoice;
import ai.lyss.domain.content.ToolUse;
import ai.lyss.domain.json.JsonOut;
import ai.lyss.domain.model.ModelName;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a chat as Ollama takes it. One object a request. */
final class OllamaRequestTranslator {

  private final ChatContent content;
  private final Fitting fitting;
  private final JsonOut out = new JsonOut();

  OllamaRequestTranslator(ChatContent content, Fitting fitting) {
    this.content = content;
    this.fitting = fitting;
  }

  /** Returns the body; what is missing in it is noted in the fitting. */
  byte[] body(ModelName model, Answer answer) {
    out.object().name("model").text(model.value());
    out.name("messages").array();
    new OllamaMessageTranslator(content, fitting, out).write();
    out.endArray();
    tools(content.tools());
    reasoning(content.reasoning());
    format(content.format());
    options(content.sampling());
    // a prompt that is too long is an error, and not cut in silence
    out.name("truncate").flag(false);
    out.name("stream").flag(answer == Answer.STREAMED);
    return out.endObject().take();
  }

  /** How the answer is to come. */
  enum Answer {
    STREAMED,
    WHOLE
  }

  private void tools(ToolUse use) {
    var offered = offered(use);
    if (offered.isEmpty()) {
      return;
    }
    out.name("tools").array();
    for (var tool : offered) {
      switch (tool) {
        case Tool.Function function -> function(function);
        case Tool.Custom custom -> function(FreeText.asFunction(custom));
        case Tool.Hosted hosted -> {} // refused by the table
      }
    }
    out.endArray();
  }

  private void function(Tool.Function function) {
    out.object().name("type").text("function").name("function").object();
    out.name("name").text(function.name());
    if (function.description() != null) {
      out.name("description").text(function.description());
    }
    out.name("parameters");
    if (function.parameters() == null) {
      out.object().name("type").text("object").name("properties").object().endObject();
      out.endObject();
    } else {
      out.raw(function.parameters());
    }
    out.endObject().endObject();
  }

  /** There is no tool choice: what leaves tools out can be had, what demands one cannot. */
  private List<Tool> offered(ToolUse use) {
    return switch (use.choice()) {
      case null -> use.tools();
      case ToolChoice.Auto auto -> use.tools();
      case ToolChoice.None none -> List.of();
      case ToolChoice.AutoAmong some -> OfferedTools.of(use);
      case ToolChoice.Required required -> demanded(Feature.TOOL_CHOICE);
      case ToolChoice.RequiredAmong some -> demanded(Feature.TOOL_SUBSET);
      case ToolChoice.Named named -> demanded(Feature.NAMED_TOOL_CHOICE);
    };
  }

  private List<Tool> demanded(Feature feature) {
    refuse("Ollama cannot be made to call a tool (expected: auto or none).", feature);
    return List.of();
  }

  private void refuse(String message, Feature feature) {
    var places = content.given().places(feature);
    fitting.refuse(message, places.isEmpty() ? null : places.getFirst());
  }

  private void reasoning(ReasoningWish wish) {
    var effort = wish.asEffort();
    if (effort == null) {
      if (wish.shown() != null) {
        out.name("think").flag(wish.shown());
      }
      return;
    }
    if (effort != Effort.NONE && Boolean.FALSE.equals(wish.shown())) {
      fitting.drop(Feature.SHOWN_REASONING); // thoughts that there are, are shown
    }
    out.name("think");
    switch (effort) {
      case NONE -> out.flag(false);
      case MINIMAL, LOW -> out.text(Effort.LOW.wireName());
      case MEDIUM -> out.text(Effort.MEDIUM.wireName());
      case HIGH -> out.text(Effort.HIGH.wireName());
      case XHIGH, MAX -> out.text(Effort.MAX.wireName());
    }
  }

  private void format(ResponseFormat format) {
    switch (format) {
      case ResponseFormat.AnyText text -> {}
      case ResponseFormat.AnyJson json -> out.name("format").text("json");
      case ResponseFormat.JsonBySchema schema -> out.name("format").raw(schema.schema());
    }
  }

  private void options(Sampling sampling) {
    out.name("options").object();
    whole("num_predict", sampling.outputLimit());
    number("temperature", sampling.temperature());
    number("top_p", sampling.topP());
    whole("top_k", sampling.topK());
    whole("seed", sampling.seed());
    number("presence_penalty", sampling.presencePenalty());
    number("frequency_penalty", sampling.frequencyPenalty());
    if (!sampling.stop().isEmpty()) {
      out.name("stop").array();
      sampling.stop().forEach(out::text);
      out.endArray();
    }
    out.endObject();
  }

  private void number(String name, @Nullable BigDecimal value) {
    if (value != null) {
      out.name(name).number(value);
    }
  }

  private void whole(String name, @Nullable Long value) {
    if (value != null) {
      out.name(name).number(value);
    }
  }
}
