package ai.lyss.runtime.wiring;

import ai.lyss.adapter.persistence.journal.MappedUsageJournal;
import ai.lyss.adapter.provider.tokenizer.JtokkitTokenCounter;
import ai.lyss.application.admin.Births;
import ai.lyss.application.admin.FirstStart;
import ai.lyss.application.caller.Callers;
import ai.lyss.application.catalog.ConfigurationCompiler;
import ai.lyss.application.catalog.LiveConfiguration;
import ai.lyss.application.catalog.ModelCatalog;
import ai.lyss.application.chat.ChatRelay;
import ai.lyss.application.chat.DrainBounds;
import ai.lyss.application.chat.RelayClock;
import ai.lyss.application.chat.RelaySettings;
import ai.lyss.application.usecase.IdentifyCaller;
import ai.lyss.application.usecase.ListModels;
import ai.lyss.application.usecase.RelayChat;
import ai.lyss.domain.health.HealthBook;
import ai.lyss.domain.health.HealthSettings;
import ai.lyss.domain.port.ApiKeyRepository;
import ai.lyss.domain.port.Bootstrap;
import ai.lyss.domain.port.ChannelCalls;
import ai.lyss.domain.port.ChannelRepository;
import ai.lyss.domain.port.ConfigurationSource;
import ai.lyss.domain.port.GatewayEvents;
import ai.lyss.domain.port.KeyDigests;
import ai.lyss.domain.port.ProviderRepository;
import ai.lyss.domain.port.QuotaLedger;
import ai.lyss.domain.port.TenantTransaction;
import ai.lyss.domain.port.Timers;
import ai.lyss.domain.retry.RetryPolicy;
import ai.lyss.runtime.config.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * The use cases over their ports. Those that JAX-RS calls are application-scoped: it makes its
 * filters and resources before there is a configuration, and gets proxies that wait for the first
 * call.
 */
final class UseCases {

  @Produces
  @Singleton
  HealthBook health(GatewayConfig config, RelayClock clock, RandomGenerator random) {
    var health = config.health();
    return new HealthBook(
        new HealthSettings(health.failureThreshold(), health.openFor(), health.halfOpenTrials()),
        clock.nanos(),
        random);
  }

  @Produces
  @Singleton
  LiveConfiguration configuration(
      ConfigurationSource source, HealthBook health, InstantSource wall) {
    return new LiveConfiguration(source, new ConfigurationCompiler(health, wall), health);
  }

  @Produces
  @Singleton
  RelayChat relay(
      GatewayConfig config,
      LiveConfiguration live,
      ChatRelay.Ports ports,
      RelayClock clock,
      RandomGenerator random) {
    var settings =
        new RelaySettings(
            config.proxy().totalTimeout(),
            config.quota().defaultOutputTokens(),
            config.quota().clipToHeadroom()
                ? RelaySettings.Clipping.TO_HEADROOM
                : RelaySettings.Clipping.NEVER,
            new DrainBounds(config.proxy().drainTimeout(), config.proxy().drainMaxBytes().bytes()));
    var retry = new RetryPolicy(config.proxy().maxAttempts(), random);
    return new ChatRelay(live, retry, ports, settings, clock, random);
  }

  @Produces
  @Singleton
  ChatRelay.Ports ports(
      ChannelCalls calls,
      QuotaLedger ledger,
      MappedUsageJournal journal,
      Timers timers,
      JtokkitTokenCounter tokens,
      GatewayEvents events) {
    return new ChatRelay.Ports(calls, ledger, journal, timers, tokens, events);
  }

  @Produces
  @ApplicationScoped
  IdentifyCaller callers(KeyDigests digests, LiveConfiguration live, InstantSource wall) {
    return new Callers(digests, live, wall);
  }

  @Produces
  @Singleton
  ListModels models(LiveConfiguration live) {
    return new ModelCatalog(live);
  }

  @Produces
  @Singleton
  FirstStart firstStart(
      Bootstrap bootstrap,
      TenantTransaction transaction,
      ProviderRepository providers,
      ChannelRepository channels,
      ApiKeyRepository keys,
      KeyDigests digests,
      Births births) {
    return new FirstStart(
        bootstrap,
        transaction,
        new FirstStart.Repositories(providers, channels, keys),
        digests,
        births);
  }
}
