package ai.lyss.adapter.provider.golden;

import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.chat.Dialect;
import ai.lyss.domain.chat.DialectTranslation;
import ai.lyss.domain.chat.RequestOutline;
import ai.lyss.domain.content.AnswerWriter;
import ai.lyss.domain.content.ChatContent;
import ai.lyss.domain.content.ContentReading;
import ai.lyss.domain.golden.GoldenFile;
import ai.lyss.domain.json.JsonTree;
import ai.lyss.domain.model.ModelName;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Requests of a dialect whose content is {@link CanonicalContent} and whose answer is printed. */
public final class CanonicalRequest {

  private CanonicalRequest() {}

  /** Returns a request for an answer that is not streamed. */
  public static ChatRequest whole(Dialect dialect, JsonTree content) {
    return of(dialect, content, false);
  }

  /** Returns a request for a stream. */
  public static ChatRequest streamed(Dialect dialect, JsonTree content) {
    return of(dialect, content, true);
  }

  /** Returns a request that asks what a text says, without anything else. */
  public static ChatRequest asking(Dialect dialect, String text, boolean streamed) {
    var content = GoldenFile.json("{\"messages\":[{\"user\":\"" + text + "\"}]}");
    return of(dialect, content, streamed);
  }

  private static ChatRequest of(Dialect dialect, JsonTree content, boolean streamed) {
    var read = CanonicalContent.read(content);
    var body = content.raw().bytes();
    return new ChatRequest(
        dialect,
        body,
        new RequestOutline(
            new ModelName("public-model"),
            null,
            streamed,
            null,
            false,
            null,
            null,
            read.sampling().outputLimit(),
            null,
            read.sampling().choices(),
            Set.of(),
            1,
            body.length),
        new Canonical(read));
  }

  /** Reads nothing and prints chunks. */
  private record Canonical(ChatContent content) implements DialectTranslation {

    @Override
    public ContentReading content(ChatRequest request) {
      return new ContentReading.Read(content);
    }

    @Override
    public AnswerWriter writer(ChatRequest request) {
      return new ChunkPrinter();
    }
  }

  /** Returns the text of what a reader wrote. */
  public static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
