package ai.lyss.adapter.rest.dialect.openai;

import ai.lyss.domain.chat.EmbeddingsRequest;
import ai.lyss.domain.chat.EmbeddingsRequest.Encoding;
import ai.lyss.domain.chat.EmbeddingsRequest.Inputs.Kind;
import ai.lyss.domain.chat.EmbeddingsTranslation;
import ai.lyss.domain.content.EmbeddingsContent;
import ai.lyss.domain.content.EmbeddingsReading;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.json.JsonChars;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import ai.lyss.domain.json.JsonOut;
import ai.lyss.domain.json.PackedFloats;
import ai.lyss.domain.json.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's embeddings, for channels of vendors that speak something else. Numbers keep their
 * digits; base64 is packed here, so that it does not matter what the vendor can. Stateless.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/embeddings">Embeddings</a>
 */
final class OpenAiEmbeddingsTranslation implements EmbeddingsTranslation {

  private static final byte[] OPENING = ascii("{\"object\":\"list\",\"data\":[");
  private static final byte[] COMMA = ascii(",");

  @Override
  public EmbeddingsReading content(EmbeddingsRequest request) {
    if (request.inputs().kind() == Kind.TOKENS) {
      return EmbeddingsReading.Untranslatable.at(
          "/input", "The vendor of this model embeds texts, and 'input' has numbers of tokens.");
    }
    var body = request.body();
    var json = new JsonCursor(body);
    var texts = new ArrayList<JsonChars>();
    var others = new ArrayList<String>();
    Long dimensions = null;
    json.enterObject();
    while (json.nextField()) {
      var name = json.key();
      var kind = json.peek();
      switch (name) {
        case "input" -> texts(json, body, texts);
        case "dimensions" -> dimensions = dimensions(json, kind);
        case "model", "encoding_format" -> json.skipValue();
        default -> {
          json.skipValue();
          if (kind != JsonKind.NULL) {
            others.add('/' + name.replace("~", "~0").replace("/", "~1"));
          }
        }
      }
    }
    return new EmbeddingsReading.Read(new EmbeddingsContent(texts, dimensions, others));
  }

  private static void texts(JsonCursor json, byte[] body, List<JsonChars> texts) {
    if (json.peek() == JsonKind.STRING) {
      texts.add(text(json, body));
      return;
    }
    json.enterArray();
    while (json.nextElement()) {
      texts.add(text(json, body));
    }
  }

  private static JsonChars text(JsonCursor json, byte[] body) {
    json.skipValue();
    var span = json.span();
    return new JsonChars(body, span.start() + 1, span.end() - 1);
  }

  private static @Nullable Long dimensions(JsonCursor json, JsonKind kind) {
    if (kind == JsonKind.NUMBER) {
      return json.wholeNumber();
    }
    json.skipValue();
    return null;
  }

  @Override
  public String contentType() {
    return "application/json";
  }

  @Override
  public byte[] opening(EmbeddingsRequest request) {
    return OPENING;
  }

  @Override
  public byte[] vectors(EmbeddingsRequest request, List<RawJson> vectors, int before) {
    boolean packed = request.encoding() == Encoding.BASE64;
    var out = new JsonOut();
    int index = before;
    for (var vector : vectors) {
      if (index > 0) {
        out.plain(COMMA);
      }
      out.object().name("object").text("embedding").name("index").number(index++);
      out.name("embedding").raw(packed ? PackedFloats.of(vector) : vector).endObject();
    }
    return out.take();
  }

  @Override
  public byte[] closing(EmbeddingsRequest request, @Nullable String model, TokenUsage usage) {
    var named = model == null ? request.outline().model().value() : model;
    var input = usage.input();
    var out = new JsonOut();
    out.object().name("model").text(named);
    if (input != null) {
      out.name("usage").object().name("prompt_tokens").number(input);
      out.name("total_tokens").number(input).endObject();
    }
    out.endObject();
    var object = out.take();
    object[0] = ','; // in place of the brace: its members stand in the object that was opened
    return new JsonOut().plain(ascii("]")).plain(object).take();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
