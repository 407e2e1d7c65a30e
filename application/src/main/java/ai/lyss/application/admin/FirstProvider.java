package ai.lyss.application.admin;

import ai.lyss.domain.model.ModelOffer;
import ai.lyss.domain.provider.Credential;
import ai.lyss.domain.provider.Settings;
import ai.lyss.domain.provider.Vendor;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A provider with one channel that a first start makes. Immutable.
 *
 * @param step names the step, done once for ever
 * @param name the name of provider and channel
 * @param vendor the vendor
 * @param baseUrl where its API is; null for the vendor's default
 * @param credential what the vendor asks for
 * @param settings the vendor's own options
 * @param models what the channel offers
 * @param priority the channel's priority
 */
public record FirstProvider(
    String step,
    String name,
    Vendor vendor,
    @Nullable URI baseUrl,
    Credential credential,
    Settings settings,
    List<ModelOffer> models,
    int priority) {

  /** Copies the models. */
  public FirstProvider {
    models = List.copyOf(models);
  }
}
