package ai.lyss.runtime.e2e;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the usage ledger says of a relay. */
record LedgerRow(
    String requestId,
    String status,
    @Nullable Long input,
    @Nullable Long output,
    @Nullable String provenance,
    @Nullable String finish) {

  /** Returns the rows whose request id begins so, in its order. */
  static List<LedgerRow> of(StubbedService service, String prefix) {
    var rows = new ArrayList<LedgerRow>();
    try (var connection = service.database();
        var statement =
            connection.prepareStatement(
                "SELECT request_id, status, input_tokens, output_tokens, provenance, finish_reason"
                    + " FROM quota_records WHERE request_id LIKE ? ORDER BY request_id")) {
      statement.setString(1, prefix + "%");
      try (var found = statement.executeQuery()) {
        while (found.next()) {
          rows.add(
              new LedgerRow(
                  found.getString(1),
                  found.getString(2),
                  found.getObject(3, Long.class),
                  found.getObject(4, Long.class),
                  found.getString(5),
                  found.getString(6)));
        }
      }
      return rows;
    } catch (SQLException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
