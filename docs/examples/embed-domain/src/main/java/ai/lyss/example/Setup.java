package ai.lyss.example;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.channel.ChannelId;
import ai.lyss.domain.channel.ChannelLimits;
import ai.lyss.domain.channel.OnDisconnect;
import ai.lyss.domain.model.ModelOffer;
import ai.lyss.domain.provider.Credential;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.provider.ProviderId;
import ai.lyss.domain.provider.Settings;
import ai.lyss.domain.provider.Vendor;
import ai.lyss.domain.store.Ids;
import ai.lyss.domain.store.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Makes the data that a server would read from its database. The domain neither stores nor loads:
 * records come from wherever the embedding program has them.
 */
record Setup(Ids ids, TenantId tenant, Instant now) {

  static final ModelOffer MODEL = ModelOffer.of("small-model");

  Provider provider(String name) {
    return new Provider(
        new ProviderId(ids.next()),
        tenant,
        name,
        new Vendor("openai"),
        null,
        Credential.apiKey("an-api-key"),
        Settings.NONE,
        true,
        Revision.first(now));
  }

  Channel channel(String name, Provider provider, int weight) {
    return new Channel(
        new ChannelId(ids.next()),
        tenant,
        name,
        provider.id(),
        List.of(MODEL),
        weight,
        0,
        ChannelLimits.NONE,
        OnDisconnect.CANCEL,
        true,
        Set.of(),
        Revision.first(now));
  }
}
