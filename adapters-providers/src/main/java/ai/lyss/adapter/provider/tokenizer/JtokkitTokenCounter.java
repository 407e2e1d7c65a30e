package ai.lyss.adapter.provider.tokenizer;

import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.chat.Dialect;
import ai.lyss.domain.chat.EmbeddingsRequest;
import ai.lyss.domain.chat.GeneratedText;
import ai.lyss.domain.chat.PassThroughRequest;
import ai.lyss.domain.chat.RelayRequest;
import ai.lyss.domain.content.ContentReading;
import ai.lyss.domain.model.Capability;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.port.TokenCounter;
import ai.lyss.domain.provider.Vendor;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts with jtokkit on threads of its own, which there are only while there is work. An encoding
 * (tens of megabytes, and a second to load) is loaded when it is first asked for. What waits is
 * bounded in number, in bytes and in time: beyond that, nothing is counted, so that after a storm
 * the next count does not stand behind those that nobody waits for any more. Thread-safe.
 */
public final class JtokkitTokenCounter implements TokenCounter, AutoCloseable {

  /** Most characters of a request that are really counted; the rest is taken in proportion. */
  private static final int MOST_INPUT = 64 << 10;

  /** A settlement waits a second longer; what starts later would come too late. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(4);

  private static final int THREADS = 2;
  private static final Duration IDLE = Duration.ofSeconds(10);
  private static final int MOST_WAITING = 10_000;
  private static final long MOST_WAITING_BYTES = 64L << 20;
  private static final Set<Capability> NO_TEXT =
      Set.of(Capability.IMAGES, Capability.AUDIO, Capability.DOCUMENTS);

  private final Duration patience;
  private final LongSupplier nanos;
  private final ThreadPoolExecutor workers;
  private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
  private final AtomicLong waitingBytes = new AtomicLong();
  private @Nullable EncodingRegistry encodings;

  /**
   * A counter without a thread yet.
   *
   * @param patience how long {@link #close} waits for counts under way
   * @param nanos a monotonic clock
   */
  public JtokkitTokenCounter(Duration patience, LongSupplier nanos) {
    this.patience = patience;
    this.nanos = nanos;
    var made = new AtomicInteger();
    this.workers =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            task ->
                Thread.ofPlatform()
                    .daemon()
                    .name("lyss-tokens-" + made.incrementAndGet())
                    .unstarted(task));
    this.workers.allowCoreThreadTimeOut(true);
  }

  @Override
  public boolean knows(Vendor vendor, ModelName model) {
    return ModelFamily.of(vendor, model) != null;
  }

  @Override
  public void count(Job job, Consumer<Tokens> answer) {
    var family = ModelFamily.of(job.vendor(), job.model());
    if (family == null) {
      answer.accept(Tokens.NONE);
      return;
    }
    answerExpired();
    var asked = new Waiting(job, family, answer);
    waiting.add(asked);
    if (waitingBytes.addAndGet(asked.bytes) > MOST_WAITING_BYTES) {
      asked.answer(Tokens.NONE);
      return;
    }
    try {
      workers.execute(asked);
    } catch (RejectedExecutionException fullOrClosed) {
      asked.answer(Tokens.NONE);
    }
  }

  /** Answers what has waited too long; it stands at the head of the queue. */
  private void answerExpired() {
    var queue = workers.getQueue();
    while (queue.peek() instanceof Waiting first && first.isExpired()) {
      if (queue.remove(first)) {
        first.answer(Tokens.NONE);
      }
    }
  }

  /** Takes no more, waits a while for what is under way and answers the rest with nothing. */
  @Override
  public void close() {
    workers.shutdown();
    try {
      if (!workers.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        workers.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      workers.shutdownNow();
      Thread.currentThread().interrupt();
    }
    waiting.forEach(asked -> asked.answer(Tokens.NONE));
  }

  private synchronized Encoding encoding(EncodingType type) {
    var known = encodings;
    if (known == null) {
      known = Encodings.newLazyEncodingRegistry();
      encodings = known;
    }
    return known.getEncoding(type);
  }

  private static @Nullable Long input(RelayRequest request, Encoding encoding, ModelFamily family) {
    return switch (request) {
      case ChatRequest chat when chat.outline().needs().stream().anyMatch(NO_TEXT::contains) ->
          null;
      case ChatRequest chat when chat.dialect() == Dialect.OPENAI ->
          Long.valueOf(
              OpenAiChatTokens.of(
                  chat.body(), new TextTokens(encoding, MOST_INPUT), family.functionTokens()));
      case EmbeddingsRequest embeddings -> null; // no family here embeds
      case PassThroughRequest passing -> null; // no chat models count them
      case ChatRequest chat ->
          switch (chat.translation().content(chat)) {
            case ContentReading.Read read ->
                ContentTokens.of(
                    read.content(), new TextTokens(encoding, MOST_INPUT), family.functionTokens());
            case ContentReading.Unreadable unreadable -> null;
          };
    };
  }

  private static long output(GeneratedText text, Encoding encoding) {
    var tokens = new TextTokens(encoding, Integer.MAX_VALUE);
    text.texts().forEach(tokens::add);
    return text.kept() == 0 ? 0 : Math.round((double) tokens.total() * text.bytes() / text.kept());
  }

  /** One job from its arrival to its answer. */
  private final class Waiting implements Runnable {

    private final Job job;
    private final ModelFamily family;
    private final Consumer<Tokens> answer;
    private final long bytes;
    private final long arrivedNanos = nanos.getAsLong();
    private final AtomicBoolean answered = new AtomicBoolean();

    Waiting(Job job, ModelFamily family, Consumer<Tokens> answer) {
      this.job = job;
      this.family = family;
      this.answer = answer;
      this.bytes = bytes(job);
    }

    private static long bytes(Job job) {
      long output = job.output() == null ? 0 : job.output().kept();
      return switch (job.input()) {
        case ChatRequest chat -> output + chat.body().length;
        case EmbeddingsRequest embeddings -> output;
        case PassThroughRequest passing -> output;
        case null -> output;
      };
    }

    boolean isExpired() {
      return nanos.getAsLong() - arrivedNanos > LONGEST_WAIT.toNanos();
    }

    @Override
    public void run() {
      var counted = Tokens.NONE;
      try {
        if (!answered.get() && !isExpired()) {
          counted = counted();
        }
      } finally {
        answer(counted); // also when a bug is on its way to the thread's handler, which tells it
      }
    }

    private Tokens counted() {
      var encoding = encoding(family.encoding());
      var input = job.input();
      var output = job.output();
      return new Tokens(
          input == null ? null : input(input, encoding, family),
          output == null ? null : Long.valueOf(output(output, encoding)));
    }

    void answer(Tokens counted) {
      if (answered.compareAndSet(false, true)) {
        waiting.remove(this);
        waitingBytes.addAndGet(-bytes);
        answer.accept(counted);
      }
    }
  }
}
