package ai.lyss.adapter.provider.openai;

import ai.lyss.adapter.provider.http.Redaction;
import ai.lyss.adapter.provider.openai.OpenAiEmbeddingsReader.Facts;
import ai.lyss.adapter.provider.translate.EmbeddingsTranslator;
import ai.lyss.domain.content.EmbeddingsAnswer;
import ai.lyss.domain.content.EmbeddingsContent;
import ai.lyss.domain.json.JsonOut;
import ai.lyss.domain.json.RawJson;
import ai.lyss.domain.model.ModelName;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Embeddings of vendors of OpenAI's kind, for callers of other dialects. Numbers are not asked for:
 * every one of these vendors gives them unasked, and some do not know the field.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/embeddings">Embeddings</a>
 */
final class OpenAiEmbeddingsTranslator implements EmbeddingsTranslator {

  private final Redaction redaction;

  OpenAiEmbeddingsTranslator(Redaction redaction) {
    this.redaction = redaction;
  }

  @Override
  public byte[] body(EmbeddingsContent content, ModelName model) {
    var out = new JsonOut();
    out.object().name("model").text(model.value()).name("input").array();
    content.texts().forEach(out::chars);
    out.endArray();
    var dimensions = content.dimensions();
    if (dimensions != null) {
      out.name("dimensions").number(dimensions);
    }
    out.endObject();
    return out.take();
  }

  @Override
  public Told read(byte[] in, int from, int to) {
    var facts = Facts.of(in, from, to);
    var failure = facts.failure(in, from, to, redaction);
    if (failure != null) {
      return new Told.Failed(failure);
    }
    @Nullable RawJson[] vectors = new RawJson[facts.items.size()];
    for (int i = 0; i < vectors.length; i++) {
      var item = facts.items.get(i);
      long place = item.index() == null ? i : item.index();
      if (item.numbers() == null) {
        return Told.Failed.malformed("an embedding that is no array of numbers");
      }
      if (place < 0 || place >= vectors.length || vectors[(int) place] != null) {
        return Told.Failed.malformed("the index " + place + " of an embedding");
      }
      vectors[(int) place] = RawJson.of(in, item.numbers());
    }
    return new Told.Vectors(new EmbeddingsAnswer(Arrays.asList(vectors), facts.model, facts.usage));
  }
}
