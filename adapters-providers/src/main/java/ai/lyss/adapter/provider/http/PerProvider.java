package ai.lyss.adapter.provider.http;

import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.provider.ProviderId;
import ai.lyss.domain.provider.Settings;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What follows from the settings and the base URL of a provider and from nothing else, worked out
 * once for all requests until the provider is read anew. Holds no credential. Thread-safe.
 */
public final class PerProvider<T> implements Function<Provider, T> {

  /** More are forgotten, all at once: they are worked out again. */
  private static final int MOST = 10_000;

  private final Function<Provider, T> rule;
  private final Map<ProviderId, Known<T>> known = new ConcurrentHashMap<>();

  /** Keeps what this rule comes to. */
  public PerProvider(Function<Provider, T> rule) {
    this.rule = rule;
  }

  private record Known<T>(Settings settings, @Nullable URI baseUrl, T value) {

    /**
     * Settings are compared by identity: to compare what they say may take longer than the rule.
     */
    @SuppressWarnings("ReferenceEquality")
    boolean holdsFor(Provider provider) {
      return settings == provider.settings() && Objects.equals(baseUrl, provider.baseUrl());
    }
  }

  @Override
  public T apply(Provider provider) {
    var found = known.get(provider.id());
    if (found != null && found.holdsFor(provider)) {
      return found.value();
    }
    var value = rule.apply(provider);
    if (known.size() >= MOST) {
      known.clear();
    }
    known.put(provider.id(), new Known<>(provider.settings(), provider.baseUrl(), value));
    return value;
  }
}
