package ai.lyss.application.chat;

import ai.lyss.application.catalog.ModelRoute;
import ai.lyss.domain.chat.RequestOutline;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.pricing.Pricing;
import ai.lyss.domain.quota.QuotaAmount;

/** What a request is likely to use, for its reservation. */
final class Estimate {

  private static final long BYTES_PER_TOKEN = 3;
  private static final long MOST_OUTPUT = 1_000_000_000;

  private Estimate() {}

  /** Returns the tokens of a text of that many UTF-8 bytes, rounded up. */
  static long tokens(long bytes) {
    return (bytes + BYTES_PER_TOKEN - 1) / BYTES_PER_TOKEN;
  }

  /** Returns the amount to reserve for a request. */
  static QuotaAmount of(RequestOutline outline, ModelRoute route, RelaySettings settings) {
    long input = tokens(outline.inputBytes());
    var asked = outline.outputLimit();
    long perChoice = asked == null ? settings.outputTokens() : asked;
    var most = route.maxOutputTokens();
    long bounded = Math.min(perChoice, most == null ? MOST_OUTPUT : most);
    long output = bounded * outline.choices();
    return withCost(input, output, route);
  }

  /** Returns these tokens with their cost at the dearest candidate's price. */
  static QuotaAmount withCost(long input, long output, ModelRoute route) {
    var price = route.dearest();
    var cost =
        price == null
            ? null
            : Long.valueOf(Pricing.cost(TokenUsage.of(input, output), price).nanos());
    return new QuotaAmount(1, input, output, cost);
  }
}
