package ai.lyss.domain.usage;

import ai.lyss.domain.channel.ChannelId;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.pricing.Cost;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One row of the ledger: an admitted relay and what became of it.
 *
 * @param opened the relay as it was admitted
 * @param status how it ended
 * @param httpStatus the status the caller got; null when it got none
 * @param servedModel the vendor's model that answered; null when none did
 * @param channel the channel of the last attempt; null when there was none
 * @param attempts attempts made, wasted ones included
 * @param usage the tokens charged
 * @param provenance where the tokens come from; null when nothing was charged
 * @param cost what was charged; null when the model has no price or nothing was charged
 * @param finish why the model stopped; null when it did not say
 * @param timeToFirstToken from admission to the first content; null when none came
 * @param duration from admission to the end
 */
public record UsageRecord(
    RelayOpened opened,
    RelayStatus status,
    @Nullable Integer httpStatus,
    @Nullable ModelName servedModel,
    @Nullable ChannelId channel,
    int attempts,
    TokenUsage usage,
    @Nullable UsageProvenance provenance,
    @Nullable Cost cost,
    @Nullable FinishReason finish,
    @Nullable Duration timeToFirstToken,
    Duration duration) {}
