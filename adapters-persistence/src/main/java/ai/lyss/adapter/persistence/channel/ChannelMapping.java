package ai.lyss.adapter.persistence.channel;

import ai.lyss.adapter.persistence.store.Names;
import ai.lyss.adapter.persistence.store.RowId;
import ai.lyss.adapter.persistence.store.StoredTime;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.channel.ChannelId;
import ai.lyss.domain.channel.ChannelLimits;
import ai.lyss.domain.channel.OnDisconnect;
import ai.lyss.domain.model.Capability;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.model.ModelOffer;
import ai.lyss.domain.provider.ProviderId;
import ai.lyss.domain.store.Revision;
import java.util.ArrayList;
import java.util.Set;

/** Between {@link Channel} and its row. */
final class ChannelMapping {

  private ChannelMapping() {}

  static ChannelEntity row(Channel channel) {
    var row = new ChannelEntity();
    row.id = new RowId(channel.tenant().value(), channel.id().value());
    row.name = channel.name();
    row.providerId = channel.provider().value();
    row.models = new ArrayList<>(channel.models().stream().map(ChannelMapping::modelRow).toList());
    row.weight = channel.weight();
    row.priority = channel.priority();
    row.maxConcurrency = channel.limits().maxConcurrency();
    row.requestsPerMinute = channel.limits().requestsPerMinute();
    row.tokensPerMinute = channel.limits().tokensPerMinute();
    row.onDisconnect = channel.onDisconnect().wireName();
    row.enabled = channel.enabled();
    row.tags = Names.sorted(channel.tags(), tag -> tag);
    row.createdAt = StoredTime.of(channel.revision().createdAt());
    row.updatedAt = StoredTime.of(channel.revision().updatedAt());
    row.version = channel.revision().version();
    return row;
  }

  static Channel channel(ChannelEntity row) {
    return new Channel(
        new ChannelId(row.id.id()),
        new TenantId(row.id.tenantId()),
        row.name,
        new ProviderId(row.providerId),
        row.models.stream().map(ChannelMapping::offer).toList(),
        row.weight,
        row.priority,
        new ChannelLimits(row.maxConcurrency, row.requestsPerMinute, row.tokensPerMinute),
        Names.known("on_disconnect", row.onDisconnect, OnDisconnect::ofWireName),
        row.enabled,
        Set.of(row.tags),
        new Revision(row.createdAt, row.updatedAt, row.version));
  }

  private static ChannelModelRow modelRow(ModelOffer offer) {
    var row = new ChannelModelRow();
    row.name = offer.name().value();
    row.vendorModel = offer.vendorModel().value();
    var capabilities = offer.capabilities();
    row.capabilities =
        capabilities == null ? null : Names.sorted(capabilities, Capability::wireName);
    row.contextTokens = offer.contextTokens();
    row.maxOutputTokens = offer.maxOutputTokens();
    return row;
  }

  private static ModelOffer offer(ChannelModelRow row) {
    var capabilities = row.capabilities;
    return new ModelOffer(
        new ModelName(row.name),
        new ModelName(row.vendorModel),
        capabilities == null ? null : Names.all("capability", capabilities, Capability::ofWireName),
        row.contextTokens,
        row.maxOutputTokens);
  }
}
