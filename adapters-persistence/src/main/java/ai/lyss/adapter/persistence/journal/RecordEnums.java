package ai.lyss.adapter.persistence.journal;

import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.usage.RelayStatus;
import ai.lyss.domain.usage.UsageProvenance;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that stand for constants on disk. They stay what they are when constants are added or
 * put into another order: a journal may be read by a later release. 0 is null.
 */
final class RecordEnums {

  private RecordEnums() {}

  static int code(RelayStatus status) {
    return switch (status) {
      case ANSWERED -> 1;
      case FAILED -> 2;
      case INTERRUPTED -> 3;
      case CANCELLED -> 4;
      case ORPHANED -> 5;
    };
  }

  static int code(@Nullable UsageProvenance provenance) {
    return switch (provenance) {
      case null -> 0;
      case VENDOR -> 1;
      case TOKENIZER -> 2;
      case ESTIMATE -> 3;
    };
  }

  static int code(@Nullable FinishReason finish) {
    return switch (finish) {
      case null -> 0;
      case STOP -> 1;
      case LENGTH -> 2;
      case TOOL_CALLS -> 3;
      case CONTENT_FILTER -> 4;
      case OTHER -> 5;
    };
  }

  static RelayStatus status(int code) {
    for (var status : RelayStatus.values()) {
      if (code(status) == code) {
        return status;
      }
    }
    throw unknown("status", code);
  }

  static @Nullable UsageProvenance provenance(int code) {
    if (code == 0) {
      return null;
    }
    for (var provenance : UsageProvenance.values()) {
      if (code(provenance) == code) {
        return provenance;
      }
    }
    throw unknown("provenance", code);
  }

  static @Nullable FinishReason finish(int code) {
    if (code == 0) {
      return null;
    }
    for (var finish : FinishReason.values()) {
      if (code(finish) == code) {
        return finish;
      }
    }
    throw unknown("finish reason", code);
  }

  private static IllegalArgumentException unknown(String what, int code) {
    return new IllegalArgumentException(what + ": " + code + " (expected: a known one)");
  }
}
