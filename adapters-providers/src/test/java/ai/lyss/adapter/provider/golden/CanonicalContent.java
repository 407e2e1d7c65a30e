package ai.lyss.adapter.provider.golden;

import ai.lyss.domain.content.CacheMark;
import ai.lyss.domain.content.ChatContent;
import ai.lyss.domain.content.ChatContent.Labels;
import ai.lyss.domain.content.ChatMessage;
import ai.lyss.domain.content.ContentPart;
import ai.lyss.domain.content.Effort;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.content.GivenFeatures;
import ai.lyss.domain.content.ReasoningWish;
import ai.lyss.domain.content.ResponseFormat;
import ai.lyss.domain.content.Sampling;
import ai.lyss.domain.json.JsonTree;
import ai.lyss.domain.json.RawJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the content of a chat from a JSON form that belongs to no dialect. What it is made of, all
 * of it optional but the messages:
 *
 * <pre>
 * {"messages": [{"system": PARTS}, {"user": PARTS}, {"assistant": PARTS},
 *               {"tool": "call id", "name": "f", "parts": PARTS, "failed": true, "cache": CACHE}],
 *  "sampling": {"outputLimit", "temperature", "topP", "topK", "stop", "seed", "presencePenalty",
 *               "frequencyPenalty", "choices", "topLogprobs"},
 *  "tools": [{"function": "f", "description", "parameters", "strict", "cache"},
 *            {"custom": "f", "description", "format"}, {"hosted": "type", "definition"}],
 *  "choice": "auto" | "none" | "required" | {"named": "f"} | {"autoAmong": []}
 *            | {"requiredAmong": []},
 *  "parallel": false,
 *  "format": "json" | {"name", "description", "schema", "strict"},
 *  "reasoning": {"effort": "high", "budgetTokens": 2048, "shown": true},
 *  "labels": {"endUser", "metadata", "serviceTier", "verbosity"},
 *  "given": {"UNKNOWN": ["/place"]}}
 *
 * PARTS: a text, or an array of texts and of
 *   {"text", "cache"} {"image": SOURCE, "detail", "cache"} {"audio": SOURCE}
 *   {"document": SOURCE, "name", "cache"} {"reasoning": "text", "signature": SIGNATURE}
 *   {"sealed": SIGNATURE} {"call": "id", "name", "arguments": {}, "signature", "cache"}
 *   {"refusal": "text"}
 * SOURCE: {"mediaType", "base64"} | {"url", "mediaType"} | {"file": "id"} | {"plain": "text"}
 * SIGNATURE: {"ANTHROPIC": "value"} | {"GEMINI": "value"} | {"OPENAI": "value"}
 * CACHE: true, or a time to live such as "5m"
 * </pre>
 *
 * <p>Features are found in what is there, each at its JSON pointer into this form; {@code given}
 * adds what nothing here can say.
 */
public final class CanonicalContent {

  private final GivenFeatures given = new GivenFeatures();
  private final CanonicalParts parts = new CanonicalParts(given);

  private CanonicalContent() {}

  /** Reads a content. */
  public static ChatContent read(JsonTree content) {
    return new CanonicalContent().content(content);
  }

  private ChatContent content(JsonTree root) {
    var messages = messages(root.get("messages"));
    var sampling = sampling(root.get("sampling"));
    var tools = new CanonicalTools(given).read(root);
    var format = format(root.get("format"));
    var reasoning = reasoning(root.get("reasoning"));
    var labels = labels(root.get("labels"));
    var more = root.get("given");
    for (var feature : more == null ? List.<JsonTree>of() : more.children()) {
      for (var place : feature.children()) {
        given.add(Feature.valueOf(feature.name()), place.text());
      }
    }
    return new ChatContent(messages, sampling, tools, format, reasoning, labels, given);
  }

  private List<ChatMessage> messages(JsonTree list) {
    var messages = new ArrayList<ChatMessage>();
    boolean begun = false;
    for (var item : list.children()) {
      var message = message(item);
      if (!(message instanceof ChatMessage.System)) {
        begun = true;
      } else if (begun) {
        given.add(Feature.LATER_SYSTEM, item.pointer());
      }
      messages.add(message);
    }
    if (messages.getLast() instanceof ChatMessage.Assistant) {
      given.add(Feature.PREFILL, list.children().getLast().pointer());
    }
    return messages;
  }

  private ChatMessage message(JsonTree item) {
    if (item.get("system") != null) {
      return new ChatMessage.System(parts.read(item.get("system")));
    }
    if (item.get("user") != null) {
      return new ChatMessage.User(parts.read(item.get("user")));
    }
    if (item.get("assistant") != null) {
      return new ChatMessage.Assistant(parts.read(item.get("assistant")));
    }
    var call = item.textOf("tool");
    if (call == null) {
      throw new IllegalArgumentException(item.pointer() + ": a message of no known kind");
    }
    given.add(Feature.TOOL_HISTORY, item.pointer());
    boolean failed = item.get("failed") != null;
    if (failed) {
      given.add(Feature.TOOL_ERROR, item.pointer() + "/failed");
    }
    var said = parts.read(item.get("parts"));
    noteMedia(item, said);
    return new ChatMessage.ToolResult(
        call,
        item.textOf("name"),
        said,
        failed ? ChatMessage.ToolResult.Outcome.FAILED : ChatMessage.ToolResult.Outcome.DONE,
        cache(item, given));
  }

  private void noteMedia(JsonTree item, List<ContentPart> said) {
    for (int i = 0; i < said.size(); i++) {
      var place = item.pointer() + "/parts/" + i;
      if (said.get(i) instanceof ContentPart.Image) {
        given.add(Feature.TOOL_RESULT_IMAGE, place);
      } else if (said.get(i) instanceof ContentPart.Document) {
        given.add(Feature.TOOL_RESULT_DOCUMENT, place);
      }
    }
  }

  /** Returns the mark of a part, a tool or a result; null when there is none. */
  static CacheMark cache(JsonTree item, GivenFeatures given) {
    var mark = item.get("cache");
    if (mark == null) {
      return null;
    }
    given.add(Feature.CACHE_MARK, mark.pointer());
    return new CacheMark(mark.text());
  }

  private Sampling sampling(JsonTree from) {
    var stop = new ArrayList<String>();
    var stops = from == null ? null : noted(from, "stop", Feature.STOP);
    if (stops != null) {
      stops.children().forEach(text -> stop.add(text.text()));
    }
    var choices = whole(from, "choices", Feature.CHOICES);
    var top = whole(from, "topLogprobs", Feature.LOGPROBS);
    return new Sampling(
        whole(from, "outputLimit", Feature.OUTPUT_LIMIT),
        number(from, "temperature", Feature.TEMPERATURE),
        number(from, "topP", Feature.TOP_P),
        whole(from, "topK", Feature.TOP_K),
        stop,
        whole(from, "seed", Feature.SEED),
        number(from, "presencePenalty", Feature.PRESENCE_PENALTY),
        number(from, "frequencyPenalty", Feature.FREQUENCY_PENALTY),
        choices == null ? 1 : choices.intValue(),
        top == null ? null : Integer.valueOf(top.intValue()));
  }

  private Long whole(JsonTree from, String name, Feature feature) {
    var value = from == null ? null : noted(from, name, feature);
    return value == null ? null : value.whole();
  }

  private BigDecimal number(JsonTree from, String name, Feature feature) {
    var value = from == null ? null : noted(from, name, feature);
    return value == null ? null : value.number();
  }

  private JsonTree noted(JsonTree from, String name, Feature feature) {
    var value = from.get(name);
    if (value != null) {
      given.add(feature, value.pointer());
    }
    return value;
  }

  private ResponseFormat format(JsonTree format) {
    if (format == null) {
      return new ResponseFormat.AnyText();
    }
    if (format.isText()) {
      given.add(Feature.ANY_JSON, format.pointer());
      return new ResponseFormat.AnyJson();
    }
    given.add(Feature.JSON_SCHEMA, format.pointer());
    noted(format, "description", Feature.SCHEMA_DESCRIPTION);
    var strict = format.get("strict");
    return new ResponseFormat.JsonBySchema(
        format.textOf("name"),
        format.textOf("description"),
        format.get("schema").raw(),
        strict == null ? null : strict.flag());
  }

  private ReasoningWish reasoning(JsonTree from) {
    if (from == null) {
      return ReasoningWish.UNSAID;
    }
    var effort = noted(from, "effort", Feature.EFFORT);
    var shown = noted(from, "shown", Feature.SHOWN_REASONING);
    return new ReasoningWish(
        effort == null ? null : Effort.ofWireName(effort.text()).orElseThrow(),
        whole(from, "budgetTokens", Feature.REASONING_BUDGET),
        shown == null ? null : shown.flag());
  }

  private Labels labels(JsonTree from) {
    if (from == null) {
      return Labels.NONE;
    }
    return new Labels(
        text(noted(from, "endUser", Feature.END_USER)),
        raw(noted(from, "metadata", Feature.METADATA)),
        text(noted(from, "serviceTier", Feature.SERVICE_TIER)),
        text(noted(from, "verbosity", Feature.VERBOSITY)));
  }

  private static String text(JsonTree value) {
    return value == null ? null : value.text();
  }

  private static RawJson raw(JsonTree value) {
    return value == null ? null : value.raw();
  }
}
