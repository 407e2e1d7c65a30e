package ai.lyss.domain.probe;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.channel.ChannelId;
import ai.lyss.domain.provider.ProviderId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A test of a connection, as it is remembered. Immutable.
 *
 * @param id its id
 * @param tenant whose it is
 * @param provider the provider whose vendor was called
 * @param channel the channel that was tested; null when it was the provider itself
 * @param at when it was made
 * @param result what came of it; the models are not remembered
 */
public record ConnectionTest(
    UUID id,
    TenantId tenant,
    ProviderId provider,
    @Nullable ChannelId channel,
    Instant at,
    ProbeResult result) {}
