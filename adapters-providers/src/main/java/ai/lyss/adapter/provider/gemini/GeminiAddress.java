package ai.lyss.adapter.provider.gemini;

import ai.lyss.domain.model.ModelName;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a model is called: base URLs are given with the version of the API and without. */
final class GeminiAddress {

  private static final String USUAL_VERSION = "/v1beta";
  private static final Pattern VERSIONED = Pattern.compile(".*/v[0-9][a-z0-9]*/?");

  private GeminiAddress() {}

  /** Returns what follows the base URL for a whole answer. */
  static String whole(@Nullable URI base, ModelName model) {
    return of(base, model) + ":generateContent";
  }

  /** Returns what follows the base URL for a stream of events. */
  static String stream(@Nullable URI base, ModelName model) {
    return of(base, model) + ":streamGenerateContent?alt=sse";
  }

  /** Returns what follows the base URL for the embedding of one content. */
  static String embedding(@Nullable URI base, ModelName model) {
    return of(base, model) + ":embedContent";
  }

  /** Returns what follows the base URL for embeddings of several contents. */
  static String embeddings(@Nullable URI base, ModelName model) {
    return of(base, model) + ":batchEmbedContents";
  }

  /** Returns the name of a model as bodies have it, its folder included. */
  static String name(ModelName model) {
    var name = model.value();
    return name.indexOf('/') < 0 ? "models/" + name : name;
  }

  /** Returns what follows the base URL where models are listed. */
  static String models(@Nullable URI base) {
    return version(base) + "/models";
  }

  private static String version(@Nullable URI base) {
    var path = base == null || base.getRawPath() == null ? "" : base.getRawPath();
    return VERSIONED.matcher(path).matches() ? "" : USUAL_VERSION;
  }

  /** A name with a folder, such as {@code tunedModels/x}, has its own place. */
  private static String of(@Nullable URI base, ModelName model) {
    return version(base) + '/' + name(model);
  }
}
