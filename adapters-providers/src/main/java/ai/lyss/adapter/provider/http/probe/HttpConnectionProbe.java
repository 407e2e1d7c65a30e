package ai.lyss.adapter.provider.http.probe;

import ai.lyss.adapter.provider.http.HttpCall;
import ai.lyss.adapter.provider.http.HttpHeader;
import ai.lyss.adapter.provider.http.HttpQuery;
import ai.lyss.adapter.provider.http.Redaction;
import ai.lyss.adapter.provider.http.VendorProtocol;
import ai.lyss.adapter.provider.http.egress.Dialing;
import ai.lyss.adapter.provider.http.egress.EgressDenied;
import ai.lyss.adapter.provider.http.egress.EgressGuard;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.port.ConnectionProbe;
import ai.lyss.domain.probe.ProbeResult;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.provider.Vendor;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Probes vendors over connections of its own, which are not kept; no redirect is followed, and at
 * most 2 MiB of an answer are read. The simulator answers by itself. Must not be called on an event
 * loop. Thread-safe.
 */
public final class HttpConnectionProbe implements ConnectionProbe {

  private static final Duration LONGEST = Duration.ofSeconds(15);
  private static final int CONNECT_MILLIS = 5_000;
  private static final int MOST_BYTES = 2 << 20;

  private final HttpClient client;
  private final EgressGuard guard;
  private final Map<Vendor, VendorProtocol> vendors;
  private final LongSupplier nanos;

  /**
   * Probes these vendors, each as its protocol says.
   *
   * @param guard says where connections may lead
   * @param nanos a monotonic clock
   */
  public HttpConnectionProbe(
      Vertx vertx, EgressGuard guard, Map<Vendor, VendorProtocol> vendors, LongSupplier nanos) {
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setKeepAlive(false)
                .setConnectTimeout(CONNECT_MILLIS)
                .setVerifyHost(true));
    this.guard = guard;
    this.vendors = Map.copyOf(vendors);
    this.nanos = nanos;
  }

  @Override
  public ProbeResult probe(Provider provider, @Nullable ModelName vendorModel) {
    long start = nanos.getAsLong();
    if (provider.vendor().equals(Vendor.SIMULATOR)) {
      return new ProbeResult.Reached(took(start), List.of(Vendor.SIMULATOR.id()));
    }
    var protocol = vendors.get(provider.vendor());
    var base = protocol == null ? null : protocol.baseUrl(provider);
    if (protocol == null || base == null || base.getHost() == null) {
      var why =
          protocol == null
              ? "Nobody here knows the vendor."
              : "The provider has no usable base URL.";
      return new ProbeResult.Failed(took(start), ProbeResult.Type.CONNECT_FAILED, why, null);
    }
    var redaction = new Redaction(provider.credential(), base);
    try {
      var answer = answer(base, Asked.of(protocol.models(provider)));
      var oneToken = vendorModel == null ? null : protocol.oneToken(provider, vendorModel);
      if (answer.isNowhere() && oneToken != null) {
        answer = answer(base, Asked.of(oneToken));
        if (answer.isGood() && answer.isCompletion()) {
          return new ProbeResult.Reached(took(start), List.of());
        }
      }
      return result(answer, took(start), redaction);
    } catch (ExecutionException e) {
      return failed(e.getCause(), took(start));
    } catch (TimeoutException e) {
      return new ProbeResult.Failed(
          took(start), ProbeResult.Type.TIMED_OUT, "The vendor did not answer in time.", null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new ProbeResult.Failed(
          took(start), ProbeResult.Type.TIMED_OUT, "The test was called off.", null);
    }
  }

  /** What a vendor is asked, with a body or without. */
  private record Asked(HttpMethod method, String path, List<HttpHeader> headers, Buffer body) {

    static Asked of(HttpQuery query) {
      return new Asked(HttpMethod.GET, query.path(), query.headers(), Buffer.buffer());
    }

    static Asked of(HttpCall call) {
      return new Asked(HttpMethod.POST, call.path(), call.headers(), Buffer.buffer(call.body()));
    }
  }

  private ProbeAnswer answer(URI base, Asked asked)
      throws ExecutionException, TimeoutException, InterruptedException {
    long end = nanos.getAsLong() + LONGEST.toNanos();
    var target = target(base, asked);
    var found =
        guard
            .addresses(target.getHost(), target.getPort())
            .toCompletableFuture()
            .get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    return new Dialing(found, 0, CONNECT_MILLIS, client::request, () -> false)
        .request(target, index -> {})
        .compose(request -> sent(request, asked))
        .toCompletionStage()
        .toCompletableFuture()
        .get(end - nanos.getAsLong(), TimeUnit.NANOSECONDS);
  }

  private static Future<ProbeAnswer> sent(HttpClientRequest request, Asked asked) {
    asked.headers().forEach(header -> request.putHeader(header.name(), header.value()));
    var answered =
        asked.method().equals(HttpMethod.GET) ? request.send() : request.send(asked.body());
    return answered.compose(response -> whole(request, response));
  }

  private static Future<ProbeAnswer> whole(HttpClientRequest request, HttpClientResponse response) {
    var read = Buffer.buffer();
    var whole = Promise.<ProbeAnswer>promise();
    response.handler(
        part -> {
          if (read.length() + part.length() > MOST_BYTES) {
            whole.tryFail(new IllegalStateException("answer: too long (expected: 2 MiB at most)"));
            request.reset();
          } else {
            read.appendBuffer(part);
          }
        });
    response.exceptionHandler(whole::tryFail);
    response.endHandler(
        end ->
            whole.tryComplete(
                new ProbeAnswer(response.statusCode(), read.toString(StandardCharsets.UTF_8))));
    return whole.future();
  }

  private static RequestOptions target(URI base, Asked asked) {
    boolean tls = "https".equalsIgnoreCase(base.getScheme());
    int port = base.getPort() >= 0 ? base.getPort() : tls ? 443 : 80;
    var path = base.getRawPath() == null ? "" : base.getRawPath();
    var prefix = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return new RequestOptions()
        .setMethod(asked.method())
        .setHost(base.getHost())
        .setPort(port)
        .setSsl(tls)
        .setFollowRedirects(false)
        .setTimeout(LONGEST.toMillis())
        .setURI(prefix + asked.path());
  }

  private static ProbeResult result(ProbeAnswer answer, Duration took, Redaction redaction) {
    if (!answer.isGood()) {
      return new ProbeResult.Failed(
          took, answer.type(), redaction.masked(answer.message()), answer.status());
    }
    return answer
        .models()
        .<ProbeResult>map(models -> new ProbeResult.Reached(took, models))
        .orElseGet(
            () ->
                new ProbeResult.Failed(
                    took,
                    ProbeResult.Type.MALFORMED,
                    "The answer is no list of models.",
                    answer.status()));
  }

  /** An exception's own message names hosts and addresses, and is not told. */
  private static ProbeResult failed(@Nullable Throwable cause, Duration took) {
    var message =
        switch (cause) {
          case EgressDenied denied -> "Connections to this address are not allowed.";
          case UnknownHostException unknown -> "The name was not found.";
          case SSLException tls -> "The TLS handshake failed.";
          case ConnectException refused -> "The connection was refused.";
          case TimeoutException slow -> "The vendor did not answer in time.";
          case IllegalStateException tooLong -> "The answer is too long.";
          case null, default -> "The connection broke.";
        };
    var type =
        switch (cause) {
          case EgressDenied denied -> ProbeResult.Type.EGRESS_DENIED;
          case TimeoutException slow -> ProbeResult.Type.TIMED_OUT;
          case IllegalStateException tooLong -> ProbeResult.Type.MALFORMED;
          case null, default -> ProbeResult.Type.CONNECT_FAILED;
        };
    return new ProbeResult.Failed(took, type, message, null);
  }

  private Duration took(long start) {
    return Duration.ofNanos(nanos.getAsLong() - start);
  }
}
