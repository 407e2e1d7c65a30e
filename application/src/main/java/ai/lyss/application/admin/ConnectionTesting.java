package ai.lyss.application.admin;

import ai.lyss.application.usecase.Acting;
import ai.lyss.application.usecase.TestConnections;
import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.channel.ChannelId;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.port.ChannelRepository;
import ai.lyss.domain.port.ConnectionProbe;
import ai.lyss.domain.port.ConnectionTests;
import ai.lyss.domain.port.ProviderRepository;
import ai.lyss.domain.port.TenantTransaction;
import ai.lyss.domain.probe.ConnectionTest;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.provider.ProviderId;
import ai.lyss.domain.store.StoreOutcome;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tests connections; no transaction is open while a vendor is called. Thread-safe. */
public final class ConnectionTesting implements TestConnections {

  private final TenantTransaction transaction;
  private final Kept kept;
  private final ConnectionProbe probe;
  private final Births births;

  /** Where things are kept. */
  public record Kept(
      ProviderRepository providers, ChannelRepository channels, ConnectionTests tests) {}

  /**
   * Makes the use case.
   *
   * @param probe calls vendors
   * @param births gives tests their ids and times
   */
  public ConnectionTesting(
      TenantTransaction transaction, Kept kept, ConnectionProbe probe, Births births) {
    this.transaction = transaction;
    this.kept = kept;
    this.probe = probe;
    this.births = births;
  }

  @Override
  public StoreOutcome<ConnectionTest> provider(Acting acting, ProviderId id) {
    var found = transaction.read(acting.tenant(), () -> kept.providers().find(acting.tenant(), id));
    return Outcomes.then(
        found, provider -> tested(acting, new Tested(provider, null, null), id.value()));
  }

  @Override
  public StoreOutcome<ConnectionTest> channel(Acting acting, ChannelId id) {
    var found =
        transaction.read(
            acting.tenant(),
            () ->
                Outcomes.then(
                    kept.channels().find(acting.tenant(), id),
                    channel ->
                        Outcomes.map(
                            kept.providers().find(acting.tenant(), channel.provider()),
                            provider -> new Tested(provider, id, model(channel)))));
    return Outcomes.then(found, what -> tested(acting, what, id.value()));
  }

  @Override
  public StoreOutcome<List<ConnectionTest>> latest(Acting acting, ProviderId id) {
    return transaction.read(
        acting.tenant(),
        () ->
            Outcomes.then(
                kept.providers().find(acting.tenant(), id),
                provider -> kept.tests().latest(acting.tenant(), id)));
  }

  private StoreOutcome<ConnectionTest> tested(Acting acting, Tested what, UUID subject) {
    var result = probe.probe(what.provider(), what.model());
    var test =
        new ConnectionTest(
            births.id(),
            acting.tenant(),
            what.provider().id(),
            what.channel(),
            births.now(),
            result);
    var resource = what.channel() == null ? "provider" : "channel";
    return transaction.change(
        acting.change("test", resource, subject), () -> kept.tests().add(test));
  }

  private static @Nullable ModelName model(Channel channel) {
    return channel.models().isEmpty() ? null : channel.models().getFirst().vendorModel();
  }

  private record Tested(
      Provider provider, @Nullable ChannelId channel, @Nullable ModelName model) {}
}
