package ai.lyss.domain.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.provider.Vendor;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PricingTest {

  private static final Vendor VENDOR = new Vendor("openai");
  private static final ModelName MODEL = new ModelName("gpt-4o-mini");
  private static final TenantId TENANT = new TenantId(new UUID(1, 2));

  private static Price price(long input, long output, @Nullable Long... rest) {
    return new Price(
        new UUID(3, 4),
        null,
        VENDOR,
        MODEL,
        "USD",
        input,
        output,
        rest[0],
        rest[1],
        rest[2],
        rest[3],
        Instant.EPOCH);
  }

  private static Price plain(long input, long output) {
    return price(input, output, null, null, null, null);
  }

  @Test
  void charges_the_worked_example_exactly() {
    var cost = Pricing.cost(TokenUsage.of(7, 0), plain(150_000_000, 600_000_000));
    assertThat(cost).isEqualTo(new Cost(1_050, "USD", new UUID(3, 4)));
  }

  @Test
  void rounds_half_up_once_for_the_whole_charge() {
    var price = plain(250_000, 250_000);
    assertThat(Pricing.cost(TokenUsage.of(1, 0), price).nanos()).isZero();
    assertThat(Pricing.cost(TokenUsage.of(2, 0), price).nanos()).isEqualTo(1);
    assertThat(Pricing.cost(TokenUsage.of(1, 1), price).nanos()).isEqualTo(1);
    assertThat(Pricing.cost(TokenUsage.of(3, 2), price).nanos()).isEqualTo(1);
    assertThat(Pricing.cost(TokenUsage.of(3, 3), price).nanos()).isEqualTo(2);
  }

  @Test
  void agrees_with_decimal_arithmetic() {
    for (long seed = 0; seed < 20_000; seed++) {
      var random = new Random(seed);
      long cached = random.nextInt(1_000_000);
      long written = random.nextInt(1_000);
      long input = cached + written + random.nextInt(10_000_000);
      long reasoning = random.nextInt(100_000);
      long output = reasoning + random.nextInt(1_000_000);
      long[] prices = random.longs(6, 0, 200_000_000_000L).toArray();
      var price = price(prices[0], prices[1], prices[2], prices[3], prices[4], prices[5]);
      var usage = new TokenUsage(input, output, cached, written, reasoning);
      var expected =
          million(input - cached - written, prices[0])
              .add(million(cached, prices[2]))
              .add(million(written, prices[3]))
              .add(million(output - reasoning, prices[1]))
              .add(million(reasoning, prices[4]))
              .setScale(0, RoundingMode.HALF_UP)
              .add(BigDecimal.valueOf(prices[5]));
      assertThat(Pricing.cost(usage, price).nanos())
          .as("seed %d", seed)
          .isEqualTo(expected.longValueExact());
    }
  }

  private static BigDecimal million(long tokens, long price) {
    return BigDecimal.valueOf(tokens)
        .multiply(BigDecimal.valueOf(price))
        .divide(BigDecimal.valueOf(1_000_000));
  }

  @Test
  void charges_parts_without_a_price_of_their_own_as_their_whole() {
    var usage = new TokenUsage(1_000_000L, 1_000_000L, 300_000L, 200_000L, 400_000L);
    assertThat(Pricing.cost(usage, plain(10, 100)).nanos()).isEqualTo(110);
    assertThat(Pricing.cost(usage, price(10, 100, 0L, 20L, 200L, 7L)).nanos())
        .isEqualTo(5 + 4 + 60 + 80 + 7);
  }

  @Test
  void charges_nothing_for_counts_that_nobody_gave() {
    assertThat(Pricing.cost(TokenUsage.UNKNOWN, plain(10, 10)).nanos()).isZero();
    assertThat(Pricing.cost(TokenUsage.UNKNOWN, price(1, 1, null, null, null, 5L)).nanos())
        .isEqualTo(5);
  }

  @Test
  void bears_absurd_counts() {
    var most = new TokenUsage(Long.MAX_VALUE, Long.MAX_VALUE, 0L, 0L, 0L);
    assertThat(Pricing.cost(most, plain(Long.MAX_VALUE, 1)).nanos()).isEqualTo(Long.MAX_VALUE);
    var least = new TokenUsage(-5L, Long.MIN_VALUE, -1L, -1L, Long.MIN_VALUE);
    assertThat(Pricing.cost(least, plain(1_000_000, 1_000_000)).nanos()).isZero();
    var crossed = new TokenUsage(5L, 5L, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
    assertThat(Pricing.cost(crossed, plain(1, 1)).nanos()).isPositive();
  }

  @Test
  void refuses_prices_below_zero() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plain(1, -1))
        .withMessage("output: -1 (expected: >= 0)");
    assertThatIllegalArgumentException().isThrownBy(() -> price(1, 1, null, -1L, null, null));
  }

  private static Price listed(int id, @Nullable TenantId tenant, String from) {
    return new Price(
        new UUID(9, id),
        tenant,
        VENDOR,
        MODEL,
        "USD",
        1,
        1,
        null,
        null,
        null,
        null,
        Instant.parse(from));
  }

  @Test
  void finds_the_price_that_holds_the_tenants_own_first() {
    var early = listed(1, null, "2026-01-01T00:00:00Z");
    var late = listed(2, null, "2026-06-01T00:00:00Z");
    var own = listed(3, TENANT, "2026-03-01T00:00:00Z");
    var list = new PriceList(List.of(early, own, late));
    var other = new TenantId(new UUID(5, 5));
    var june = Instant.parse("2026-06-01T00:00:00Z");
    assertThat(list.find(other, VENDOR, MODEL, june)).isEqualTo(late);
    assertThat(list.find(other, VENDOR, MODEL, june.minusNanos(1))).isEqualTo(early);
    assertThat(list.find(other, VENDOR, MODEL, Instant.EPOCH)).isNull();
    assertThat(list.find(TENANT, VENDOR, MODEL, june)).isEqualTo(own);
    assertThat(list.find(TENANT, VENDOR, MODEL, early.validFrom())).isEqualTo(early);
    assertThat(list.find(TENANT, VENDOR, new ModelName("x"), june)).isNull();
    assertThat(list.find(TENANT, new Vendor("x"), MODEL, june)).isNull();
    assertThat(PriceList.EMPTY.find(TENANT, VENDOR, MODEL, june)).isNull();
  }
}
