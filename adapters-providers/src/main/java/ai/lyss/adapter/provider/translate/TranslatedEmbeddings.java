package ai.lyss.adapter.provider.translate;

import ai.lyss.adapter.provider.http.HeldEmbeddings;
import ai.lyss.adapter.provider.http.HeldEmbeddings.Result;
import ai.lyss.adapter.provider.http.HttpCall;
import ai.lyss.adapter.provider.http.HttpHead;
import ai.lyss.adapter.provider.http.VendorRequest;
import ai.lyss.adapter.provider.translate.EmbeddingsTranslator.Told;
import ai.lyss.domain.chat.AnswerHead;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.chat.EmbeddingsRequest;
import ai.lyss.domain.content.EmbeddingsAnswer;
import ai.lyss.domain.content.EmbeddingsContent;
import ai.lyss.domain.content.EmbeddingsReading;
import ai.lyss.domain.failure.ProviderFailure;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Embeddings on their way between a caller's dialect and a vendor's. Thread-safe. */
public final class TranslatedEmbeddings implements HeldEmbeddings.Reading {

  private final EmbeddingsRequest request;
  private final EmbeddingsTranslator translator;

  /** Reads answers to a request. */
  public TranslatedEmbeddings(EmbeddingsRequest request, EmbeddingsTranslator translator) {
    this.request = request;
    this.translator = translator;
  }

  /** Returns the request to send; the vendor is not asked for what it could not be told of. */
  public static VendorRequest call(
      EmbeddingsRequest request, Function<EmbeddingsContent, HttpCall> written) {
    return switch (request.translation().content(request)) {
      case EmbeddingsReading.Read read -> written.apply(read.content());
      case EmbeddingsReading.Untranslatable other ->
          new VendorRequest.None(new ProviderFailure.Unfit(other.error()));
    };
  }

  @Override
  public Result read(@Nullable HttpHead head, ByteSlice body) {
    return switch (translator.read(body.array(), body.offset(), body.offset() + body.length())) {
      case Told.Failed failed -> new Result.Bad(failed.failure());
      case Told.Vectors told -> written(told.answer());
    };
  }

  private Result written(EmbeddingsAnswer answer) {
    int expected = request.inputs().count();
    if (answer.vectors().size() != expected) {
      return Result.Bad.malformed(
          answer.vectors().size() + " vectors (expected: " + expected + ")");
    }
    var dialect = request.translation();
    return new Result.Good(
        new AnswerHead(dialect.contentType(), Map.of()),
        List.of(
            ByteSlice.of(dialect.opening(request)),
            ByteSlice.of(dialect.vectors(request, answer.vectors(), 0)),
            ByteSlice.of(dialect.closing(request, answer.model(), answer.usage()))),
        answer.usage());
  }
}
