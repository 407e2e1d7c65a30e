package ai.lyss.runtime.wiring;

import ai.lyss.adapter.provider.VendorCalls;
import ai.lyss.adapter.provider.VendorProfiles;
import ai.lyss.adapter.provider.anthropic.AnthropicProtocol;
import ai.lyss.adapter.provider.gemini.GeminiProtocol;
import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.http.HttpChannelCalls;
import ai.lyss.adapter.provider.http.HttpTransport;
import ai.lyss.adapter.provider.http.TransportOptions;
import ai.lyss.adapter.provider.http.TransportOptions.Protocols;
import ai.lyss.adapter.provider.http.TransportTimeouts;
import ai.lyss.adapter.provider.http.TrustedCertificates;
import ai.lyss.adapter.provider.http.VendorProtocol;
import ai.lyss.adapter.provider.http.VertxTimers;
import ai.lyss.adapter.provider.http.egress.EgressGuard;
import ai.lyss.adapter.provider.ollama.OllamaProtocol;
import ai.lyss.adapter.provider.openai.OpenAiProtocol;
import ai.lyss.adapter.provider.simulator.SimulatorCalls;
import ai.lyss.adapter.provider.tokenizer.JtokkitTokenCounter;
import ai.lyss.adapter.provider.translate.BatchingCalls;
import ai.lyss.adapter.provider.translate.InliningCalls;
import ai.lyss.application.chat.RelayClock;
import ai.lyss.domain.chat.Dialect;
import ai.lyss.domain.port.ChannelCalls;
import ai.lyss.domain.port.RemoteContent;
import ai.lyss.domain.port.Timers;
import ai.lyss.domain.port.VendorCatalog;
import ai.lyss.domain.provider.Vendor;
import ai.lyss.domain.provider.VendorProfile;
import ai.lyss.runtime.config.GatewayConfig;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Every vendor this installation speaks to: a new one is a line in {@link #known}. */
final class Vendors {

  private static final int CONNECTIONS_PER_LOOP = 20_000;
  private static final Duration LONGEST_LAST_COUNT = Duration.ofSeconds(2);

  @Produces
  @Singleton
  Timers timers(Vertx vertx) {
    return new VertxTimers(vertx);
  }

  @Produces
  @Singleton
  HttpTransport transport(Vertx vertx, GatewayConfig config, EgressGuard guard, RelayClock clock) {
    var proxy = config.proxy();
    var timeouts =
        new TransportTimeouts(
            proxy.connectTimeout(), proxy.firstByteTimeout(), proxy.idleTimeout());
    var options =
        new TransportOptions(
            timeouts,
            CONNECTIONS_PER_LOOP,
            proxy.connectionKeepAlive(),
            proxy.http2() ? Protocols.NEGOTIATED : Protocols.HTTP_1,
            proxy.trustCertificates().map(TrustedCertificates::andJavas).orElse(null));
    return new HttpTransport(vertx, options, guard, clock.nanos());
  }

  /** All vendors, each with how it is called. */
  @Produces
  @Singleton
  Known known(
      @ConfigProperty(name = "quarkus.application.version") String version,
      HttpTransport transport,
      Timers timers,
      RelayClock clock,
      RandomGenerator random,
      RemoteContent remote) {
    var known = new Known(new HashMap<>(), new HashMap<>(), new ArrayList<>());
    known.add(
        OpenAiProtocol.openAi(version, clock.wall(), AnswerLimits.STANDARD),
        transport,
        remote,
        clock);
    known.add(
        OpenAiProtocol.azure(version, clock.wall(), AnswerLimits.STANDARD),
        transport,
        remote,
        clock);
    known.add(
        OpenAiProtocol.deepSeek(version, clock.wall(), AnswerLimits.STANDARD),
        transport,
        remote,
        clock);
    known.add(
        OpenAiProtocol.compatible(version, clock.wall(), AnswerLimits.STANDARD),
        transport,
        remote,
        clock);
    var anthropic = new AnthropicProtocol(version, clock.wall(), AnswerLimits.STANDARD);
    known.add(anthropic.profile(), anthropic, new HttpChannelCalls(transport, anthropic));
    var ollama = new OllamaProtocol(version, clock.wall(), random, AnswerLimits.STANDARD);
    known.add(
        OllamaProtocol.PROFILE,
        ollama,
        new InliningCalls(
            new HttpChannelCalls(transport, ollama),
            OllamaProtocol.TREATMENTS,
            remote,
            clock.nanos()));
    var gemini = new GeminiProtocol(version, clock.wall(), AnswerLimits.STANDARD, random);
    known.add(
        GeminiProtocol.PROFILE,
        gemini,
        new InliningCalls(
            new BatchingCalls(
                new HttpChannelCalls(transport, gemini),
                Dialect.GEMINI,
                GeminiProtocol.MOST_EMBEDDINGS),
            GeminiProtocol::splices,
            GeminiProtocol.TREATMENTS,
            remote,
            clock.nanos()));
    known.add(
        SimulatorCalls.profile(), new SimulatorCalls(timers, clock.wall(), clock.nanos(), random));
    return known;
  }

  /** The vendors, put together. */
  record Known(
      Map<Vendor, ChannelCalls> calls,
      Map<Vendor, VendorProtocol> protocols,
      List<VendorProfile> profiles) {

    void add(
        OpenAiProtocol protocol, HttpTransport transport, RemoteContent remote, RelayClock clock) {
      add(
          protocol.profile(),
          protocol,
          new InliningCalls(
              new HttpChannelCalls(transport, protocol),
              protocol::splices,
              protocol.treatments(),
              remote,
              clock.nanos()));
    }

    void add(VendorProfile profile, VendorProtocol protocol, ChannelCalls how) {
      protocols.put(profile.vendor(), protocol);
      add(profile, how);
    }

    void add(VendorProfile profile, ChannelCalls how) {
      calls.put(profile.vendor(), how);
      profiles.add(profile);
    }
  }

  @Produces
  @Singleton
  ChannelCalls calls(Known known, Timers timers) {
    return new VendorCalls(known.calls(), timers);
  }

  @Produces
  @Singleton
  JtokkitTokenCounter tokens(RelayClock clock) {
    return new JtokkitTokenCounter(LONGEST_LAST_COUNT, clock.nanos());
  }

  @Produces
  @Singleton
  VendorCatalog catalog(Known known) {
    return new VendorProfiles(known.profiles());
  }
}
