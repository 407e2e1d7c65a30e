package ai.lyss.runtime.e2e.aimock;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** A vendor that aimock plays, with the models it is asked for. */
enum Mocked {
  OPENAI("openai", "/v1", "/v1/", "gpt-4.1", "gpt-5-mini"),
  AZURE("azure-openai", "", "/openai/deployments/", "gpt-4.1", "gpt-5-mini"),
  DEEPSEEK("deepseek", "/deepseek", "/deepseek/", "deepseek-flash", "deepseek-v4-pro"),
  COMPATIBLE("openai-compatible", "/house/v1", "/house/v1/", "house-small", "house-large"),
  ANTHROPIC("anthropic", "", "/v1/messages", "claude-sonnet-4-5", "claude-opus-4-5"),
  GEMINI("gemini", "", "/v1beta/models/", "gemini-2.5-flash", "gemini-2.5-pro"),
  OLLAMA("ollama", "", "/api/", "llama4", "qwen3");

  /** The names of all callers: dialects, and libraries that speak one of them. */
  static final List<String> CALLERS =
      List.of(
          "chat",
          "responses",
          "messages",
          "gemini",
          "ai",
          "ai-6",
          "langchain",
          "anthropic-1",
          "anthropic-0",
          "genai-3",
          "genai-2",
          "langchain4j-anthropic",
          "langchain4j-gemini",
          "google-genai");

  private final String vendor;
  private final String base;
  private final String paths;
  private final String plain;
  private final String thinking;

  Mocked(String vendor, String base, String paths, String plain, String thinking) {
    this.vendor = vendor;
    this.base = base;
    this.paths = paths;
    this.plain = plain;
    this.thinking = thinking;
  }

  /** Returns the vendor's name in the configuration. */
  String vendor() {
    return vendor;
  }

  /** Returns the vendor that is called at a path. */
  static Mocked at(String path) {
    if (path.startsWith(ANTHROPIC.paths)) {
      return ANTHROPIC;
    }
    for (var each : values()) {
      if (path.startsWith(each.paths)) {
        return each;
      }
    }
    throw new AssertionError(path + " (expected: a path of a vendor)");
  }

  /** Returns all tokens of an answer: aimock counts none when it plays Ollama. */
  int tokens() {
    return this == OLLAMA ? 0 : 5;
  }

  /** Returns the key the gateway has for the vendor. */
  String secret() {
    return "vendor-secret-0123456789-" + vendor;
  }

  /** Returns the header the vendor takes its key in, with it. */
  Map.Entry<String, String> credential() {
    return switch (this) {
      case OPENAI, DEEPSEEK, COMPATIBLE, OLLAMA -> Map.entry("authorization", "Bearer " + secret());
      case AZURE -> Map.entry("api-key", secret());
      case ANTHROPIC -> Map.entry("x-api-key", secret());
      case GEMINI -> Map.entry("x-goog-api-key", secret());
    };
  }

  /**
   * Returns the vendor's name of the model for a scenario. Failures have models of their own, one
   * each for every caller, because a channel rests its model after them.
   */
  String upstream(Scenario scenario, String caller) {
    return switch (scenario) {
      case HELLO, TIDES, REFUSE -> plain;
      case PONDER -> thinking;
      case LIMIT, FAIL, CUT -> plain + "-" + scenario.fixture() + "-" + caller;
    };
  }

  /** Returns the public name of that model. */
  String model(Scenario scenario, String caller) {
    return vendor + "-" + upstream(scenario, caller);
  }

  JsonObject provider(String address) {
    return new JsonObject()
        .put("name", vendor)
        .put("vendor", vendor)
        .put("base_url", address + base)
        .put("credential", new JsonObject().put("api_key", secret()));
  }

  /** Returns a channel to all models. */
  JsonObject channel(String provider) {
    var models = new JsonArray();
    for (var caller : CALLERS) {
      for (var scenario : Scenario.values()) {
        var model =
            new JsonObject()
                .put("name", model(scenario, caller))
                .put("upstream", upstream(scenario, caller));
        if (!models.contains(model)) {
          models.add(model);
        }
      }
    }
    return new JsonObject().put("name", vendor).put("provider_id", provider).put("models", models);
  }
}
