package ai.lyss.application.chat;

import ai.lyss.application.usecase.RelayChat;
import org.jspecify.annotations.Nullable;

/**
 * The caller's hand on a relay that may still be waiting for admission: what the caller did in the
 * meantime is done as soon as there is something to do it to. Not thread-safe.
 */
final class PendingRelay implements RelayChat.Relay {

  private RelayChat.@Nullable Relay running;
  private @Nullable Runnable whenOver;
  private boolean refused;
  private boolean paused;
  private boolean stopped;

  /** The relay was admitted: it is told, before it starts, what the caller did in the meantime. */
  void admitted(RelayChat.Relay relay) {
    running = relay;
    if (paused) {
      relay.pause();
    }
    var told = whenOver;
    if (told != null) {
      relay.hangUp(told);
    } else if (stopped) {
      relay.shutDown();
    }
  }

  /** The relay was refused, which the sink is to be told only where the caller has not gone. */
  void refused(Runnable tellSink) {
    refused = true;
    var told = whenOver;
    if (told == null) {
      tellSink.run();
    } else {
      told.run();
    }
  }

  /** Tells whether the relay was admitted or refused. */
  boolean isDecided() {
    return refused || running != null;
  }

  @Override
  public void pause() {
    paused = true;
    if (running != null) {
      running.pause();
    }
  }

  @Override
  public void resume() {
    paused = false;
    if (running != null) {
      running.resume();
    }
  }

  @Override
  public void hangUp(Runnable told) {
    if (running != null) {
      running.hangUp(told);
    } else if (refused) {
      told.run();
    } else {
      whenOver = told;
    }
  }

  @Override
  public void shutDown() {
    stopped = true;
    if (running != null) {
      running.shutDown();
    }
  }
}
