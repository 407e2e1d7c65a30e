package ai.lyss.adapter.provider.translate;

import ai.lyss.domain.chat.FetchedContent;
import ai.lyss.domain.content.ChatContent;
import ai.lyss.domain.content.ChatMessage;
import ai.lyss.domain.content.ContentPart;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.content.GivenFeatures;
import ai.lyss.domain.content.MediaSource;
import ai.lyss.domain.port.RemoteContent.Fetched;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What of a content is named by URL, and the content with it in its place. Not thread-safe. */
final class Inlining {

  private static final String TEXT = "text/plain";

  private final ChatContent content;
  private final Set<Feature> features;
  private final Map<String, Set<Feature>> wanted = new LinkedHashMap<>();
  private final Map<String, MediaSource.Inline> fetched = new HashMap<>();

  Inlining(ChatContent content, Set<Feature> features) {
    this.content = content;
    this.features = features;
    content.messages().forEach(message -> message.parts().forEach(this::want));
  }

  private void want(ContentPart part) {
    switch (part) {
      case ContentPart.Image image -> want(Feature.IMAGE_URL, image.source());
      case ContentPart.Document document -> want(Feature.DOCUMENT_URL, document.source());
      case ContentPart.Text text -> {}
      case ContentPart.Audio audio -> {}
      case ContentPart.Reasoning thought -> {}
      case ContentPart.SealedReasoning sealed -> {}
      case ContentPart.ToolCall call -> {}
      case ContentPart.Refusal refusal -> {}
    }
  }

  private void want(Feature feature, MediaSource source) {
    if (source instanceof MediaSource.Url url && features.contains(feature)) {
      wanted.computeIfAbsent(url.url(), first -> EnumSet.noneOf(Feature.class)).add(feature);
    }
  }

  /** Returns the URLs of which nothing is known yet, each once. */
  Set<String> missing() {
    var missing = new LinkedHashSet<>(wanted.keySet());
    missing.removeAll(fetched.keySet());
    return missing;
  }

  /** Returns what the URLs led to that are known. */
  Map<String, MediaSource.Inline> fetched() {
    return fetched;
  }

  /** Takes what another attempt fetched, as far as it is what this request says it is. */
  void takeKept(FetchedContent kept) {
    for (var url : wanted.keySet()) {
      var content = kept.at(url);
      if (content != null && isOfKind(url, content.mediaType())) {
        fetched.put(url, content);
      }
    }
  }

  /** Returns the first place of the request that names something by URL. */
  String place() {
    return features.stream()
        .flatMap(feature -> content.given().places(feature).stream())
        .findFirst()
        .orElse("");
  }

  /** Takes what a URL led to; tells whether it is what the request says it is. */
  boolean take(String url, Fetched what) {
    if (!isOfKind(url, what.mediaType())) {
      return false;
    }
    var base64 = Base64.getEncoder().encodeToString(what.bytes());
    fetched.put(url, new MediaSource.Inline(what.mediaType(), base64));
    return true;
  }

  private boolean isOfKind(String url, String mediaType) {
    boolean image = mediaType.startsWith("image/");
    return wanted.getOrDefault(url, Set.of()).stream()
        .allMatch(feature -> image == (feature == Feature.IMAGE_URL));
  }

  /** Returns the content with all of it in its place. */
  ChatContent done() {
    return new ChatContent(
        content.messages().stream().map(this::message).toList(),
        content.sampling(),
        content.tools(),
        content.format(),
        content.reasoning(),
        content.labels(),
        given());
  }

  private ChatMessage message(ChatMessage message) {
    return switch (message) {
      case ChatMessage.System system -> new ChatMessage.System(parts(system));
      case ChatMessage.User user -> new ChatMessage.User(parts(user));
      case ChatMessage.Assistant assistant -> new ChatMessage.Assistant(parts(assistant));
      case ChatMessage.ToolResult result ->
          new ChatMessage.ToolResult(
              result.callId(), result.name(), parts(result), result.outcome(), result.cache());
    };
  }

  private List<ContentPart> parts(ChatMessage message) {
    return message.parts().stream().map(this::part).toList();
  }

  private ContentPart part(ContentPart part) {
    if (part instanceof ContentPart.Image image) {
      return new ContentPart.Image(source(image.source()), image.detail(), image.cache());
    }
    return part instanceof ContentPart.Document document
        ? new ContentPart.Document(
            asText(source(document.source())), document.name(), document.cache())
        : part;
  }

  /** What is nothing but text is a document of plain text. */
  private static MediaSource asText(MediaSource source) {
    return source instanceof MediaSource.Inline inline && inline.mediaType().equals(TEXT)
        ? new MediaSource.PlainText(
            new String(Base64.getDecoder().decode(inline.base64()), StandardCharsets.UTF_8))
        : source;
  }

  private MediaSource source(MediaSource source) {
    var known = source instanceof MediaSource.Url url ? fetched.get(url.url()) : null;
    return known == null ? source : known;
  }

  private GivenFeatures given() {
    var given = new GivenFeatures();
    for (var feature : content.given().all()) {
      var now = features.contains(feature) ? inline(feature) : feature;
      content.given().places(feature).forEach(place -> given.add(now, place));
    }
    return given;
  }

  private Feature inline(Feature feature) {
    if (feature != Feature.DOCUMENT_URL) {
      return Feature.INLINE_IMAGE;
    }
    boolean onlyText =
        wanted.entrySet().stream()
            .filter(url -> url.getValue().contains(Feature.DOCUMENT_URL))
            .map(url -> fetched.get(url.getKey()))
            .allMatch(source -> source != null && TEXT.equals(source.mediaType()));
    return onlyText ? Feature.TEXT_DOCUMENT : Feature.INLINE_DOCUMENT;
  }
}
