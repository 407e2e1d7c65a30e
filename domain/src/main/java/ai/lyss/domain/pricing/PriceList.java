package ai.lyss.domain.pricing;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.provider.Vendor;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All prices, by vendor and model, a tenant's own before everybody's. Immutable. */
public final class PriceList {

  /** A list without prices. */
  public static final PriceList EMPTY = new PriceList(List.of());

  private record Key(@Nullable TenantId tenant, Vendor vendor, ModelName model) {}

  private final Map<Key, List<Price>> newestFirst = new HashMap<>();

  /** A list of these prices. */
  public PriceList(List<Price> prices) {
    prices.stream()
        .sorted(Comparator.comparing(Price::validFrom).reversed())
        .forEach(
            price ->
                newestFirst
                    .computeIfAbsent(
                        new Key(price.tenant(), price.vendor(), price.vendorModel()),
                        key -> new java.util.ArrayList<>())
                    .add(price));
  }

  /** Returns the price that holds at {@code at}; null when there is none. */
  public @Nullable Price find(TenantId tenant, Vendor vendor, ModelName vendorModel, Instant at) {
    if (newestFirst.isEmpty()) {
      return null;
    }
    var own = validAt(new Key(tenant, vendor, vendorModel), at);
    return own != null ? own : validAt(new Key(null, vendor, vendorModel), at);
  }

  private @Nullable Price validAt(Key key, Instant at) {
    for (var price : newestFirst.getOrDefault(key, List.of())) {
      if (!at.isBefore(price.validFrom())) {
        return price;
      }
    }
    return null;
  }
}
