package ai.lyss.application.admin;

import ai.lyss.application.usecase.Acting;
import ai.lyss.application.usecase.AdministerChannels;
import ai.lyss.application.usecase.ChannelDraft;
import ai.lyss.application.usecase.Checked;
import ai.lyss.application.usecase.FieldProblem.Kind;
import ai.lyss.application.usecase.Repeat;
import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.channel.ChannelId;
import ai.lyss.domain.port.ChannelRepository;
import ai.lyss.domain.port.ProviderRepository;
import ai.lyss.domain.port.TenantTransaction;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Administers channels over the store. Thread-safe. */
public final class ChannelAdministration implements AdministerChannels {

  private static final String RESOURCE = "channel";

  private final CheckedChanges changes;
  private final ChannelRepository channels;
  private final ProviderRepository providers;
  private final Births births;
  private final Upkeep<Channel, ChannelId> upkeep;

  /**
   * Makes the use case.
   *
   * @param births gives new things their id and revision
   */
  public ChannelAdministration(
      TenantTransaction transaction,
      CheckedChanges changes,
      ChannelRepository channels,
      ProviderRepository providers,
      Births births) {
    this.changes = changes;
    this.channels = channels;
    this.providers = providers;
    this.births = births;
    this.upkeep = new Upkeep<>(transaction, changes, channels, Channel::revision);
  }

  /** Returns where they are kept. */
  ChannelRepository stored() {
    return channels;
  }

  @Override
  public Checked<Channel> create(Acting acting, ChannelDraft draft, Repeat<Channel> repeat) {
    var birth = births.of(acting.tenant());
    return changes.make(
        acting.change("create", RESOURCE, birth.id()),
        repeat,
        () -> checked(draft, birth, channels::add));
  }

  @Override
  public StoreOutcome<Page<Channel>> list(Acting acting, Page.Request request) {
    return upkeep.list(acting, request);
  }

  @Override
  public StoreOutcome<Channel> read(Acting acting, ChannelId id) {
    return upkeep.read(acting, id);
  }

  @Override
  public Checked<Channel> change(
      Acting acting, ChannelId id, @Nullable Long version, Function<Channel, ChannelDraft> wish) {
    return upkeep.change(
        acting.change("update", RESOURCE, id.value()),
        id,
        version,
        present ->
            checked(
                wish.apply(present),
                births.next(id.value(), present.tenant(), present.revision()),
                channels::replace));
  }

  @Override
  public StoreOutcome<Channel> enable(Acting acting, ChannelId id, @Nullable Long version) {
    var change = acting.change("enable", RESOURCE, id.value());
    return upkeep.alter(change, id, version, present -> switched(present, true));
  }

  @Override
  public StoreOutcome<Channel> disable(Acting acting, ChannelId id, @Nullable Long version) {
    var change = acting.change("disable", RESOURCE, id.value());
    return upkeep.alter(change, id, version, present -> switched(present, false));
  }

  @Override
  public StoreOutcome<Channel> delete(Acting acting, ChannelId id, @Nullable Long version) {
    return upkeep.remove(
        acting.change("delete", RESOURCE, id.value()),
        id,
        version,
        () -> channels.remove(acting.tenant(), id));
  }

  /** Checks what a channel shall be and stores it, within the transaction that runs. */
  Checked<Channel> checked(
      ChannelDraft draft, Birth birth, Function<Channel, StoreOutcome<Channel>> store) {
    var findings = new Findings();
    var channel = ChannelCheck.check(draft, birth, findings);
    if (!findings.has(ChannelCheck.PROVIDER)) {
      var provider = providers.find(birth.tenant(), channel.provider());
      if (provider instanceof StoreOutcome.Unavailable<Provider>) {
        return new Checked.Valid<>(new StoreOutcome.Unavailable<>());
      }
      if (!(provider instanceof StoreOutcome.Done<Provider>)) {
        findings.add(
            ChannelCheck.PROVIDER,
            Kind.NOT_FOUND,
            "provider_id: " + channel.provider() + " (expected: a provider of this tenant)");
      }
    }
    return findings.any()
        ? new Checked.Invalid<>(findings.all())
        : new Checked.Valid<>(store.apply(channel));
  }

  private StoreOutcome<Channel> switched(Channel present, boolean enabled) {
    return present.enabled() == enabled
        ? new StoreOutcome.Done<>(present)
        : channels.replace(
            new Channel(
                present.id(),
                present.tenant(),
                present.name(),
                present.provider(),
                present.models(),
                present.weight(),
                present.priority(),
                present.limits(),
                present.onDisconnect(),
                enabled,
                present.tags(),
                present.revision().next(births.now())));
  }
}
