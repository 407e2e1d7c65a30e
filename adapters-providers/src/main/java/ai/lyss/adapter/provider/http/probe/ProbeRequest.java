package ai.lyss.adapter.provider.http.probe;

import ai.lyss.domain.access.Secret;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.provider.Credential;
import ai.lyss.domain.provider.Provider;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor is asked. Immutable.
 *
 * @param method the HTTP method
 * @param path what follows the path of the base URL, with its leading slash
 * @param headers all headers but those of HTTP itself; hold the credential
 * @param body the body; null when there is none
 */
record ProbeRequest(
    HttpMethod method, String path, Map<String, String> headers, @Nullable String body) {

  private static final String AUTHORIZATION = "authorization";

  private static final String OPENAI = "/openai";
  private static final String VERSION_ONE = "v1";
  private static final String VERSIONED = ".*/v[0-9][a-z0-9]*/?";

  /**
   * Asks for the vendor's models.
   *
   * @see <a href="https://platform.openai.com/docs/api-reference/models/list">OpenAI</a>
   * @see <a href="https://docs.anthropic.com/en/api/models-list">Anthropic</a>
   * @see <a href="https://ai.google.dev/api/models#method:-models.list">Gemini</a>
   * @see <a href="https://learn.microsoft.com/rest/api/azureopenai/models/list">Azure OpenAI</a>
   */
  static ProbeRequest models(Provider provider) {
    return new ProbeRequest(HttpMethod.GET, modelsPath(provider), headers(provider), null);
  }

  /** Asks a model for one token, in OpenAI's dialect. */
  static ProbeRequest oneToken(Provider provider, ModelName model) {
    var headers = new LinkedHashMap<>(headers(provider));
    headers.put("content-type", "application/json");
    var body =
        new JsonObject()
            .put("model", model.value())
            .put("max_tokens", 1)
            .put(
                "messages",
                new JsonArray().add(new JsonObject().put("role", "user").put("content", "ping")));
    return new ProbeRequest(HttpMethod.POST, "/chat/completions", headers, body.encode());
  }

  /** Shows neither headers nor body. */
  @Override
  public String toString() {
    return "ProbeRequest[" + method + " " + path + "]";
  }

  private static String modelsPath(Provider provider) {
    return switch (provider.vendor().id()) {
      case "azure-openai" -> azurePath(provider);
      case "anthropic" -> endsWith(provider, "/v1") ? "/models" : "/v1/models";
      case "gemini" -> geminiPath(provider);
      case "ollama" -> "/api/tags";
      default -> "/models";
    };
  }

  /** Its usual base URL has the version of the API; others are given with it and without. */
  private static String geminiPath(Provider provider) {
    var base = provider.baseUrl();
    boolean versioned =
        base == null || base.getRawPath() == null || base.getRawPath().matches(VERSIONED);
    return versioned ? "/models" : "/v1beta/models";
  }

  private static String azurePath(Provider provider) {
    var version = provider.settings().text("api_version").orElse(VERSION_ONE);
    var root = endsWith(provider, OPENAI + "/" + VERSION_ONE) || endsWith(provider, OPENAI);
    if (version.equals(VERSION_ONE)) {
      return endsWith(provider, OPENAI + "/" + VERSION_ONE)
          ? "/models"
          : (root ? "" : OPENAI) + "/" + VERSION_ONE + "/models";
    }
    return (root ? "" : OPENAI)
        + "/models?api-version="
        + URLEncoder.encode(version, StandardCharsets.UTF_8);
  }

  private static boolean endsWith(Provider provider, String ending) {
    var base = provider.baseUrl();
    var path = base == null ? "" : base.getRawPath();
    return path != null && (path.endsWith(ending) || path.endsWith(ending + "/"));
  }

  private static Map<String, String> headers(Provider provider) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("accept", "application/json");
    Secret key = provider.credential().field(Credential.API_KEY);
    switch (provider.vendor().id()) {
      case "azure-openai" -> put(headers, "api-key", key, "");
      case "gemini" -> put(headers, "x-goog-api-key", key, "");
      case "anthropic" -> {
        put(headers, "x-api-key", key, "");
        headers.put(
            "anthropic-version", provider.settings().text("api_version").orElse("2023-06-01"));
      }
      default -> {
        var settings = provider.settings();
        var header = settings.text("key_header").orElse(AUTHORIZATION);
        put(headers, header, key, header.equalsIgnoreCase(AUTHORIZATION) ? "Bearer " : "");
        settings.text("organization").ifPresent(id -> headers.put("openai-organization", id));
        settings.text("project").ifPresent(id -> headers.put("openai-project", id));
      }
    }
    return headers;
  }

  private static void put(
      Map<String, String> headers, String name, @Nullable Secret key, String prefix) {
    if (key != null) {
      headers.put(name, prefix + key.reveal());
    }
  }
}
