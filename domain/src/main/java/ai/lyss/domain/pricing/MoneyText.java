package ai.lyss.domain.pricing;

import java.math.BigDecimal;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Sums of money as people write them: {@code 12.5} stands for 12,500,000,000 nano-units. */
public final class MoneyText {

  private static final int PLACES = 9;
  private static final Pattern FORM = Pattern.compile("\\d{1,10}(\\.\\d{1,9})?");

  private MoneyText() {}

  /**
   * Returns the nano-units of a sum; empty when the text is no decimal number of at most nine
   * places, or more than fits.
   */
  public static OptionalLong nanos(String text) {
    if (!FORM.matcher(text).matches()) {
      return OptionalLong.empty();
    }
    var nanos = new BigDecimal(text).movePointRight(PLACES).toBigIntegerExact();
    return nanos.bitLength() < Long.SIZE
        ? OptionalLong.of(nanos.longValue())
        : OptionalLong.empty();
  }

  /** Returns the text of a sum, without needless zeros. */
  public static String of(long nanos) {
    var sum = BigDecimal.valueOf(nanos, PLACES).stripTrailingZeros();
    return sum.toPlainString();
  }
}
