package ai.lyss.runtime.e2e.fault;

import ai.lyss.runtime.e2e.fault.FaultRow.Booked;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the ledger in PostgreSQL holds, by request id. */
final class LedgerBook {

  /**
   * One row of the ledger.
   *
   * @param booked what a table's row says of it
   * @param streamed whether a stream was asked for
   * @param asked the model asked for
   * @param served the model that answered
   * @param channel the channel of the last attempt
   */
  record Line(
      Booked booked,
      boolean streamed,
      String asked,
      @Nullable String served,
      @Nullable String channel) {}

  private LedgerBook() {}

  /** Returns all rows. */
  static Map<String, List<Line>> read(FaultService service) {
    var lines = new HashMap<String, List<Line>>();
    try (var connection = service.database();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT * FROM quota_records")) {
      while (rows.next()) {
        lines
            .computeIfAbsent(rows.getString("request_id"), id -> new ArrayList<>())
            .add(line(rows));
      }
      return lines;
    } catch (SQLException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Line line(ResultSet rows) throws SQLException {
    return new Line(
        new Booked(
            rows.getString("status"),
            (Integer) rows.getObject("http_status"),
            (Integer) rows.getObject("attempts"),
            (Long) rows.getObject("input_tokens"),
            (Long) rows.getObject("output_tokens"),
            rows.getString("provenance"),
            rows.getString("finish_reason")),
        rows.getBoolean("streamed"),
        rows.getString("model_asked"),
        rows.getString("model_served"),
        rows.getString("channel_id"));
  }
}
