package ai.lyss.application.usecase;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's configuration as a document asks for it, unchecked. Things are referred to by their
 * names, so that a document can be moved. Null stands for what was left out: nothing is said about
 * things of that kind.
 *
 * @param version which form the document has; null for the present one
 * @param providers accounts at vendors; a credential that is left out stays
 * @param channels ways to their models
 * @param routes how public models are served
 * @param quotas what may be used
 */
public record ConfigDraft(
    @Nullable Integer version,
    @Nullable List<@Nullable ProviderDraft> providers,
    @Nullable List<@Nullable ChannelEntry> channels,
    @Nullable List<@Nullable RouteEntry> routes,
    @Nullable List<@Nullable QuotaEntry> quotas) {

  /** The form of documents that is read and written. */
  public static final int VERSION = 1;

  /**
   * A channel of a document.
   *
   * @param provider the name of the provider it leads to
   * @param draft everything else
   */
  public record ChannelEntry(@Nullable String provider, ChannelDraft draft) {}

  /**
   * A route of a document.
   *
   * @param channels the names of the channels that serve it; null for all
   * @param draft everything else
   */
  public record RouteEntry(@Nullable List<@Nullable String> channels, RouteDraft draft) {}

  /**
   * A quota of a document.
   *
   * @param key the name of the API key whose use counts; null when it is not one key's
   * @param draft everything else
   */
  public record QuotaEntry(@Nullable String key, QuotaDraft draft) {}
}
