package ai.lyss.adapter.provider.translate;

import ai.lyss.domain.chat.Attempt;
import ai.lyss.domain.chat.AttemptReport;
import ai.lyss.domain.chat.AttemptSink;
import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.failure.VendorError;
import ai.lyss.domain.port.ChannelCalls;
import ai.lyss.domain.port.ChannelCalls.Call;
import ai.lyss.domain.port.RemoteContent;
import ai.lyss.domain.port.RemoteContent.Fetched;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that first fetches what the request names by URL. A vendor of another kind may fetch
 * it by itself, so that what cannot be had makes the request unfit for this one only. Lives on one
 * event loop.
 */
final class InliningAttempt implements Attempt {

  /** A place that no content is fetched from, so that the fetch itself says no. */
  private static final URI NOWHERE = URI.create("none:none");

  private static final ProviderFailure NO_ROOM =
      new ProviderFailure.NoRoom(
          "The gateway holds as much content that requests name by URL as it may.");

  private static final int MOST_URLS = 32;
  private static final int MOST_BYTES = 20 << 20;
  private static final long LONGEST_NANOS = 15_000_000_000L;

  private final ChannelCalls calls;
  private final Call call;
  private final ChatRequest request;
  private final AttemptSink sink;
  private final Inlining inlining;
  private final List<Runnable> callOffs = new ArrayList<>();
  private final List<Runnable> releases = new ArrayList<>();
  private @Nullable Attempt opened;
  private int missing;
  private boolean over;
  private boolean paused;

  InliningAttempt(
      ChannelCalls calls, Call call, ChatRequest request, AttemptSink sink, Inlining inlining) {
    this.calls = calls;
    this.call = call;
    this.request = request;
    this.sink = sink;
    this.inlining = inlining;
  }

  /** Starts to fetch. */
  Attempt start(RemoteContent remote, long now) {
    long deadline = Math.min(call.deadlineNanos() - now, LONGEST_NANOS) + now;
    var urls = inlining.missing();
    missing = urls.size();
    int most = Math.max(1, MOST_BYTES / Math.min(missing, MOST_URLS));
    boolean tooMany = missing > MOST_URLS;
    for (var url : urls) {
      var where = tooMany ? NOWHERE : parsed(url);
      var wanted = new RemoteContent.Wanted(where, most, deadline);
      callOffs.add(remote.fetch(wanted, outcome -> fetched(url, outcome)));
      if (tooMany) {
        return this; // the refusal comes after this method returned, as every answer does
      }
    }
    return this;
  }

  private static URI parsed(String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException notOne) {
      return NOWHERE;
    }
  }

  private void fetched(String url, RemoteContent.Outcome outcome) {
    if (outcome instanceof Fetched came) {
      releases.add(came.release());
    }
    if (over) {
      release();
      return;
    }
    switch (outcome) {
      case Fetched fetched -> {
        if (!inlining.take(url, fetched)) {
          unfit("it is " + fetched.mediaType() + ", and another kind of content was expected");
          return;
        }
        missing--;
        if (missing == 0) {
          open();
        }
      }
      case RemoteContent.Refused refused -> unfit(words(refused.reason()));
      case RemoteContent.TooLarge large -> unfit("it is too large");
      case RemoteContent.NoRoom full -> fail(NO_ROOM);
      case RemoteContent.TimedOut late -> unfit("it did not come in time");
      case RemoteContent.Unreachable gone -> unfit("its server could not be reached");
    }
  }

  private static String words(RemoteContent.Reason reason) {
    return switch (reason) {
      case NO_URL -> "it is no URL of http or https, or there are more than " + MOST_URLS;
      case NOT_ALLOWED -> "connections to it are not allowed";
      case REDIRECTED -> "it is a redirect";
      case NOT_THERE -> "its server does not give it";
      case UNKNOWN_MEDIA_TYPE -> "it is no png, jpeg, gif, webp, pdf or text";
    };
  }

  private void unfit(String why) {
    var place = inlining.place();
    var message = "The content that " + place + " names by URL cannot be had: " + why + ".";
    fail(
        new ProviderFailure.Unfit(
            new VendorError(400, message, "invalid_request_error", place, "invalid_url")));
  }

  private void fail(ProviderFailure failure) {
    callOff();
    sink.fail(failure, AttemptReport.UNSENT);
  }

  private void callOff() {
    over = true;
    callOffs.forEach(Runnable::run);
    release();
  }

  /** A request that lacks a part holds none, so that two of them never wait for each other. */
  private void release() {
    releases.forEach(Runnable::run);
    releases.clear();
  }

  /** Nobody else hears of a bug in a call-back: it ends the attempt before it is reported. */
  private void open() {
    var held = List.copyOf(releases);
    call.fetched().keep(inlining.fetched(), () -> held.forEach(Runnable::run));
    var prepared = new PreparedContent(request.translation(), inlining.done());
    try {
      var attempt = calls.open(InliningCalls.with(call, request.translatedBy(prepared)), sink);
      opened = attempt;
      if (paused) {
        attempt.pause();
      }
    } catch (RuntimeException bug) {
      sink.fail(
          new ProviderFailure.Malformed("the request could not be written"), AttemptReport.UNSENT);
      throw bug;
    }
  }

  @Override
  public void pause() {
    paused = true;
    if (opened != null) {
      opened.pause();
    }
  }

  @Override
  public void resume() {
    paused = false;
    if (opened != null) {
      opened.resume();
    }
  }

  @Override
  public AttemptReport cancel() {
    if (opened != null) {
      return opened.cancel();
    }
    callOff();
    return AttemptReport.UNSENT;
  }
}
