package ai.lyss.application.admin;

import ai.lyss.application.usecase.Acting;
import ai.lyss.application.usecase.AdministerChannels;
import ai.lyss.application.usecase.ChannelDraft;
import ai.lyss.application.usecase.Checked;
import ai.lyss.application.usecase.FieldProblem.Kind;
import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.channel.ChannelId;
import ai.lyss.domain.port.ChannelRepository;
import ai.lyss.domain.port.ProviderRepository;
import ai.lyss.domain.port.TenantTransaction;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.provider.ProviderId;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import org.jspecify.annotations.Nullable;

/** Administers channels over the store. Thread-safe. */
public final class ChannelAdministration implements AdministerChannels {

  private static final String RESOURCE = "channel";

  private final TenantTransaction transaction;
  private final ChannelRepository channels;
  private final ProviderRepository providers;
  private final Births births;

  /**
   * Makes the use case.
   *
   * @param births gives new things their id and revision
   */
  public ChannelAdministration(
      TenantTransaction transaction,
      ChannelRepository channels,
      ProviderRepository providers,
      Births births) {
    this.transaction = transaction;
    this.channels = channels;
    this.providers = providers;
    this.births = births;
  }

  @Override
  public Checked<Channel> create(Acting acting, ChannelDraft draft) {
    var findings = new Findings();
    var birth = births.of(acting.tenant());
    var channel = ChannelCheck.check(draft, birth, findings);
    var provider = findings.has(ChannelCheck.PROVIDER) ? null : provider(acting, channel);
    if (provider instanceof StoreOutcome.Missing<Provider>) {
      findings.add(
          ChannelCheck.PROVIDER,
          Kind.NOT_FOUND,
          "provider_id: " + channel.provider() + " (expected: a provider of this tenant)");
    }
    if (provider instanceof StoreOutcome.Unavailable<Provider>) {
      return new Checked.Valid<>(new StoreOutcome.Unavailable<>());
    }
    if (findings.any()) {
      return new Checked.Invalid<>(findings.all());
    }
    var change = acting.change("create", RESOURCE, birth.id());
    return new Checked.Valid<>(transaction.change(change, () -> channels.add(channel)));
  }

  @Override
  public StoreOutcome<Page<Channel>> list(Acting acting, Page.Request request) {
    return transaction.read(acting.tenant(), () -> channels.page(acting.tenant(), request));
  }

  @Override
  public StoreOutcome<Channel> read(Acting acting, ChannelId id) {
    return transaction.read(acting.tenant(), () -> channels.find(acting.tenant(), id));
  }

  @Override
  public StoreOutcome<Channel> delete(Acting acting, ChannelId id, @Nullable Long version) {
    var change = acting.change("delete", RESOURCE, id.value());
    return transaction.change(
        change,
        () ->
            Versions.seen(version, () -> channels.find(acting.tenant(), id), Channel::revision)
                .orElseGet(() -> channels.remove(acting.tenant(), id)));
  }

  private StoreOutcome<Provider> provider(Acting acting, Channel channel) {
    ProviderId id = channel.provider();
    return transaction.read(acting.tenant(), () -> providers.find(acting.tenant(), id));
  }
}
