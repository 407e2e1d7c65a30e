package ai.lyss.adapter.provider.golden;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.lyss.domain.chat.Dialect;
import ai.lyss.domain.chat.DropPolicy;
import ai.lyss.domain.chat.EmbeddingsRequest;
import ai.lyss.domain.chat.EmbeddingsRequest.Encoding;
import ai.lyss.domain.chat.EmbeddingsRequest.Inputs;
import ai.lyss.domain.chat.EmbeddingsTranslation;
import ai.lyss.domain.chat.RequestOutline;
import ai.lyss.domain.content.EmbeddingsContent;
import ai.lyss.domain.content.EmbeddingsReading;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.json.JsonChars;
import ai.lyss.domain.json.JsonSpan;
import ai.lyss.domain.json.RawJson;
import ai.lyss.domain.model.ModelName;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Requests for embeddings of a dialect whose content is given and whose answer is printed. */
public final class CanonicalEmbeddings {

  private CanonicalEmbeddings() {}

  /** Returns a request for vectors of these texts. */
  public static EmbeddingsRequest of(Dialect dialect, List<String> texts) {
    var chars = texts.stream().map(JsonChars::of).toList();
    return of(dialect, new EmbeddingsContent(chars, null, List.of()));
  }

  /** Returns a request with this content. */
  public static EmbeddingsRequest of(Dialect dialect, EmbeddingsContent content) {
    var outline =
        new RequestOutline(
            new ModelName("public-model"),
            null,
            false,
            null,
            false,
            null,
            null,
            0L,
            null,
            1,
            Set.of(),
            1,
            1);
    var inputs =
        new Inputs(Inputs.Kind.TEXTS, Math.max(1, content.texts().size()), new JsonSpan(0, 1));
    return new EmbeddingsRequest(
        dialect,
        "{}".getBytes(UTF_8),
        outline,
        inputs,
        Encoding.FLOAT,
        DropPolicy.NAMED,
        new Canonical(content));
  }

  /** Reads nothing and prints vectors with their places. */
  private record Canonical(EmbeddingsContent content) implements EmbeddingsTranslation {

    @Override
    public EmbeddingsReading content(EmbeddingsRequest request) {
      return new EmbeddingsReading.Read(content);
    }

    @Override
    public String contentType() {
      return "application/canonical";
    }

    @Override
    public byte[] opening(EmbeddingsRequest request) {
      return "{\"vectors\":{".getBytes(UTF_8);
    }

    @Override
    public byte[] vectors(EmbeddingsRequest request, List<RawJson> vectors, int before) {
      var printed = new StringBuilder();
      int index = before;
      for (var vector : vectors) {
        printed.append(index == 0 ? "" : ",").append('"').append(index++).append("\":");
        printed.append(vector.text());
      }
      return printed.toString().getBytes(UTF_8);
    }

    @Override
    public byte[] closing(EmbeddingsRequest request, String model, TokenUsage usage) {
      var named = model == null ? "" : ",\"model\":\"" + model + "\"";
      var input = usage.input() == null ? "" : ",\"input\":" + usage.input();
      return ("}" + named + input + "}").getBytes(UTF_8);
    }
  }

  /** Returns the texts of a reading, escapes resolved, one a line. */
  public static String lines(EmbeddingsReading reading) {
    return ((EmbeddingsReading.Read) reading)
        .content().texts().stream().map(JsonChars::text).collect(Collectors.joining("\n"));
  }
}
