package ai.lyss.runtime.e2e.fault;

import java.util.List;
import java.util.stream.Stream;

/** All rows, theme by theme. */
final class FaultTable {

  private FaultTable() {}

  static List<FaultRow> rows() {
    return Stream.of(
            LateRows.all(),
            MemoryRows.all(),
            FailoverRows.all(),
            StatusRows.all(),
            CallersMistakeRows.all(),
            BreakRows.all(),
            MalformedRows.all(),
            AfterContentRows.all(),
            ShapeRows.all(),
            WholeShapeRows.all(),
            UsageRows.all(),
            LeakRows.all())
        .flatMap(List::stream)
        .toList();
  }
}
