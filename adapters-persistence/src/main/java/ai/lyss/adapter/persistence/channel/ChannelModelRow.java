package ai.lyss.adapter.persistence.channel;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/** A row of {@code channel_models}: a model that a channel offers. */
@Embeddable
class ChannelModelRow {

  String name;

  @Column(name = "vendor_model")
  String vendorModel;

  @Column(columnDefinition = "text[]")
  String @Nullable [] capabilities;

  @Column(name = "context_tokens")
  @Nullable Long contextTokens;

  @Column(name = "max_output_tokens")
  @Nullable Long maxOutputTokens;
}
