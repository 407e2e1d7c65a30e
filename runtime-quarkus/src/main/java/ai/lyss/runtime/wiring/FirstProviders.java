package ai.lyss.runtime.wiring;

import ai.lyss.application.admin.FirstProvider;
import ai.lyss.domain.model.ModelOffer;
import ai.lyss.domain.provider.Credential;
import ai.lyss.domain.provider.Settings;
import ai.lyss.domain.provider.Vendor;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
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

  private FirstProviders() {}

  /** Returns them; {@code environment} gives a variable's value, null for one that is not set. */
  static List<FirstProvider> of(UnaryOperator<@Nullable String> environment) {
    var providers = new ArrayList<FirstProvider>();
    providers.add(
        new FirstProvider(
            "provider-simulator",
            "simulator",
            new Vendor("simulator"),
            null,
            Credential.NONE,
            Settings.NONE,
            List.of(ModelOffer.of("simulator")),
            0));
    var key = environment.apply("OPENAI_API_KEY");
    if (key != null && !key.isBlank()) {
      providers.add(openAi(key.strip(), environment.apply("OPENAI_BASE_URL")));
    }
    return List.copyOf(providers);
  }

  private static FirstProvider openAi(String key, @Nullable String baseUrl) {
    return new FirstProvider(
        "provider-openai",
        "openai",
        new Vendor("openai"),
        baseUrl == null || baseUrl.isBlank() ? null : URI.create(baseUrl.strip()),
        Credential.apiKey(key),
        Settings.NONE,
        OPENAI_MODELS.stream().map(ModelOffer::of).toList(),
        0);
  }
}
