package ai.lyss.runtime.wiring;

import ai.lyss.application.admin.FirstProvider;
import ai.lyss.domain.model.ModelOffer;
import ai.lyss.domain.provider.Credential;
import ai.lyss.domain.provider.Settings;
import ai.lyss.domain.provider.Vendor;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The providers of a first start: a simulator, and those whose keys are in the environment. */
final class FirstProviders {

  /**
   * @see <a href="https://platform.openai.com/docs/models">OpenAI's models</a>
   */
  private static final List<String> OPENAI_MODELS =
      List.of(
          "gpt-4o",
          "gpt-4o-mini",
          "gpt-4.1",
          "gpt-4.1-mini",
          "gpt-4.1-nano",
          "gpt-5",
          "gpt-5-mini",
          "gpt-5-nano",
          "o3",
          "o4-mini");

  /**
   * Deployments are named by their owners; most name them after the models.
   *
   * @see <a href="https://learn.microsoft.com/azure/ai-foundry/openai/concepts/models">Azure's
   *     models</a>
   */
  private static final List<String> AZURE_MODELS = OPENAI_MODELS;

  /**
   * @see <a href="https://api-docs.deepseek.com/quick_start/pricing">DeepSeek's models</a>
   */
  private static final List<String> DEEPSEEK_MODELS = List.of("deepseek-flash", "deepseek-v4-pro");

  /**
   * @see <a href="https://platform.claude.com/docs/en/about-claude/models/overview">Anthropic's
   *     models</a>
   */
  private static final List<String> ANTHROPIC_MODELS =
      List.of(
          "claude-opus-4-6",
          "claude-opus-4-5",
          "claude-opus-4-1",
          "claude-sonnet-4-6",
          "claude-sonnet-4-5",
          "claude-haiku-4-5");

  /**
   * @see <a href="https://ai.google.dev/gemini-api/docs/models">Gemini's models</a>
   */
  private static final List<String> GEMINI_MODELS =
      List.of(
          "gemini-2.5-flash-lite",
          "gemini-2.5-flash",
          "gemini-2.5-pro",
          "gemini-flash-latest",
          "gemini-pro-latest");

  /** A guessed deployment may be missing: it serves where nothing else can. */
  private static final int LAST = 1;

  private static final Usual SIMULATOR = new Usual("simulator", List.of("simulator"), 0);
  private static final Usual OPENAI = new Usual("openai", OPENAI_MODELS, 0);
  private static final Usual DEEPSEEK = new Usual("deepseek", DEEPSEEK_MODELS, 0);
  private static final Usual ANTHROPIC = new Usual("anthropic", ANTHROPIC_MODELS, 0);
  private static final Usual GEMINI = new Usual("gemini", GEMINI_MODELS, 0);
  private static final Usual AZURE = new Usual("azure-openai", AZURE_MODELS, LAST);

  /** What is usual of a vendor: its models, and the priority of its channel. */
  private record Usual(String vendor, List<String> models, int priority) {

    FirstProvider at(@Nullable URI baseUrl, Credential credential, Settings settings) {
      return new FirstProvider(
          "provider-" + vendor,
          vendor,
          new Vendor(vendor),
          baseUrl,
          credential,
          settings,
          models.stream().map(ModelOffer::of).toList(),
          priority);
    }
  }

  private FirstProviders() {}

  /** Returns them; {@code environment} gives a variable's value, null for one that is not set. */
  static List<FirstProvider> of(UnaryOperator<@Nullable String> environment) {
    var providers = new ArrayList<FirstProvider>();
    providers.add(SIMULATOR.at(null, Credential.NONE, Settings.NONE));
    var openAi = value(environment, "OPENAI_API_KEY");
    if (openAi != null) {
      var url = url(environment, "OPENAI_BASE_URL");
      providers.add(OPENAI.at(url, Credential.apiKey(openAi), Settings.NONE));
    }
    var deepSeek = value(environment, "DEEPSEEK_API_KEY");
    if (deepSeek != null) {
      var url = url(environment, "DEEPSEEK_BASE_URL");
      providers.add(DEEPSEEK.at(url, Credential.apiKey(deepSeek), Settings.NONE));
    }
    var anthropic = value(environment, "ANTHROPIC_API_KEY");
    if (anthropic != null) {
      var url = url(environment, "ANTHROPIC_BASE_URL");
      providers.add(ANTHROPIC.at(url, Credential.apiKey(anthropic), Settings.NONE));
    }
    var gemini = value(environment, "GEMINI_API_KEY");
    if (gemini != null) {
      var url = url(environment, "GEMINI_BASE_URL");
      providers.add(GEMINI.at(url, Credential.apiKey(gemini), Settings.NONE));
    }
    var azure = value(environment, "AZURE_OPENAI_API_KEY");
    var endpoint = url(environment, "AZURE_OPENAI_ENDPOINT");
    if (azure != null && endpoint != null) {
      providers.add(AZURE.at(endpoint, Credential.apiKey(azure), azureSettings(environment)));
    }
    return List.copyOf(providers);
  }

  /** The variable is the one that OpenAI's libraries read for Azure. */
  private static Settings azureSettings(UnaryOperator<@Nullable String> environment) {
    var version = value(environment, "OPENAI_API_VERSION");
    return version == null ? Settings.NONE : new Settings(Map.of("api_version", version));
  }

  private static @Nullable String value(
      UnaryOperator<@Nullable String> environment, String variable) {
    var value = environment.apply(variable);
    return value == null || value.isBlank() ? null : value.strip();
  }

  private static @Nullable URI url(UnaryOperator<@Nullable String> environment, String variable) {
    var value = value(environment, variable);
    return value == null ? null : URI.create(value);
  }
}
