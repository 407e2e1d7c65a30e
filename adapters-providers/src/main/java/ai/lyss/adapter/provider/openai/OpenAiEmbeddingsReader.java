package ai.lyss.adapter.provider.openai;

import ai.lyss.adapter.provider.http.AnswerReader;
import ai.lyss.adapter.provider.http.BodyBuffer;
import ai.lyss.adapter.provider.http.HttpHead;
import ai.lyss.adapter.provider.http.Redaction;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.chat.EmbeddingsRequest.Encoding;
import ai.lyss.domain.chat.GeneratedText;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import ai.lyss.domain.json.JsonSpan;
import ai.lyss.domain.json.JsonSplice;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads embeddings. They are held and checked before anything of them goes on, so that a cut,
 * malformed or erroneous answer can be tried elsewhere. Where the caller wants base64 and the
 * vendor has numbers all the same, they are packed here; every other byte stays.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/embeddings/object">The embedding
 *     object</a>
 */
final class OpenAiEmbeddingsReader implements AnswerReader {

  /** A full batch of 2,048 vectors of 3,072 numbers in base64 takes half of it. */
  private static final int MOST_BYTES = 64 << 20;

  private static final byte[] DATA = key("data");
  private static final byte[] USAGE = key("usage");
  private static final byte[] ERROR = key("error");
  private static final byte[] EMBEDDING = key("embedding");

  private final Out out;
  private final Redaction redaction;
  private final Encoding wanted;
  private final BodyBuffer body = new BodyBuffer(MOST_BYTES);
  private final List<JsonSpan> numbers = new ArrayList<>();
  private @Nullable HttpHead head;
  private TokenUsage usage = TokenUsage.UNKNOWN;
  private boolean dataGiven;
  private boolean errorGiven;

  OpenAiEmbeddingsReader(Out out, Redaction redaction, Encoding wanted) {
    this.out = out;
    this.redaction = redaction;
    this.wanted = wanted;
  }

  @Override
  public void head(HttpHead head) {
    this.head = head;
  }

  @Override
  public void bytes(ByteSlice bytes) {
    if (!body.add(bytes)) {
      out.fail(new ProviderFailure.Malformed("embeddings of more than " + MOST_BYTES + " bytes"));
    }
  }

  @Override
  public void end() {
    var in = body.bytes();
    int to = in.offset() + in.length();
    var fault = read(new JsonCursor(in.array(), in.offset(), to));
    if (fault != null) {
      out.fail(new ProviderFailure.Malformed("embeddings that are no JSON object: " + fault));
    } else if (errorGiven) {
      out.fail(
          OpenAiFailures.ofGoodStatus(OpenAiError.read(in.array(), in.offset(), to), redaction));
    } else if (!dataGiven) {
      out.fail(new ProviderFailure.Malformed("an answer without embeddings"));
    } else {
      if (head != null) {
        out.head(OpenAiHead.of(head, OpenAiHead.WHOLE));
      }
      out.content(packed(in, to));
      out.end();
    }
  }

  private @Nullable String read(JsonCursor json) {
    json.enterObject();
    while (json.nextField()) {
      var kind = json.peek();
      if (json.keyIs(DATA) && kind == JsonKind.ARRAY) {
        dataGiven = true;
        json.enterArray();
        while (json.nextElement()) {
          embedding(json);
        }
      } else if (json.keyIs(USAGE) && kind == JsonKind.OBJECT) {
        var told = OpenAiUsage.read(json);
        usage = new TokenUsage(told.input(), null, null, null, null);
      } else {
        errorGiven |= json.keyIs(ERROR) && kind != JsonKind.NULL;
        json.skipValue();
      }
    }
    json.atEnd();
    return json.fault();
  }

  private void embedding(JsonCursor json) {
    if (json.peek() != JsonKind.OBJECT) {
      json.skipValue();
      return;
    }
    json.enterObject();
    while (json.nextField()) {
      boolean unpacked = json.keyIs(EMBEDDING) && json.peek() == JsonKind.ARRAY;
      if (json.skipValue() && unpacked) {
        numbers.add(json.span());
      }
    }
  }

  private ByteSlice packed(ByteSlice in, int to) {
    if (wanted == Encoding.FLOAT || numbers.isEmpty()) {
      return in;
    }
    var splice = new JsonSplice(in.array());
    numbers.forEach(span -> splice.replace(span, base64(in.array(), span)));
    var all = splice.bytes();
    return new ByteSlice(all, in.offset(), all.length - in.offset() - (in.array().length - to));
  }

  /** Returns 32-bit floats, the low byte first, as a JSON string of base64. */
  private static byte[] base64(byte[] in, JsonSpan span) {
    var json = new JsonCursor(in, span.start(), span.end());
    var floats = ByteBuffer.allocate(2 * (span.end() - span.start()) + Float.BYTES);
    floats.order(ByteOrder.LITTLE_ENDIAN);
    json.enterArray();
    while (json.nextElement()) {
      json.skipValue();
      var number = json.span();
      int length = number.end() - number.start();
      floats.putFloat(number(new String(in, number.start(), length, StandardCharsets.US_ASCII)));
    }
    var bytes = new byte[floats.position()];
    floats.flip().get(bytes);
    return ('"' + Base64.getEncoder().encodeToString(bytes) + '"')
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static float number(String text) {
    try {
      return Float.parseFloat(text);
    } catch (NumberFormatException notANumber) {
      return Float.NaN; // such as null, by which vendors spell it
    }
  }

  private static byte[] key(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public TokenUsage usage() {
    return usage;
  }

  /** Embeddings are no generated text. */
  @Override
  public long contentBytes() {
    return 0;
  }

  @Override
  public @Nullable GeneratedText text() {
    return null;
  }

  @Override
  public @Nullable FinishReason finish() {
    return null;
  }
}
