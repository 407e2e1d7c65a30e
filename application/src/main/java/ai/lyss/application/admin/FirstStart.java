package ai.lyss.application.admin;

import ai.lyss.domain.access.ApiKey;
import ai.lyss.domain.access.Change;
import ai.lyss.domain.access.KeyId;
import ai.lyss.domain.access.Role;
import ai.lyss.domain.access.Secret;
import ai.lyss.domain.access.Tenant;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.channel.ChannelId;
import ai.lyss.domain.channel.ChannelLimits;
import ai.lyss.domain.channel.OnDisconnect;
import ai.lyss.domain.port.ApiKeyRepository;
import ai.lyss.domain.port.Bootstrap;
import ai.lyss.domain.port.ChannelRepository;
import ai.lyss.domain.port.KeyDigests;
import ai.lyss.domain.port.ProviderRepository;
import ai.lyss.domain.port.TenantTransaction;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.provider.ProviderId;
import ai.lyss.domain.snapshot.KnownKey;
import ai.lyss.domain.store.StoreOutcome;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the first tenant, key and providers of a new installation. Each step is done once: what was
 * revoked or deleted since does not come back. Blocks; called once, at start.
 */
public final class FirstStart {

  private static final String ADMIN_KEY = "admin-key";
  private static final int USUAL_WEIGHT = 100;

  private final Bootstrap bootstrap;
  private final TenantTransaction transaction;
  private final Repositories repositories;
  private final KeyDigests digests;
  private final Births births;

  /** Where the first things are kept. */
  public record Repositories(
      ProviderRepository providers, ChannelRepository channels, ApiKeyRepository keys) {}

  /**
   * What is wanted.
   *
   * @param tenant name of the first tenant
   * @param key the first key; null for none
   * @param providers the first providers
   */
  public record Wish(String tenant, @Nullable Secret key, List<FirstProvider> providers) {}

  /** What came of it; {@code newKey} is the first key when it was stored just now, else null. */
  public record Result(Tenant tenant, @Nullable Secret newKey) {}

  /** Makes first things through these. */
  public FirstStart(
      Bootstrap bootstrap,
      TenantTransaction transaction,
      Repositories repositories,
      KeyDigests digests,
      Births births) {
    this.bootstrap = bootstrap;
    this.transaction = transaction;
    this.repositories = repositories;
    this.digests = digests;
    this.births = births;
  }

  /** Does what is still to be done; the first outcome that is not {@code Done} ends it. */
  public StoreOutcome<Result> run(Wish wish) {
    return Outcomes.then(
        bootstrap.tenant(wish.tenant()),
        tenant ->
            Outcomes.then(
                adminKey(tenant.id(), wish),
                key -> {
                  StoreOutcome<Result> outcome =
                      new StoreOutcome.Done<>(new Result(tenant, key.stored()));
                  for (var first : wish.providers()) {
                    var made = once(first.step(), () -> make(tenant.id(), first));
                    outcome = Outcomes.then(outcome, soFar -> Outcomes.map(made, done -> soFar));
                  }
                  return outcome;
                }));
  }

  private record FirstKey(@Nullable Secret stored) {}

  private StoreOutcome<FirstKey> adminKey(TenantId tenant, Wish wish) {
    var secret = wish.key();
    if (secret == null) {
      return new StoreOutcome.Done<>(new FirstKey(null));
    }
    var birth = births.of(tenant);
    var id = new KeyId(birth.id());
    var key =
        new ApiKey(
            id,
            tenant,
            "admin",
            Set.of(Role.PLATFORM_ADMIN, Role.TENANT_ADMIN),
            null,
            null,
            null,
            secret.hint(),
            birth.revision());
    var known = new KnownKey(digests.digest(secret.reveal()), key);
    var added =
        once(
            ADMIN_KEY,
            () ->
                transaction.change(
                    change(tenant, "key", id.value()), () -> repositories.keys().add(known)));
    return Outcomes.map(added, made -> new FirstKey(made ? secret : null));
  }

  private StoreOutcome<Provider> make(TenantId tenant, FirstProvider first) {
    var birth = births.of(tenant);
    var id = new ProviderId(birth.id());
    var provider =
        new Provider(
            id,
            tenant,
            first.name(),
            first.vendor(),
            first.baseUrl(),
            first.credential(),
            first.settings(),
            true,
            birth.revision());
    var channel =
        new Channel(
            new ChannelId(births.of(tenant).id()),
            tenant,
            first.name(),
            id,
            first.models(),
            USUAL_WEIGHT,
            first.priority(),
            ChannelLimits.NONE,
            OnDisconnect.CANCEL,
            true,
            Set.of(),
            birth.revision());
    return transaction.change(
        change(tenant, "provider", id.value()),
        () ->
            Outcomes.then(
                repositories.providers().add(provider),
                stored -> Outcomes.map(repositories.channels().add(channel), added -> stored)));
  }

  /** Does a step that was not done yet; a thing of that name that is already there will do. */
  private <T> StoreOutcome<Boolean> once(String step, Supplier<StoreOutcome<T>> work) {
    return Outcomes.then(
        bootstrap.pending(step),
        pending -> {
          if (!pending) {
            return new StoreOutcome.Done<>(false);
          }
          return switch (work.get()) {
            case StoreOutcome.Done<T> done -> Outcomes.map(bootstrap.done(step), marked -> true);
            case StoreOutcome.Conflict<T> taken ->
                Outcomes.map(bootstrap.done(step), marked -> false);
            case StoreOutcome.Missing<T> missing -> new StoreOutcome.Missing<>(missing.what());
            case StoreOutcome.Stale<T> stale -> new StoreOutcome.Stale<>();
            case StoreOutcome.Unavailable<T> unavailable -> new StoreOutcome.Unavailable<>();
          };
        });
  }

  private static Change change(TenantId tenant, String resource, UUID subject) {
    return new Change(tenant, null, "bootstrap", "create", resource, subject, null);
  }
}
