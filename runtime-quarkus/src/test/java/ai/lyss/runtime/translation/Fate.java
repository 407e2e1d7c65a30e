package ai.lyss.runtime.translation;

/** What becomes of a field at a vendor, the best for the caller first. */
public enum Fate {
  /** The vendor speaks the dialect and gets the field as it came. */
  SAME("same"),
  /** It shows in the vendor's request, in the vendor's words. */
  YES("yes"),
  /** It shows there as something that comes to the same. */
  LIKE("like"),
  /** It changes nothing, and there is a reason why it need not. */
  NOTHING("–"),
  /** It is left out and named. */
  DROP("drop"),
  /** The request does not go to the vendor. */
  NO("no"),
  /** It is left out, and nobody says so. */
  LOST("LOST");

  private final String sign;

  Fate(String sign) {
    this.sign = sign;
  }

  /** Returns how it stands on the page. */
  public String sign() {
    return sign;
  }
}
