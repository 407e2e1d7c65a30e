package ai.lyss.runtime.task;

import ai.lyss.adapter.persistence.secret.KeyRotation;
import ai.lyss.adapter.persistence.secret.LocalKeyManagement;
import ai.lyss.adapter.persistence.secret.MasterKeys;
import ai.lyss.adapter.persistence.secret.SecretRefused;
import ai.lyss.runtime.config.StartRefused;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Has everything secret in the store protected by the present master key, the first in {@code
 * lyss.master-key}. The service may run meanwhile.
 */
final class RotateKeys implements OperatorTask {

  private final SecureRandom random;

  /** Wraps keys with nonces from this source. */
  RotateKeys(SecureRandom random) {
    this.random = random;
  }

  @Override
  public String name() {
    return "rotate-keys";
  }

  @Override
  public void run(List<String> given, PrintStream out, PrintStream told)
      throws TaskRefused, StartRefused {
    Arguments.of(given, Set.of(), Set.of(), "rotate-keys, settings by environment").words(0);
    try (var store = TaskStore.open(told);
        var connection = store.connect()) {
      var masters = MasterKeys.parse(store.masterKey().reveal());
      var done = new KeyRotation(new LocalKeyManagement(masters, random)).run(connection);
      out.println(
          "master key "
              + done.masterId()
              + " protects "
              + done.keys()
              + " data keys, "
              + done.rewrapped()
              + " of them since now");
    } catch (SecretRefused e) {
      throw TaskRefused.failed(String.valueOf(e.getMessage()));
    } catch (SQLException e) {
      throw TaskRefused.failed(
          "the store did not take it, SQL state "
              + e.getSQLState()
              + " (expected: a store that answers and that this release has started on; run it"
              + " again, it does what is left to do)");
    }
  }
}
