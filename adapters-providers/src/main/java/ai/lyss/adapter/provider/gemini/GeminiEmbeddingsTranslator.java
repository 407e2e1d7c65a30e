package ai.lyss.adapter.provider.gemini;

import ai.lyss.adapter.provider.gemini.GeminiEmbeddingsReader.Facts;
import ai.lyss.adapter.provider.http.Redaction;
import ai.lyss.adapter.provider.translate.EmbeddingsTranslator;
import ai.lyss.domain.content.EmbeddingsAnswer;
import ai.lyss.domain.content.EmbeddingsContent;
import ai.lyss.domain.json.JsonOut;
import ai.lyss.domain.json.RawJson;
import ai.lyss.domain.model.ModelName;
import java.util.ArrayList;

/**
 * Embeddings of Gemini for callers of other dialects, always as a batch.
 *
 * @see <a href="https://ai.google.dev/api/embeddings#method:-models.batchembedcontents">
 *     batchEmbedContents</a>
 */
final class GeminiEmbeddingsTranslator implements EmbeddingsTranslator {

  private final Redaction redaction;

  GeminiEmbeddingsTranslator(Redaction redaction) {
    this.redaction = redaction;
  }

  @Override
  public byte[] body(EmbeddingsContent content, ModelName model) {
    var named = GeminiAddress.name(model);
    var dimensions = content.dimensions();
    var out = new JsonOut();
    out.object().name("requests").array();
    for (var text : content.texts()) {
      out.object().name("model").text(named);
      out.name("content").object().name("parts").array();
      out.object().name("text").chars(text).endObject();
      out.endArray().endObject();
      if (dimensions != null) {
        out.name("outputDimensionality").number(dimensions);
      }
      out.endObject();
    }
    out.endArray().endObject();
    return out.take();
  }

  @Override
  public Told read(byte[] in, int from, int to) {
    var facts = Facts.of(in, from, to);
    var failure = facts.failure(in, from, to, redaction);
    if (failure != null) {
      return new Told.Failed(failure);
    }
    var vectors = new ArrayList<RawJson>(facts.vectors.size());
    for (var span : facts.vectors) {
      if (span == null) {
        return Told.Failed.malformed("an embedding that is no array of numbers");
      }
      vectors.add(RawJson.of(in, span));
    }
    return new Told.Vectors(new EmbeddingsAnswer(vectors, null, facts.usage));
  }
}
