package ai.lyss.adapter.rest.endpoint;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** By what each collection of administration is ordered and filtered; else by its making. */
public enum ListParameters {
  /** The tenant's accounts at vendors. */
  PROVIDERS("listProviders", "name"),
  /** The tenant's channels. */
  CHANNELS("listChannels", "name"),
  /** The tenant's routes. */
  ROUTES("listRoutes", "model"),
  /** The tenant's quotas. */
  QUOTAS("listQuotas", "metric"),
  /** How the tenant's quotas stand. */
  QUOTA_STATUSES("listQuotaStatuses", "metric"),
  /** The tenant's API keys. */
  KEYS("listKeys", "name"),
  /** All tenants. */
  TENANTS("listTenants", "name");

  /** The query parameter that says how many. */
  public static final String LIMIT = "limit";

  /** The query parameter that says from where. */
  public static final String CURSOR = "cursor";

  /** The query parameter that says in which order. */
  public static final String SORT = "sort";

  /** The order of making. */
  public static final String CREATED = "created_at";

  /** The order of the last change. */
  public static final String UPDATED = "updated_at";

  /** What precedes the name of an order to turn it round. */
  public static final String DESCENDING = "-";

  /** The form of a filter's value. */
  public enum Form {
    /** Any text. */
    TEXT,
    /** {@code true} or {@code false}. */
    FLAG,
    /** A UUID. */
    ID
  }

  private final String operation;
  private final String nameField;

  ListParameters(String operation, String nameField) {
    this.operation = operation;
    this.nameField = nameField;
  }

  /** Returns the parameters of an operation; empty when it lists nothing, or all at once. */
  static Optional<ListParameters> of(String operation) {
    return Arrays.stream(values()).filter(each -> each.operation.equals(operation)).findFirst();
  }

  /** Returns the field that the order by name goes by. */
  public String nameField() {
    return nameField;
  }

  /** Returns the forms of filters by field, in the order of the fields. */
  public Map<String, Form> filters() {
    return new TreeMap<>(
        switch (this) {
          case PROVIDERS -> Map.of("name", Form.TEXT, "vendor", Form.TEXT, "enabled", Form.FLAG);
          case CHANNELS ->
              Map.of(
                  "name", Form.TEXT,
                  "provider_id", Form.ID,
                  "model", Form.TEXT,
                  "tag", Form.TEXT,
                  "enabled", Form.FLAG);
          case ROUTES -> Map.of("model", Form.TEXT, "policy", Form.TEXT);
          case QUOTAS, QUOTA_STATUSES ->
              Map.of(
                  "metric", Form.TEXT,
                  "window", Form.TEXT,
                  "model", Form.TEXT,
                  "key", Form.ID,
                  "user", Form.TEXT);
          case KEYS -> Map.of("name", Form.TEXT, "role", Form.TEXT, "revoked", Form.FLAG);
          case TENANTS -> Map.of("name", Form.TEXT, "enabled", Form.FLAG);
        });
  }

  /** Returns every order that may be asked for. */
  public List<String> sorts() {
    return List.of(
        CREATED,
        DESCENDING + CREATED,
        nameField,
        DESCENDING + nameField,
        UPDATED,
        DESCENDING + UPDATED);
  }
}
