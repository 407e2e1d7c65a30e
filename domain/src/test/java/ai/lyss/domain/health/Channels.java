package ai.lyss.domain.health;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.channel.ChannelId;
import ai.lyss.domain.channel.ChannelLimits;
import ai.lyss.domain.channel.OnDisconnect;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.model.ModelOffer;
import ai.lyss.domain.provider.Credential;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.provider.ProviderId;
import ai.lyss.domain.provider.Settings;
import ai.lyss.domain.provider.Vendor;
import ai.lyss.domain.store.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Channels and providers to test with. */
public final class Channels {

  public static final ModelName MODEL = new ModelName("gpt-4o-mini");
  public static final TenantId TENANT = new TenantId(new UUID(7, 7));

  private static final Revision FIRST = Revision.first(Instant.EPOCH);

  private Channels() {}

  public static Provider provider(int number) {
    return provider(number, FIRST);
  }

  public static Provider provider(int number, Revision revision) {
    return new Provider(
        new ProviderId(new UUID(1, number)),
        TENANT,
        "provider-" + number,
        new Vendor("openai"),
        null,
        Credential.NONE,
        Settings.NONE,
        true,
        revision);
  }

  public static Channel channel(int number) {
    return channel(number, 100, 0);
  }

  public static Channel channel(int number, int weight, int priority) {
    return channel(number, weight, priority, null, true);
  }

  public static Channel limited(int number, @Nullable Integer maxConcurrency) {
    return channel(number, 100, 0, maxConcurrency, true);
  }

  public static Channel disabled(int number) {
    return channel(number, 100, 0, null, false);
  }

  private static Channel channel(
      int number, int weight, int priority, @Nullable Integer maxConcurrency, boolean enabled) {
    return new Channel(
        new ChannelId(new UUID(2, number)),
        TENANT,
        "channel-" + number,
        provider(number).id(),
        List.of(ModelOffer.of(MODEL.value())),
        weight,
        priority,
        new ChannelLimits(maxConcurrency, null, null),
        OnDisconnect.CANCEL,
        enabled,
        Set.of(),
        FIRST);
  }
}
