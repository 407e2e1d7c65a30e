package ai.lyss.adapter.provider.anthropic;

import ai.lyss.adapter.provider.translate.AnswerBounds;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.json.JsonChars;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of a stream that have begun and are not over, by their index: as many, and as much in
 * them, as a vendor may leave open. Not thread-safe.
 */
final class AnthropicBlocks {

  /** What a block is. */
  enum Kind {
    TEXT,
    THINKING,
    CALL,
    /** A call that stands for an answer in JSON. */
    ANSWER,
    UNKNOWN
  }

  /** A block that has begun. */
  static final class Block {

    final Kind kind;
    final int call;
    final JsonChars atStart;
    final StringBuilder signature = new StringBuilder();
    boolean filled;

    Block(Kind kind, int call, JsonChars atStart) {
      this.kind = kind;
      this.call = call;
      this.atStart = atStart;
    }

    private int size() {
      return atStart.length() + signature.length();
    }
  }

  private final Map<Long, Block> open = new HashMap<>();
  private long held;

  /** A block begins, in the place of one with its index that did not end. */
  void put(Long index, Block block) {
    remove(index);
    open.put(index, block);
    held += block.size();
  }

  /** Returns the block with this index; one of which no start came is unknown. */
  Block at(Long index) {
    return open.computeIfAbsent(index, missing -> new Block(Kind.UNKNOWN, 0, JsonChars.NONE));
  }

  /** A block is over; null when none has this index. */
  @Nullable Block remove(Long index) {
    var block = open.remove(index);
    held -= block == null ? 0 : block.size();
    return block;
  }

  /** A signature goes on. */
  void sign(Block block, String more) {
    block.signature.append(more);
    held += more.length();
  }

  /** Returns what there is too much of; null when there is not. */
  @Nullable ProviderFailure excess() {
    return open.size() > AnswerBounds.MOST_CALLS
        ? AnswerBounds.tooMany("open blocks")
        : held > AnswerBounds.MOST_PART_BYTES ? AnswerBounds.tooLarge("an open block") : null;
  }
}
