package ai.lyss.adapter.provider.openai;

import ai.lyss.adapter.provider.http.HeldEmbeddings;
import ai.lyss.adapter.provider.http.HeldEmbeddings.Result;
import ai.lyss.adapter.provider.http.HttpHead;
import ai.lyss.adapter.provider.http.Redaction;
import ai.lyss.domain.chat.AnswerHead;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.chat.EmbeddingsRequest.Encoding;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import ai.lyss.domain.json.JsonSpan;
import ai.lyss.domain.json.JsonSplice;
import ai.lyss.domain.json.PackedFloats;
import ai.lyss.domain.json.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads embeddings for callers of the same dialect. Where the caller wants base64 and the vendor
 * has numbers all the same, they are packed here; every other byte stays.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/embeddings/object">The embedding
 *     object</a>
 */
final class OpenAiEmbeddingsReader implements HeldEmbeddings.Reading {

  private static final byte[] DATA = key("data");
  private static final byte[] USAGE = key("usage");
  private static final byte[] ERROR = key("error");
  private static final byte[] MODEL = key("model");
  private static final byte[] EMBEDDING = key("embedding");
  private static final byte[] INDEX = key("index");

  private final Redaction redaction;
  private final Encoding wanted;

  OpenAiEmbeddingsReader(Redaction redaction, Encoding wanted) {
    this.redaction = redaction;
    this.wanted = wanted;
  }

  @Override
  public Result read(@Nullable HttpHead head, ByteSlice body) {
    int to = body.offset() + body.length();
    var facts = Facts.of(body.array(), body.offset(), to);
    var failure = facts.failure(body.array(), body.offset(), to, redaction);
    if (failure != null) {
      return new Result.Bad(failure);
    }
    var told =
        head == null
            ? new AnswerHead(OpenAiHead.WHOLE, Map.of())
            : OpenAiHead.of(head, OpenAiHead.WHOLE);
    return new Result.Good(told, List.of(packed(facts, body, to)), facts.usage);
  }

  private ByteSlice packed(Facts facts, ByteSlice in, int to) {
    var splice = new JsonSplice(in.array());
    boolean same = true;
    for (var item : facts.items) {
      if (wanted == Encoding.BASE64 && item.numbers() != null) {
        same = false;
        splice.replace(
            item.numbers(), PackedFloats.of(RawJson.of(in.array(), item.numbers())).bytes());
      }
    }
    if (same) {
      return in;
    }
    var all = splice.bytes();
    return new ByteSlice(all, in.offset(), all.length - in.offset() - (in.array().length - to));
  }

  /**
   * One vector.
   *
   * @param numbers where its numbers stand; null when it is spelled otherwise
   * @param index its place among the inputs; null when it has none
   */
  record Item(@Nullable JsonSpan numbers, @Nullable Long index) {}

  /** What an answer says. One object an answer; not thread-safe. */
  static final class Facts {

    final List<Item> items = new ArrayList<>();
    TokenUsage usage = TokenUsage.UNKNOWN;
    @Nullable String model;
    private @Nullable String fault;
    private boolean dataGiven;
    private boolean errorGiven;

    private Facts() {}

    /** Reads a whole answer. */
    static Facts of(byte[] in, int from, int to) {
      var facts = new Facts();
      facts.fault = facts.read(new JsonCursor(in, from, to));
      return facts;
    }

    /** Returns what is wrong with the answer, an error that it reports included. */
    @Nullable ProviderFailure failure(byte[] in, int from, int to, Redaction redaction) {
      if (fault != null) {
        return new ProviderFailure.Malformed("embeddings that are no JSON object: " + fault);
      }
      if (errorGiven) {
        return OpenAiFailures.ofGoodStatus(OpenAiError.read(in, from, to), redaction);
      }
      return dataGiven ? null : new ProviderFailure.Malformed("an answer without embeddings");
    }

    private @Nullable String read(JsonCursor json) {
      json.enterObject();
      while (json.nextField()) {
        var kind = json.peek();
        if (json.keyIs(DATA) && kind == JsonKind.ARRAY) {
          dataGiven = true;
          json.enterArray();
          while (json.nextElement()) {
            items.add(item(json));
          }
        } else if (json.keyIs(USAGE) && kind == JsonKind.OBJECT) {
          usage = new TokenUsage(OpenAiUsage.read(json).input(), null, null, null, null);
        } else if (json.keyIs(MODEL) && kind == JsonKind.STRING) {
          model = json.string();
        } else {
          errorGiven |= json.keyIs(ERROR) && kind != JsonKind.NULL;
          json.skipValue();
        }
      }
      json.atEnd();
      return json.fault();
    }

    private static Item item(JsonCursor json) {
      if (json.peek() != JsonKind.OBJECT) {
        json.skipValue();
        return new Item(null, null);
      }
      JsonSpan numbers = null;
      Long index = null;
      json.enterObject();
      while (json.nextField()) {
        var kind = json.peek();
        if (json.keyIs(INDEX) && kind == JsonKind.NUMBER) {
          index = json.wholeNumber();
          continue;
        }
        boolean vector = json.keyIs(EMBEDDING) && kind == JsonKind.ARRAY;
        if (json.skipValue() && vector) {
          numbers = json.span();
        }
      }
      return new Item(numbers, index);
    }
  }

  private static byte[] key(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }
}
