package ai.lyss.domain.fake;

import ai.lyss.domain.access.Change;
import ai.lyss.domain.access.Tenant;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.channel.Route;
import ai.lyss.domain.fixture.ManualClock;
import ai.lyss.domain.port.AnswerOnce;
import ai.lyss.domain.port.ApiKeyRepository;
import ai.lyss.domain.port.AuditTrail;
import ai.lyss.domain.port.Bootstrap;
import ai.lyss.domain.port.ChannelRepository;
import ai.lyss.domain.port.ConfigurationChanges;
import ai.lyss.domain.port.ConfigurationSource;
import ai.lyss.domain.port.ConfigurationStore;
import ai.lyss.domain.port.ConnectionTests;
import ai.lyss.domain.port.ProviderRepository;
import ai.lyss.domain.port.QuotaRepository;
import ai.lyss.domain.port.RouteRepository;
import ai.lyss.domain.port.TenantRepository;
import ai.lyss.domain.port.TenantTransaction;
import ai.lyss.domain.pricing.Price;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.snapshot.Configuration;
import ai.lyss.domain.store.Revision;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Done;
import ai.lyss.domain.store.StoreOutcome.Unavailable;
import ai.lyss.domain.store.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The whole configuration in memory, one transaction at a time. Repositories work only within a
 * transaction and for its tenant: anything else is a bug and throws. Audit rows and notices can be
 * seen, and the store can be taken down. Thread-safe.
 */
public final class InMemoryStore
    implements ConfigurationStore, TenantTransaction, ConfigurationSource {

  private final ReentrantLock lock = new ReentrantLock();
  private final CopyOnWriteArrayList<InMemoryChanges> listeners = new CopyOnWriteArrayList<>();
  private final InMemoryProviders providers = new InMemoryProviders(this);
  private final InMemoryChannels channels = new InMemoryChannels(this);
  private final InMemoryApiKeys keys = new InMemoryApiKeys(this);
  private final InMemoryRoutes routes = new InMemoryRoutes(this);
  private final InMemoryQuotas quotas = new InMemoryQuotas(this);
  private final InMemoryTenants tenants = new InMemoryTenants(this);
  private final InMemoryAnswers answers = new InMemoryAnswers(this);
  private final InMemoryConnectionTests tests = new InMemoryConnectionTests(this);
  private final InMemoryBootstrap bootstrap = new InMemoryBootstrap(this);
  private StoredState state = new StoredState();
  private @Nullable TenantId bound;
  private volatile boolean down;
  private int notices;

  @Override
  public TenantTransaction transactions() {
    return this;
  }

  @Override
  public ProviderRepository providers() {
    return providers;
  }

  @Override
  public ChannelRepository channels() {
    return channels;
  }

  @Override
  public ApiKeyRepository keys() {
    return keys;
  }

  @Override
  public RouteRepository routes() {
    return routes;
  }

  @Override
  public QuotaRepository quotas() {
    return quotas;
  }

  @Override
  public AuditTrail trail() {
    return part -> {
      stateFor(part.tenant()).audit.add(part);
      return new Done<>(part);
    };
  }

  @Override
  public TenantRepository tenants() {
    return tenants;
  }

  @Override
  public AnswerOnce answers() {
    return answers;
  }

  @Override
  public ConnectionTests tests() {
    return tests;
  }

  @Override
  public Bootstrap bootstrap() {
    return bootstrap;
  }

  @Override
  public ConfigurationSource source() {
    return this;
  }

  /** Returns a listener of its own for the notices; it calls from the thread that commits. */
  public ConfigurationChanges changes() {
    return new InMemoryChanges(listeners);
  }

  @Override
  public List<Change> audit(TenantId tenant) {
    return locked(() -> state.audit.stream().filter(row -> row.tenant().equals(tenant)).toList());
  }

  /** Tells whether this thread is within a transaction. */
  public boolean isInTransaction() {
    return lock.isHeldByCurrentThread();
  }

  /** Returns the audit rows of all tenants, oldest first. */
  public List<Change> audit() {
    return locked(() -> List.copyOf(state.audit));
  }

  /** Returns how many changes were committed, and so noticed. */
  public int notices() {
    return locked(() -> notices);
  }

  /** From now on the store cannot be reached. */
  public void goDown() {
    down = true;
  }

  /** From now on the store can be reached again. */
  public void comeUp() {
    down = false;
  }

  /** Stores a tenant as it is, such as one that is disabled; replaces the one of that id. */
  public void put(Tenant tenant) {
    var stored = new Stored<>(tenant, Revision.first(ManualClock.START));
    commit(() -> state.tenants.put(tenant.id().value(), stored));
  }

  /** Stores a route. */
  public void put(Route route) {
    commit(() -> state.routes.put(route.id(), route));
  }

  /** Stores a quota. */
  public void put(Quota quota) {
    var stored = new Stored<>(quota, Revision.first(ManualClock.START));
    commit(() -> state.quotas.put(quota.id().value(), stored));
  }

  /** Stores a price. */
  public void put(Price price) {
    commit(() -> state.prices.add(price));
  }

  @Override
  public <T> StoreOutcome<T> read(TenantId tenant, Supplier<StoreOutcome<T>> work) {
    return within(tenant, work);
  }

  @Override
  public <T> StoreOutcome<T> change(Change change, Supplier<StoreOutcome<T>> work) {
    var outcome =
        within(
            change.tenant(),
            () -> {
              var done = work.get();
              state.audit.add(change);
              return done;
            });
    if (outcome instanceof Done<T>) {
      announce();
    }
    return outcome;
  }

  @Override
  public StoreOutcome<Configuration> load() {
    return seen(StoredState::configuration);
  }

  /** Returns what is made of all that is stored, outside of any transaction. */
  <T> StoreOutcome<T> seen(Function<StoredState, T> of) {
    return down ? new Unavailable<>() : new Done<>(locked(() -> of.apply(state)));
  }

  /** Returns what is stored, for a repository of no tenant in particular. */
  StoredState stateInside() {
    if (!lock.isHeldByCurrentThread() || bound == null) {
      throw new IllegalStateException("transaction: none (expected: one of some tenant)");
    }
    return state;
  }

  /** Returns what is stored, for a repository that works for this tenant. */
  StoredState stateFor(TenantId tenant) {
    if (!lock.isHeldByCurrentThread() || bound == null) {
      throw new IllegalStateException("transaction: none (expected: one of tenant " + tenant + ")");
    }
    if (!tenant.equals(bound)) {
      throw new IllegalStateException("tenant: " + tenant + " (expected: " + bound + ")");
    }
    return state;
  }

  private <T> StoreOutcome<T> within(TenantId tenant, Supplier<StoreOutcome<T>> work) {
    if (lock.isHeldByCurrentThread()) {
      throw new IllegalStateException("transaction: a second one (expected: one at a time)");
    }
    if (down) {
      return new Unavailable<>();
    }
    return locked(
        () -> {
          var before = state.copy();
          StoreOutcome<T> outcome = new Unavailable<>();
          try {
            bound = tenant;
            outcome = work.get();
            return outcome;
          } finally {
            bound = null;
            if (!(outcome instanceof Done<T>)) {
              state = before;
            }
          }
        });
  }

  private void commit(Runnable change) {
    locked(
        () -> {
          change.run();
          return true;
        });
    announce();
  }

  private void announce() {
    locked(() -> ++notices);
    new ArrayList<>(listeners).forEach(InMemoryChanges::announce);
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
