package ai.lyss.adapter.rest.dialect.gemini;

import ai.lyss.domain.chat.EmbeddingsRequest;
import ai.lyss.domain.chat.EmbeddingsRequest.Inputs.Kind;
import ai.lyss.domain.chat.EmbeddingsTranslation;
import ai.lyss.domain.content.EmbeddingsContent;
import ai.lyss.domain.content.EmbeddingsReading;
import ai.lyss.domain.content.EmbeddingsReading.Untranslatable;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.json.JsonChars;
import ai.lyss.domain.json.JsonKind;
import ai.lyss.domain.json.JsonOut;
import ai.lyss.domain.json.JsonTree;
import ai.lyss.domain.json.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gemini's embeddings, for channels of vendors that speak something else. What the text is for and
 * its title have no counterpart. The parts of one content are one text. Stateless.
 *
 * @see <a href="https://ai.google.dev/api/embeddings">Embeddings</a>
 */
final class GeminiEmbeddingsTranslation implements EmbeddingsTranslation {

  private static final String UNSPECIFIED = "TASK_TYPE_UNSPECIFIED";

  @Override
  public EmbeddingsReading content(EmbeddingsRequest request) {
    var body = request.body();
    var root = JsonTree.read(body, 0, body.length, fault -> {});
    return root == null
        ? Untranslatable.at("", "The body has too many values for vendors of other dialects.")
        : new Reader().read(root, request.inputs().kind());
  }

  /** Reads one body. */
  private static final class Reader {
    private final List<JsonChars> texts = new ArrayList<>();
    private final List<String> others = new ArrayList<>();
    private @Nullable Long dimensions;
    private @Nullable Untranslatable problem;

    EmbeddingsReading read(JsonTree root, Kind kind) {
      if (kind == Kind.CONTENTS) {
        batch(root);
      } else {
        item(root, true);
      }
      var found = problem;
      return found == null
          ? new EmbeddingsReading.Read(new EmbeddingsContent(texts, dimensions, others))
          : found;
    }

    private void batch(JsonTree root) {
      for (var member : root.children()) {
        switch (member.name()) {
          case "model" -> {} // the path's
          case "requests" -> {
            boolean first = true;
            for (var item : member.children()) {
              item(item, first);
              first = false;
            }
          }
          default -> other(member);
        }
      }
    }

    private void item(JsonTree item, boolean first) {
      Long wanted = null;
      for (var member : item.children()) {
        switch (GeminiField.camel(member.name())) {
          case "model" -> {} // the path's, as was checked
          case "content" -> content(member);
          case "outputDimensionality" -> wanted = dimensions(member);
          case "taskType" -> {
            if (!member.is(UNSPECIFIED)) {
              other(member);
            }
          }
          default -> other(member);
        }
      }
      if (first) {
        dimensions = wanted;
      } else if (wanted == null ? dimensions != null : !wanted.equals(dimensions)) {
        refuse(item, "Vectors of different lengths are asked for, which only Gemini can make.");
      }
    }

    private @Nullable Long dimensions(JsonTree member) {
      if (member.kind() == JsonKind.NULL) {
        return null;
      }
      var whole = member.whole();
      if (whole == null || whole < 1) {
        refuse(member, "The length of a vector is not a whole number of at least 1.");
      }
      return whole;
    }

    private void content(JsonTree content) {
      var parts = new ArrayList<JsonChars>();
      for (var member : content.children()) {
        if (member.name().equals("parts")) {
          member.children().forEach(part -> part(part, parts));
        } else if (!member.name().equals("role")) {
          other(member);
        }
      }
      if (parts.isEmpty()) {
        refuse(content, "The content has no text, and only Gemini embeds anything else.");
      } else {
        texts.add(joined(parts));
      }
    }

    private void part(JsonTree part, List<JsonChars> parts) {
      var text = part.get("text");
      var chars = text == null ? null : text.chars();
      if (chars == null) {
        refuse(part, "The part is no text, and only Gemini embeds anything else.");
        return;
      }
      parts.add(chars);
      for (var member : part.children()) {
        if (!member.name().equals("text")) {
          other(member);
        }
      }
    }

    private static JsonChars joined(List<JsonChars> parts) {
      if (parts.size() == 1) {
        return parts.getFirst();
      }
      int length = parts.stream().mapToInt(JsonChars::length).sum();
      var all = new byte[length];
      int at = 0;
      for (var part : parts) {
        System.arraycopy(part.in(), part.from(), all, at, part.length());
        at += part.length();
      }
      return new JsonChars(all, 0, length);
    }

    private void other(JsonTree member) {
      if (member.kind() != JsonKind.NULL) {
        others.add(member.pointer());
      }
    }

    private void refuse(JsonTree place, String message) {
      if (problem == null) {
        problem = Untranslatable.at(place.pointer(), message);
      }
    }
  }

  @Override
  public String contentType() {
    return "application/json; charset=UTF-8";
  }

  @Override
  public byte[] opening(EmbeddingsRequest request) {
    return ascii(isOne(request) ? "{\"embedding\":" : "{\"embeddings\":[");
  }

  @Override
  public byte[] vectors(EmbeddingsRequest request, List<RawJson> vectors, int before) {
    var out = new JsonOut();
    int index = before;
    for (var vector : vectors) {
      if (index++ > 0) {
        out.plain(ascii(","));
      }
      out.object().name("values").raw(vector).endObject();
    }
    return out.take();
  }

  @Override
  public byte[] closing(EmbeddingsRequest request, @Nullable String model, TokenUsage usage) {
    var end = isOne(request) ? "" : "]";
    var input = usage.input();
    var told =
        input == null
            ? ""
            : ",\"usageMetadata\":{\"promptTokenCount\":"
                + input
                + ",\"totalTokenCount\":"
                + input
                + '}';
    return ascii(end + told + '}');
  }

  private static boolean isOne(EmbeddingsRequest request) {
    return request.inputs().kind() == Kind.CONTENT;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
