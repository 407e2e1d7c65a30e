package ai.lyss.adapter.provider;

import ai.lyss.adapter.provider.http.HttpCall;
import ai.lyss.adapter.provider.http.VendorProtocol;
import ai.lyss.adapter.provider.http.VendorRequest;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.chat.Dialect;
import ai.lyss.domain.chat.RequestOutline;
import ai.lyss.domain.fixture.Untranslated;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import ai.lyss.domain.json.JsonSpan;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.port.ChannelCalls;
import ai.lyss.domain.port.ChannelCalls.Call;
import ai.lyss.domain.provider.Credential;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.provider.ProviderId;
import ai.lyss.domain.provider.Settings;
import ai.lyss.domain.provider.Vendor;
import ai.lyss.domain.store.Revision;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Requests and calls to test with. */
public final class Chats {

  /** A key that must never be seen. */
  public static final String KEY = "sk-very-secret-0123456789";

  private Chats() {}

  /** Returns a request with the outline of this body. */
  public static ChatRequest chat(String body) {
    return chat(body, false);
  }

  /** Returns a request of the endpoint that always streams. */
  public static ChatRequest streamed(String body) {
    return chat(body, true);
  }

  /** Returns a request whose path names the model, whatever its body says. */
  public static ChatRequest deployed(String text, String model) {
    var body = text.getBytes(StandardCharsets.UTF_8);
    var json = new JsonCursor(body);
    JsonSpan span = null;
    json.enterObject();
    int insertAt = json.offset();
    while (json.nextField()) {
      boolean named = json.key().equals("model");
      json.skipValue();
      span = named ? json.span() : span;
    }
    var outline =
        new RequestOutline(
            new ModelName(model),
            span,
            false,
            null,
            false,
            null,
            null,
            null,
            null,
            1,
            Set.of(),
            insertAt,
            body.length);
    return new ChatRequest(Dialect.OPENAI, body, outline, Untranslated.REQUEST);
  }

  private static ChatRequest chat(String text, boolean streamed) {
    var body = text.getBytes(StandardCharsets.UTF_8);
    var found = new Outline(new JsonCursor(body));
    return new ChatRequest(
        Dialect.OPENAI, body, found.outline(streamed, body.length), Untranslated.REQUEST);
  }

  /** Returns what a protocol sends for a call that it takes. */
  public static HttpCall sent(VendorProtocol protocol, ChannelCalls.Call call) {
    return switch (protocol.call(call)) {
      case HttpCall http -> http;
      case VendorRequest.None none -> throw new AssertionError("not sent: " + none.failure());
    };
  }

  /** Returns a provider of the vendor {@code openai-compatible} there. */
  public static Provider provider(URI baseUrl) {
    return provider("openai-compatible", baseUrl, Map.of());
  }

  /** Returns a provider. */
  public static Provider provider(String vendor, URI baseUrl, Map<String, Object> settings) {
    return new Provider(
        new ProviderId(new UUID(1, 2)),
        new TenantId(new UUID(3, 4)),
        "p",
        new Vendor(vendor),
        baseUrl,
        Credential.apiKey(KEY),
        new Settings(settings),
        true,
        Revision.first(Instant.EPOCH));
  }

  /** Returns a call under the model's own name, within a minute from now. */
  public static Call call(Provider provider, ChatRequest chat) {
    return call(provider, chat, chat.outline().model().value(), null);
  }

  /** Returns a call within a minute from now. */
  public static Call call(Provider provider, ChatRequest chat, String vendorModel, Long clipped) {
    long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    return new Call(provider, new ModelName(vendorModel), chat, clipped, deadline);
  }

  /** Finds the outline of well-formed bodies, for tests only. */
  private static final class Outline {
    private String model = "";
    private JsonSpan modelSpan;
    private JsonSpan streamSpan;
    private JsonSpan optionsSpan;
    private JsonSpan includeSpan;
    private JsonSpan limitSpan;
    private boolean stream;
    private boolean usageAsked;
    private Long limit;
    private int choices = 1;
    private final int insertAt;

    Outline(JsonCursor json) {
      json.enterObject();
      insertAt = json.offset();
      while (json.nextField()) {
        field(json, json.key());
      }
    }

    private void field(JsonCursor json, String key) {
      switch (key) {
        case "model" -> {
          model = json.string();
          modelSpan = json.span();
        }
        case "stream" -> {
          stream = json.peek() == JsonKind.TRUE;
          json.skipValue();
          streamSpan = json.span();
        }
        case "max_tokens", "max_completion_tokens" -> {
          if (json.peek() == JsonKind.NULL) {
            json.skipValue();
            limitSpan = limitSpan == null ? json.span() : limitSpan;
          } else {
            limit = json.wholeNumber();
            limitSpan = json.span();
          }
        }
        case "n" -> choices = json.wholeNumber().intValue();
        case "stream_options" -> options(json);
        default -> json.skipValue();
      }
    }

    private void options(JsonCursor json) {
      if (json.peek() != JsonKind.OBJECT) {
        json.skipValue();
        optionsSpan = json.span();
        return;
      }
      json.enterObject();
      int start = json.offset() - 1;
      while (json.nextField()) {
        boolean include = json.key().equals("include_usage");
        usageAsked |= include && json.peek() == JsonKind.TRUE;
        json.skipValue();
        includeSpan = include ? json.span() : includeSpan;
      }
      optionsSpan = new JsonSpan(start, json.offset());
    }

    RequestOutline outline(boolean streamed, int bytes) {
      return new RequestOutline(
          new ModelName(model),
          modelSpan,
          stream || streamed,
          streamSpan,
          usageAsked,
          optionsSpan,
          includeSpan,
          limit,
          limitSpan,
          choices,
          Set.of(),
          insertAt,
          bytes);
    }
  }
}
