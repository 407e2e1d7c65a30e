package ai.lyss.domain.provider;

import ai.lyss.domain.access.Secret;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor asks for to know the account: secret fields by name, such as {@code api_key}.
 * Printing one shows names only. Two are equal when their fields are, wherever they are kept.
 * Immutable.
 *
 * @param fields the secrets by name
 * @param keyId names the master key that protects it where it is stored; null while it is not
 *     stored, or when that is not known
 */
public record Credential(Map<String, Secret> fields, @Nullable String keyId) {

  /** The credential of a vendor that needs none. */
  public static final Credential NONE = new Credential(Map.of());

  /** The field most vendors want. */
  public static final String API_KEY = "api_key";

  /** Copies the fields. */
  public Credential {
    fields = Map.copyOf(fields);
  }

  /** A credential that is not stored yet. */
  public Credential(Map<String, Secret> fields) {
    this(fields, null);
  }

  /** A credential with nothing but an API key. */
  public static Credential apiKey(String key) {
    return new Credential(Map.of(API_KEY, Secret.of(key)));
  }

  /** Returns a field; null when it is not set. */
  public @Nullable Secret field(String name) {
    return fields.get(name);
  }

  /** Tells whether anything is set. */
  public boolean isSet() {
    return !fields.isEmpty();
  }

  /** Returns the hint of the first field by name, to tell credentials apart. */
  public String hint() {
    return isSet() ? new TreeMap<>(fields).firstEntry().getValue().hint() : "";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Credential credential && fields.equals(credential.fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }
}
