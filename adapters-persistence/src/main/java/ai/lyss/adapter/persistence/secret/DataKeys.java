package ai.lyss.adapter.persistence.secret;

import ai.lyss.domain.access.KeyOutcome;
import ai.lyss.domain.access.KeyOutcome.Unwrapped;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.port.KeyManagement;
import ai.lyss.domain.store.Ids;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Types;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The stored data keys: one a tenant for its credentials, one of the installation for the digests
 * of API keys. Each is wrapped by a master key, made when it is first needed, and made once however
 * many processes need it at the same time. Nothing is kept in memory here, so that a transaction
 * undone leaves nothing behind. Thread-safe.
 */
public final class DataKeys {

  private static final Logger LOG = Logger.getLogger(DataKeys.class);
  private static final int KEY_BYTES = 32;
  private static final String CREDENTIAL = "credential";
  private static final String DIGEST = "api-key-digest";
  private static final String CANNOT_WRAP =
      "refuses: a new data key cannot be wrapped with the given lyss.master-key";
  private static final String CANNOT_OPEN =
      "refuses: the stored data key cannot be opened with the given lyss.master-key";

  private final KeyManagement masters;
  private final AesGcm aes;
  private final SecureRandom random;
  private final Ids ids;
  private final InstantSource clock;

  /** Has keys wrapped and unwrapped here. */
  public DataKeys(KeyManagement masters, SecureRandom random, Ids ids, InstantSource clock) {
    this.masters = masters;
    this.aes = new AesGcm(random);
    this.random = random;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Returns the cipher of a tenant, its data key made now if there is none; part of the
   * connection's transaction.
   *
   * @throws SecretRefused when the stored key cannot be opened
   */
  public CredentialCipher obtainCipher(Connection connection, TenantId tenant) throws SQLException {
    return new CredentialCipher(tenant, obtain(connection, tenant, CREDENTIAL), aes);
  }

  /** Returns the ciphers of all tenants that have one; a key that cannot be opened is logged. */
  public Map<TenantId, CredentialCipher> ciphers(Connection connection) throws SQLException {
    var ciphers = new HashMap<TenantId, CredentialCipher>();
    try (var query =
        connection.prepareStatement(
            "select id, tenant_id, wrapped from data_keys where purpose = ?")) {
      query.setString(1, CREDENTIAL);
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          var tenant = new TenantId(rows.getObject("tenant_id", UUID.class));
          opened(rows, tenant, CREDENTIAL)
              .ifPresentOrElse(
                  key -> ciphers.put(tenant, new CredentialCipher(tenant, key, aes)),
                  () -> LOG.errorf("data key of tenant %s: cannot be opened", tenant));
        }
      }
    }
    return ciphers;
  }

  /** Returns the cipher of one tenant; empty when it has none or it cannot be opened. */
  public Optional<CredentialCipher> cipher(Connection connection, TenantId tenant)
      throws SQLException {
    return find(connection, tenant, CREDENTIAL)
        .flatMap(Stored::key)
        .map(key -> new CredentialCipher(tenant, key, aes));
  }

  /**
   * Returns the key of the digests, made now if there is none and no API key needs an older one.
   *
   * @throws SecretRefused when the stored key cannot be opened, or is gone
   */
  SecretKey obtainDigestKey(Connection connection) throws SQLException {
    // In this order: a process that starts beside us stores its key before its first API key.
    if (hasApiKeys(connection) && find(connection, null, DIGEST).isEmpty()) {
      throw new SecretRefused(
          "refuses: API keys are stored, but the data key of their digests is gone");
    }
    return obtain(connection, null, DIGEST).key();
  }

  private DataKey obtain(Connection connection, @Nullable TenantId tenant, String purpose)
      throws SQLException {
    var stored = find(connection, tenant, purpose);
    if (stored.isEmpty()) {
      // Whoever comes second waits for the first one's commit, inserts nothing, and reads that row.
      insert(connection, tenant, purpose);
      stored = find(connection, tenant, purpose);
    }
    return stored.flatMap(Stored::key).orElseThrow(() -> new SecretRefused(CANNOT_OPEN));
  }

  private Optional<Stored> find(Connection connection, @Nullable TenantId tenant, String purpose)
      throws SQLException {
    var whose = tenant == null ? "tenant_id is null" : "tenant_id = ?";
    try (var query =
        connection.prepareStatement(
            "select id, wrapped from data_keys where purpose = ? and " + whose)) {
      query.setString(1, purpose);
      if (tenant != null) {
        query.setObject(2, tenant.value());
      }
      try (var row = query.executeQuery()) {
        return row.next()
            ? Optional.of(new Stored(opened(row, tenant, purpose)))
            : Optional.empty();
      }
    }
  }

  private void insert(Connection connection, @Nullable TenantId tenant, String purpose)
      throws SQLException {
    var id = ids.next();
    var bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    var wrapped = wrapped(bytes, Belonging.dataKey(tenant, id, purpose));
    try (var insert =
        connection.prepareStatement(
            "insert into data_keys (id, tenant_id, purpose, wrapped, created_at)"
                + " values (?, ?, ?, ?, ?) on conflict (tenant_id, purpose) do nothing")) {
      insert.setObject(1, id);
      insert.setObject(2, tenant == null ? null : tenant.value(), Types.OTHER);
      insert.setString(3, purpose);
      insert.setString(4, wrapped);
      insert.setObject(5, clock.instant().atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
  }

  private Optional<DataKey> opened(ResultSet row, @Nullable TenantId tenant, String purpose)
      throws SQLException {
    var id = row.getObject("id", UUID.class);
    var place = Belonging.dataKey(tenant, id, purpose);
    return switch (masters.unwrap(row.getString("wrapped"), place)) {
      case KeyOutcome.Done<Unwrapped>(var key) ->
          Optional.of(new DataKey(id, new SecretKeySpec(key.bytes(), "AES"), key.masterId()));
      case KeyOutcome.Refused<Unwrapped> refused -> Optional.empty();
      case KeyOutcome.Unavailable<Unwrapped> away -> throw unavailable();
    };
  }

  private String wrapped(byte[] key, byte[] place) throws SQLException {
    return switch (masters.wrap(key, place)) {
      case KeyOutcome.Done<String>(var text) -> text;
      case KeyOutcome.Refused<String> refused -> throw new SecretRefused(CANNOT_WRAP);
      case KeyOutcome.Unavailable<String> away -> throw unavailable();
    };
  }

  /** To whoever asked, a store without its keys is a store that is away. */
  private static SQLException unavailable() {
    return new SQLTransientConnectionException("key management: unavailable", "08006");
  }

  private static boolean hasApiKeys(Connection connection) throws SQLException {
    try (var query = connection.prepareStatement("select exists (select id from api_keys)");
        var row = query.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }

  private record Stored(Optional<DataKey> key) {}
}
