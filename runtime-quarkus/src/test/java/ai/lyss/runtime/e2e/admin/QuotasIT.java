package ai.lyss.runtime.e2e.admin;

/** The collection of quotas. */
final class QuotasIT extends PagesContract {

  QuotasIT() {
    super("quotas");
  }
}
