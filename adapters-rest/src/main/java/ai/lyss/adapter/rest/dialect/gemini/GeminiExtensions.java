package ai.lyss.adapter.rest.dialect.gemini;

import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.ThoughtSignature;
import ai.lyss.domain.json.JsonChars;
import ai.lyss.domain.json.JsonOut;
import ai.lyss.domain.json.JsonTree;
import ai.lyss.domain.json.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pieces that whole and streamed answers are made of alike. */
final class GeminiExtensions {

  /** What Google says of a call whose arguments are no JSON object. */
  static final String MALFORMED_CALL = "MALFORMED_FUNCTION_CALL";

  private GeminiExtensions() {}

  /** Returns Google's word; calls end with a stop. */
  static String reason(FinishReason reason) {
    return switch (reason) {
      case STOP, TOOL_CALLS -> "STOP";
      case LENGTH -> "MAX_TOKENS";
      case CONTENT_FILTER -> "SAFETY";
      case OTHER -> "OTHER";
    };
  }

  /** Writes a part of text. */
  static void text(JsonChars text, JsonOut out) {
    out.object().name("text").chars(text).endObject();
  }

  /** Writes a part of thoughts. */
  static void thought(JsonChars text, @Nullable String signature, JsonOut out) {
    out.object().name("text").chars(text).name("thought").flag(true);
    signed(signature, out);
    out.endObject();
  }

  /** Writes a part that is a signature and nothing else. */
  static void signature(ThoughtSignature signature, JsonOut out) {
    out.object().name("text").text("");
    if (signature.issuer() != ThoughtSignature.Issuer.GEMINI) {
      out.name("thought").flag(true);
    }
    signed(GeminiSignatures.carried(signature), out);
    out.endObject();
  }

  /** Writes sealed thoughts. */
  static void sealed(ThoughtSignature data, JsonOut out) {
    thought(JsonChars.NONE, GeminiSignatures.carriedSealed(data), out);
  }

  /** Writes an image. */
  static void image(String mediaType, String base64, JsonOut out) {
    out.object().name("inlineData").object().name("mimeType").text(mediaType);
    out.name("data").text(base64).endObject().endObject();
  }

  /** Returns the arguments of a call as an object; null when they are none. */
  static @Nullable RawJson arguments(String text) {
    if (text.isBlank()) {
      return RawJson.EMPTY_OBJECT;
    }
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    var tree = JsonTree.read(bytes, 0, bytes.length, fault -> {});
    return tree == null || !tree.isObject() ? null : tree.raw();
  }

  /** Writes a call. */
  static void call(
      String id, String name, RawJson args, @Nullable ThoughtSignature signature, JsonOut out) {
    out.object().name("functionCall").object().name("id").text(id).name("name").text(name);
    out.name("args").raw(args).endObject();
    signed(signature == null ? null : GeminiSignatures.carried(signature), out);
    out.endObject();
  }

  private static void signed(@Nullable String signature, JsonOut out) {
    if (signature != null) {
      out.name("thoughtSignature").text(signature);
    }
  }

  /** Writes log probabilities, which come in OpenAI's form. */
  static void logprobs(List<RawJson> reports, JsonOut out) {
    if (reports.isEmpty()) {
      return;
    }
    var tokens = reports.stream().flatMap(each -> each.tree().children().stream()).toList();
    out.name("logprobsResult").object().name("chosenCandidates").array();
    tokens.forEach(token -> token(token, out));
    out.endArray().name("topCandidates").array();
    for (var token : tokens) {
      out.object().name("candidates").array();
      var likely = token.get("top_logprobs");
      if (likely != null) {
        likely.children().forEach(other -> token(other, out));
      }
      out.endArray().endObject();
    }
    out.endArray().endObject();
  }

  private static void token(JsonTree token, JsonOut out) {
    var text = token.get("token");
    var probability = token.get("logprob");
    out.object().name("token");
    if (text == null) {
      out.text("");
    } else {
      out.raw(text.raw());
    }
    if (probability != null) {
      out.name("logProbability").raw(probability.raw());
    }
    out.endObject();
  }
}
