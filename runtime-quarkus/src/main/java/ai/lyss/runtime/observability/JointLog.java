package ai.lyss.runtime.observability;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import org.jboss.logging.Logger;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.handlers.WriterHandler;

/**
 * Logs many lines with one write: the handlers that write to a stream hold what they format until
 * the last line is in. What others log meanwhile goes out with it. Thread-safe.
 */
public final class JointLog implements Consumer<List<String>> {

  private final Logger logger;

  /** Logs under this category, at level INFO. */
  public JointLog(String category) {
    this.logger = Logger.getLogger(category);
  }

  @Override
  public void accept(List<String> lines) {
    var writers = new ArrayList<WriterHandler>(1);
    collect(LogManager.getLogManager().getLogger("").getHandlers(), writers);
    writers.forEach(writer -> writer.setAutoFlush(false));
    try {
      lines.forEach(logger::info);
    } finally {
      for (var writer : writers) {
        writer.setAutoFlush(true);
        writer.flush();
      }
    }
  }

  /** Finds those that flush after every record, also behind handlers that only pass on. */
  private static void collect(Handler[] handlers, List<WriterHandler> writers) {
    for (var handler : handlers) {
      if (handler instanceof WriterHandler writer && writer.isAutoFlush()) {
        writers.add(writer);
      } else if (handler instanceof ExtHandler outer) {
        collect(outer.getHandlers(), writers);
      }
    }
  }
}
