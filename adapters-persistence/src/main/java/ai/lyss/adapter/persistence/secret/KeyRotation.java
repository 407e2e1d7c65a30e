package ai.lyss.adapter.persistence.secret;

import ai.lyss.adapter.persistence.store.DatabaseRole;
import ai.lyss.adapter.persistence.store.RoleTransaction;
import ai.lyss.domain.access.KeyOutcome;
import ai.lyss.domain.access.KeyOutcome.Unwrapped;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.port.KeyManagement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Has every stored data key wrapped by the present master key, so that older ones are needed no
 * longer. What the data keys encrypt stays as it is. Services may run meanwhile as long as they
 * have the present master key too.
 */
public final class KeyRotation {

  private static final byte[] PROBE = new byte[32];

  private final KeyManagement masters;

  /** Rotates to the present master key of this keeper. */
  public KeyRotation(KeyManagement masters) {
    this.masters = masters;
  }

  /**
   * What was done.
   *
   * @param masterId the id of the master key that wraps all data keys now
   * @param keys how many there are
   * @param rewrapped how many of them another one wrapped before
   */
  public record Rotated(String masterId, int keys, int rewrapped) {}

  /**
   * Rewraps all data keys in one transaction: all of them, or none.
   *
   * @param connection taken, and given back, with autocommit on
   * @throws SecretRefused when a data key cannot be opened with the master keys that are here
   * @throws SQLException when the store or the keeper of the master keys does not answer
   */
  public Rotated run(Connection connection) throws SQLException {
    return RoleTransaction.run(connection, this::rotate);
  }

  private Rotated rotate(Connection connection) throws SQLException {
    DatabaseRole.PLATFORM.take(connection);
    var present = presentMaster();
    var rows = rows(connection);
    int rewrapped = 0;
    for (var row : rows) {
      var key = unwrapped(row.wrapped(), row.place());
      if (!key.masterId().equals(present)) {
        store(connection, row, key);
        rewrapped++;
      }
      Arrays.fill(key.bytes(), (byte) 0);
    }
    return new Rotated(present, rows.size(), rewrapped);
  }

  /** Returns the id of the master key that wraps what is new, which a keeper tells by using it. */
  private String presentMaster() throws SQLException {
    return unwrapped(wrapped(PROBE, PROBE), PROBE).masterId();
  }

  private List<Row> rows(Connection connection) throws SQLException {
    var rows = new ArrayList<Row>();
    try (var query =
            connection.prepareStatement(
                "select id, tenant_id, purpose, wrapped from data_keys order by id for update");
        var found = query.executeQuery()) {
      while (found.next()) {
        rows.add(Row.of(found));
      }
    }
    return rows;
  }

  private void store(Connection connection, Row row, Unwrapped key) throws SQLException {
    try (var update =
        connection.prepareStatement(
            "update data_keys set wrapped = ?, version = version + 1 where id = ?")) {
      update.setString(1, wrapped(key.bytes(), row.place()));
      update.setObject(2, row.id());
      update.executeUpdate();
    }
  }

  private String wrapped(byte[] key, byte[] place) throws SQLException {
    return switch (masters.wrap(key, place)) {
      case KeyOutcome.Done<String>(var text) -> text;
      case KeyOutcome.Refused<String> refused ->
          throw new SecretRefused("refuses: no data key can be wrapped with the master key");
      case KeyOutcome.Unavailable<String> away -> throw unavailable();
    };
  }

  private Unwrapped unwrapped(String text, byte[] place) throws SQLException {
    return switch (masters.unwrap(text, place)) {
      case KeyOutcome.Done<Unwrapped>(var key) -> key;
      case KeyOutcome.Refused<Unwrapped> refused -> throw unopened(text);
      case KeyOutcome.Unavailable<Unwrapped> away -> throw unavailable();
    };
  }

  private static SecretRefused unopened(String text) {
    var master = SealedText.parse(text).map(SealedText::keyId).orElse("of another form");
    return new SecretRefused(
        "a data key is wrapped by the master key "
            + master
            + ", which does not open it or is not given (expected: lyss.master-key with the new key"
            + " first and every older one after it, as id:key); nothing was changed");
  }

  private static SQLException unavailable() {
    return new SQLTransientConnectionException("key management: unavailable", "08006");
  }

  private record Row(UUID id, String wrapped, byte[] place) {

    static Row of(ResultSet found) throws SQLException {
      var id = found.getObject("id", UUID.class);
      var place = Belonging.dataKey(tenant(found), id, found.getString("purpose"));
      return new Row(id, found.getString("wrapped"), place);
    }

    private static @Nullable TenantId tenant(ResultSet found) throws SQLException {
      var tenant = found.getObject("tenant_id", UUID.class);
      return tenant == null ? null : new TenantId(tenant);
    }
  }
}
