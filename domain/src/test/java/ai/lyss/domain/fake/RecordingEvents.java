package ai.lyss.domain.fake;

import ai.lyss.domain.access.Caller;
import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.failure.GatewayFailure;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.port.GatewayEvents;
import ai.lyss.domain.usage.UsageRecord;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Remembers what happened. Thread-safe. */
public final class RecordingEvents implements GatewayEvents {

  /** A failed attempt. */
  public record AttemptFailed(Channel channel, ModelName vendorModel, ProviderFailure failure) {}

  /** A refused request. */
  public record Refused(
      String requestId,
      @Nullable Caller caller,
      @Nullable ModelName model,
      GatewayFailure failure) {}

  /** An admitted relay's end. */
  public record Relayed(
      UsageRecord row, @Nullable Channel channel, @Nullable GatewayFailure failure) {}

  /** A bug. */
  public record Bug(String where, Throwable cause) {}

  private final List<AttemptFailed> failures = new CopyOnWriteArrayList<>();
  private final List<Refused> refusals = new CopyOnWriteArrayList<>();
  private final List<Relayed> relays = new CopyOnWriteArrayList<>();
  private final List<Bug> bugs = new CopyOnWriteArrayList<>();

  @Override
  public void attemptFailed(Channel channel, ModelName vendorModel, ProviderFailure failure) {
    failures.add(new AttemptFailed(channel, vendorModel, failure));
  }

  @Override
  public void refused(
      String requestId,
      @Nullable Caller caller,
      @Nullable ModelName model,
      GatewayFailure failure) {
    refusals.add(new Refused(requestId, caller, model, failure));
  }

  @Override
  public void relayed(
      UsageRecord row, @Nullable Channel channel, @Nullable GatewayFailure failure) {
    relays.add(new Relayed(row, channel, failure));
  }

  @Override
  public void bug(String where, Throwable cause) {
    bugs.add(new Bug(where, cause));
  }

  /** Returns the failed attempts. */
  public List<AttemptFailed> failures() {
    return failures;
  }

  /** Returns the refused requests. */
  public List<Refused> refusals() {
    return refusals;
  }

  /** Returns the ended relays. */
  public List<Relayed> relays() {
    return relays;
  }

  /** Returns the bugs. */
  public List<Bug> bugs() {
    return bugs;
  }
}
