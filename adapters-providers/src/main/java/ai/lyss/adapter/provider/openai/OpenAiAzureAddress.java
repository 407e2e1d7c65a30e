package ai.lyss.adapter.provider.openai;

import ai.lyss.adapter.provider.openai.OpenAiQuirks.Trait;
import ai.lyss.domain.chat.PassThroughRequest.Operation;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.provider.Provider;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Azure OpenAI's two families of URLs. A dated API version has the deployment in the path and takes
 * no heed of the body's model; {@code v1} has OpenAI's path and the deployment as the model. The
 * base URL is the resource's endpoint, with or without the {@code /openai} or {@code /openai/v1}
 * that people copy along.
 *
 * @see <a href="https://learn.microsoft.com/azure/ai-foundry/openai/api-version-lifecycle">API
 *     versions</a>
 */
enum OpenAiAzureAddress implements OpenAiAddress {
  ALL;

  private static final String GENERALLY_AVAILABLE = "2024-10-21";
  private static final String V1 = "v1";
  private static final Pattern VERSION = Pattern.compile(OpenAiSettings.VERSION_PATTERN);
  private static final Pattern DEPLOYMENT = Pattern.compile(OpenAiSettings.DEPLOYMENT_PATTERN);
  private static final String OPENAI = "/openai";
  private static final String OPENAI_V1 = "/openai/v1";

  /** The first versions that know usage of streams, {@code reasoning_effort} and the role. */
  private static final String WITH_STREAM_OPTIONS = "2024-09-01";

  private static final String WITH_REASONING = "2024-12-01";

  /** The first version with the Responses API, at one path for all deployments. */
  private static final String WITH_RESPONSES = "2025-03-01";

  private static final OpenAiQuirks NEWEST =
      OpenAiQuirks.OPENAI.keyedBy(OpenAiQuirks.API_KEY).unaskableBeside("data_sources");
  private static final OpenAiQuirks BEFORE_REASONING =
      NEWEST.with(Trait.NO_DEVELOPER_ROLE).dropping("reasoning_effort");
  private static final OpenAiQuirks OLDEST =
      BEFORE_REASONING
          .with(Trait.NO_STREAM_OPTIONS, Trait.ONE_LIMIT_FIELD)
          .limitedBy(OpenAiQuirks.MAX_TOKENS);

  /** Returns what the API version of a provider does otherwise than OpenAI. */
  static OpenAiQuirks quirks(Provider provider) {
    var version = version(provider);
    if (version.equals(V1) || version.compareTo(WITH_REASONING) >= 0) {
      return NEWEST;
    }
    return version.compareTo(WITH_STREAM_OPTIONS) >= 0 ? BEFORE_REASONING : OLDEST;
  }

  @Override
  public @Nullable URI base(Provider provider) {
    var given = provider.baseUrl();
    if (given == null) {
      return null;
    }
    var path = withoutSlash(given.getRawPath());
    if (path.endsWith(OPENAI_V1)) {
      return cut(given, path, OPENAI_V1);
    }
    return path.endsWith(OPENAI) ? cut(given, path, OPENAI) : given;
  }

  /** Models are listed by the newest version unless a provider asks for another. */
  @Override
  public String models(Provider provider) {
    var version = provider.settings().text(OpenAiSettings.API_VERSION).orElse(V1);
    return version.equals(V1)
        ? OPENAI_V1 + "/models"
        : OPENAI + "/models?api-version=" + URLEncoder.encode(version, StandardCharsets.UTF_8);
  }

  private static URI cut(URI given, String path, String ending) {
    var kept = path.substring(0, path.length() - ending.length());
    return URI.create(given.getScheme() + "://" + given.getRawAuthority() + kept);
  }

  private static String withoutSlash(@Nullable String path) {
    if (path == null) {
      return "";
    }
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  @Override
  public String path(Provider provider, ModelName model) {
    return path(provider, model, "/chat/completions");
  }

  @Override
  public String embeddings(Provider provider, ModelName model) {
    return path(provider, model, "/embeddings");
  }

  @Override
  public @Nullable String passing(Provider provider, ModelName model, Operation operation) {
    return switch (operation) {
      case IMAGE_GENERATION, SPEECH, TRANSCRIPTION ->
          path(provider, model, OpenAiAddress.pathOf(operation));
      case MODERATION, RERANK -> null;
    };
  }

  private static String path(Provider provider, ModelName model, String what) {
    var version = version(provider);
    return version.equals(V1)
        ? OPENAI_V1 + what
        : OPENAI
            + "/deployments/"
            + segment(deployment(provider, model))
            + what
            + "?api-version="
            + version;
  }

  @Override
  public @Nullable ResponsesPlace responses(Provider provider, ModelName model) {
    var version = version(provider);
    var deployed = new ModelName(deployment(provider, model));
    if (version.equals(V1)) {
      return new ResponsesPlace(OPENAI_V1 + "/responses", deployed);
    }
    return version.compareTo(WITH_RESPONSES) >= 0
        ? new ResponsesPlace(OPENAI + "/responses?api-version=" + version, deployed)
        : null;
  }

  @Override
  public ModelName inBody(Provider provider, ModelName model) {
    return version(provider).equals(V1) ? new ModelName(deployment(provider, model)) : model;
  }

  private static String version(Provider provider) {
    return provider
        .settings()
        .text(OpenAiSettings.API_VERSION)
        .filter(version -> VERSION.matcher(version).matches())
        .orElseGet(
            () -> {
              var url = provider.baseUrl();
              boolean newest = url != null && withoutSlash(url.getRawPath()).endsWith(OPENAI_V1);
              return newest ? V1 : GENERALLY_AVAILABLE;
            });
  }

  private static String deployment(Provider provider, ModelName model) {
    var named =
        provider.settings().values().get(OpenAiSettings.DEPLOYMENTS) instanceof Map<?, ?> map
            ? map.get(model.value())
            : null;
    return named instanceof String text && DEPLOYMENT.matcher(text).matches()
        ? text
        : model.value();
  }

  /** Returns a name as one segment of a path, which it cannot leave. */
  private static String segment(String name) {
    var out = new StringBuilder(name.length() + 8);
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      boolean plain =
          (b >= 'a' && b <= 'z')
              || (b >= 'A' && b <= 'Z')
              || (b >= '0' && b <= '9')
              || "-._~".indexOf(b) >= 0;
      if (plain) {
        out.append((char) b);
      } else {
        out.append('%').append("%02X".formatted(b & 0xff));
      }
    }
    return out.toString();
  }
}
