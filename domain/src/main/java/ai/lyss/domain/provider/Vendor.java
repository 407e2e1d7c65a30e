package ai.lyss.domain.provider;

/**
 * A company's API family, such as {@code openai}: 1 to 40 lower-case letters, digits and hyphens.
 */
public record Vendor(String id) {

  /** Answers without any network, for demos and tests. */
  public static final Vendor SIMULATOR = new Vendor("simulator");

  /** Checks the id. */
  public Vendor {
    if (!id.matches("[a-z][a-z0-9-]{0,39}")) {
      throw new IllegalArgumentException(
          "vendor: " + id + " (expected: lower-case letters, digits and hyphens)");
    }
  }

  @Override
  public String toString() {
    return id;
  }
}
