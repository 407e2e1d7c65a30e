package ai.lyss.domain.routing;

import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.health.ChannelHealth;
import ai.lyss.domain.health.Exclusion;
import ai.lyss.domain.model.ModelOffer;
import ai.lyss.domain.provider.Provider;
import org.jspecify.annotations.Nullable;

/**
 * A channel that may be drawn for a model.
 *
 * @param channel the channel
 * @param provider the provider it leads to, as configured
 * @param offer the model as the channel offers it
 * @param health the live condition of the channel for the vendor's model
 */
public record Candidate(
    Channel channel, Provider provider, ModelOffer offer, ChannelHealth health) {

  private static final Exclusion DISABLED = Exclusion.of(Exclusion.Reason.DISABLED);
  private static final Exclusion LACKS_CAPABILITY = Exclusion.of(Exclusion.Reason.LACKS_CAPABILITY);
  private static final Exclusion CONTEXT_TOO_SMALL =
      Exclusion.of(Exclusion.Reason.CONTEXT_TOO_SMALL);

  /** Tells whether the configuration lets it be drawn: both are enabled and the weight is not 0. */
  boolean isDrawable() {
    return channel.enabled() && provider.enabled() && channel.weight() > 0;
  }

  /** Returns why it may not serve a request with these needs now; null when it may. */
  public @Nullable Exclusion exclusion(RequestNeeds needs) {
    if (!isDrawable()) {
      return DISABLED;
    }
    var unfit = unfit(needs);
    return unfit == null ? health.exclusion() : unfit;
  }

  /** Returns why its model cannot serve these needs, at whatever time; null when it can. */
  @Nullable Exclusion unfit(RequestNeeds needs) {
    if (!offer.offers(needs.capabilities())) {
      return LACKS_CAPABILITY;
    }
    var context = offer.contextTokens();
    var most = offer.maxOutputTokens();
    long output = needs.outputLimit() == null ? 0 : needs.outputLimit();
    boolean fits =
        (context == null || (output <= context && needs.inputTokens() <= context - output))
            && (most == null || output <= most);
    return fits ? null : CONTEXT_TOO_SMALL;
  }
}
