package ai.lyss.adapter.provider.gemini;

import ai.lyss.adapter.provider.http.HeldEmbeddings;
import ai.lyss.adapter.provider.http.HeldEmbeddings.Result;
import ai.lyss.adapter.provider.http.HttpHead;
import ai.lyss.adapter.provider.http.Redaction;
import ai.lyss.domain.chat.AnswerHead;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import ai.lyss.domain.json.JsonSpan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads embeddings for callers of the same dialect: the vendor's very bytes go on. Usage is told by
 * newer models only.
 *
 * @see <a href="https://ai.google.dev/api/embeddings">Embeddings</a>
 */
final class GeminiEmbeddingsReader implements HeldEmbeddings.Reading {

  private static final String JSON = "application/json; charset=UTF-8";
  private static final byte[] EMBEDDINGS = key("embeddings");
  private static final byte[] EMBEDDING = key("embedding");
  private static final byte[] VALUES = key("values");
  private static final byte[] USAGE = key("usageMetadata");
  private static final byte[] ERROR = key("error");

  private final Redaction redaction;

  GeminiEmbeddingsReader(Redaction redaction) {
    this.redaction = redaction;
  }

  @Override
  public Result read(@Nullable HttpHead head, ByteSlice body) {
    int to = body.offset() + body.length();
    var facts = Facts.of(body.array(), body.offset(), to);
    var failure = facts.failure(body.array(), body.offset(), to, redaction);
    return failure == null
        ? new Result.Good(new AnswerHead(JSON, Map.of()), List.of(body), facts.usage)
        : new Result.Bad(failure);
  }

  /** What an answer says. One object an answer; not thread-safe. */
  static final class Facts {

    /** Where the numbers of each vector stand; null for one without. */
    final List<@Nullable JsonSpan> vectors = new ArrayList<>();

    TokenUsage usage = TokenUsage.UNKNOWN;
    private @Nullable String fault;
    private boolean given;
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
        return GeminiFailures.ofGoodStatus(GeminiError.read(in, from, to), redaction);
      }
      return given ? null : new ProviderFailure.Malformed("an answer without embeddings");
    }

    private @Nullable String read(JsonCursor json) {
      json.enterObject();
      while (json.nextField()) {
        var kind = json.peek();
        if (json.keyIs(EMBEDDINGS) && kind == JsonKind.ARRAY) {
          given = true;
          json.enterArray();
          while (json.nextElement()) {
            vectors.add(vector(json));
          }
        } else if (json.keyIs(EMBEDDING) && kind == JsonKind.OBJECT) {
          given = true;
          vectors.add(vector(json));
        } else if (json.keyIs(USAGE) && kind == JsonKind.OBJECT) {
          usage = new TokenUsage(GeminiUsage.read(json).input(), null, null, null, null);
        } else {
          errorGiven |= json.keyIs(ERROR) && kind != JsonKind.NULL;
          json.skipValue();
        }
      }
      json.atEnd();
      return json.fault();
    }

    private static @Nullable JsonSpan vector(JsonCursor json) {
      if (json.peek() != JsonKind.OBJECT) {
        json.skipValue();
        return null;
      }
      JsonSpan numbers = null;
      json.enterObject();
      while (json.nextField()) {
        boolean values = json.keyIs(VALUES) && json.peek() == JsonKind.ARRAY;
        if (json.skipValue() && values) {
          numbers = json.span();
        }
      }
      return numbers;
    }
  }

  private static byte[] key(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }
}
