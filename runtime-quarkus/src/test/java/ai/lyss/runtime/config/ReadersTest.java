package ai.lyss.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.lyss.domain.egress.AddressBlock;
import ai.lyss.domain.egress.Allowance;
import ai.lyss.domain.egress.PrivateAddresses;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReadersTest {

  private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  private static GatewayConfig read(String key, String value) {
    return new SmallRyeConfigBuilder()
        .withMapping(GatewayConfig.class)
        .withSources(new PropertiesConfigSource(Map.of(key, value), "test", 100))
        .build()
        .getConfigMapping(GatewayConfig.class);
  }

  @Test
  void has_the_defaults_of_the_contract() {
    var config = read("unrelated", "1");

    assertThat(config.storeWait()).isEqualTo(Duration.ofSeconds(60));
    assertThat(config.store()).isEmpty();
    assertThat(config.bootstrap().tenant()).isEqualTo("default");
    assertThat(config.proxy().connectTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.proxy().firstByteTimeout()).isEqualTo(Duration.ofSeconds(60));
    assertThat(config.proxy().idleTimeout()).isEqualTo(Duration.ofSeconds(60));
    assertThat(config.proxy().totalTimeout()).isEqualTo(Duration.ofMinutes(10));
    assertThat(config.proxy().keepAlive()).isEqualTo(Duration.ofSeconds(15));
    assertThat(config.proxy().connectionKeepAlive()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.proxy().http2()).isTrue();
    assertThat(config.proxy().trustCertificates()).isEmpty();
    assertThat(config.proxy().maxRequestBytes().bytes()).isEqualTo(20L << 20);
    assertThat(config.proxy().maxAttempts()).isEqualTo(3);
    assertThat(config.health().failureThreshold()).isEqualTo(5);
    assertThat(config.health().openFor()).isEqualTo(Duration.ofSeconds(15));
    assertThat(config.health().halfOpenTrials()).isEqualTo(2);
    assertThat(config.quota().defaultOutputTokens()).isEqualTo(1024);
    assertThat(config.quota().clipToHeadroom()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"512,512", "64K,65536", "64KiB,65536", "20MiB,20971520", "1GB,1073741824", "7b,7"})
  void reads_bytes_in_units_of_1024(String text, long bytes) {
    assertThat(read("lyss.journal.max-size", text).journal().maxSize().bytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({"500ms,500", "2s,2000", "10m,600000", "PT1M,60000", "3,3000"})
  void reads_durations(String text, long millis) {
    assertThat(read("lyss.proxy.idle-timeout", text).proxy().idleTimeout())
        .isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void reads_one_master_key_or_several_with_names() {
    assertThat(read("lyss.master-key", KEY).masterKey()).isPresent();
    assertThat(read("lyss.master-key", "b:" + KEY + ",a:" + KEY).masterKey()).isPresent();
  }

  @Test
  void reads_a_list_with_commas_or_with_numbers() {
    assertThat(read("lyss.trusted-proxies", "10.0.0.0/8,::1").trustedProxies().orElseThrow())
        .containsExactly(AddressBlock.parse("10.0.0.0/8"), AddressBlock.parse("::1"));
    assertThat(read("lyss.trusted-proxies[0]", "10.0.0.0/8").trustedProxies().orElseThrow())
        .containsExactly(AddressBlock.parse("10.0.0.0/8"));
  }

  @Test
  void reads_where_connections_may_lead() {
    var none = read("lyss.proxy.max-attempts", "1").egress();
    assertThat(none.allowPrivate()).isEmpty();
    assertThat(none.allow()).isEmpty();
    assertThat(read("lyss.egress.allow-private", "loopback").egress().allowPrivate())
        .contains(PrivateAddresses.LOOPBACK);
    assertThat(read("lyss.egress.allow-private", "TRUE").egress().allowPrivate())
        .contains(PrivateAddresses.ALLOWED);
    assertThat(read("lyss.egress.allow-private", "false").egress().allowPrivate())
        .contains(PrivateAddresses.REFUSED);
    assertThat(
            read("lyss.egress.allow", "10.0.0.0/8:8000,[fd00::/8]:443,VLLM.internal")
                .egress()
                .allow()
                .orElseThrow())
        .containsExactly(
            new Allowance(new Allowance.Block(AddressBlock.parse("10.0.0.0/8")), 8000),
            new Allowance(new Allowance.Block(AddressBlock.parse("fd00::/8")), 443),
            new Allowance(new Allowance.Named("vllm.internal"), null));
  }

  @Test
  void shows_no_secret() {
    assertThat(read("lyss.master-key", KEY).masterKey().orElseThrow().toString())
        .doesNotContain(KEY);
  }

  @ParameterizedTest
  @CsvSource({
    "lyss.store, somewhere",
    "lyss.shared-state, memcached",
    "lyss.quota.lease, 2s",
    "lyss.quota.lease, 2h",
    "lyss.quota.on-store-failure, wait",
    "lyss.store.wait, 0s",
    "lyss.store.wait, -1s",
    "lyss.store.wait, soon",
    "lyss.proxy.max-request-bytes, 0",
    "lyss.proxy.max-request-bytes, 20XB",
    "lyss.proxy.max-request-bytes, 2GiB",
    "lyss.journal.segment-size, 1K",
    "lyss.journal.max-size, 99999999999T",
    "lyss.proxy.max-attempts, 0",
    "lyss.proxy.max-attempts, many",
    "lyss.proxy.max-attempts, 1000001",
    "lyss.proxy.keep-alive, 0s",
    "lyss.proxy.connection-keep-alive, 0s",
    "lyss.proxy.http2, perhaps",
    "lyss.proxy.trust-certificates, /no/such/file.pem",
    "lyss.proxy.trust-certificates, pom.xml",
    "lyss.quota.clip-to-headroom, maybe",
    "lyss.egress.allow-private, perhaps",
    "lyss.egress.allow, 10.0.0.0/33",
    "lyss.egress.allow, 10.0.0.0/8:0",
    "lyss.egress.allow, 10.0.0.0/8:70000",
    "lyss.egress.allow, 127.1",
    "lyss.egress.allow, http://vllm.internal",
    "lyss.egress.allow, [fd00::/8:1",
    "lyss.trusted-proxies, 10.0.0.0/33",
    "lyss.trusted-proxies, example.com",
    "lyss.bootstrap.admin-key, sk-lyss-short",
    "lyss.master-key, c2hvcnQ=",
  })
  void refuses_a_wrong_value_with_its_key_and_what_is_allowed(String key, String value) {
    assertThatThrownBy(() -> read(key, value))
        .isInstanceOf(ConfigValidationException.class)
        .hasMessageContaining(key)
        .hasMessageContaining("expected: ");
  }

  @Test
  void refuses_two_master_keys_without_names() {
    assertThatThrownBy(() -> read("lyss.master-key", KEY + "," + KEY))
        .isInstanceOf(ConfigValidationException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lyss.proxi.max-attempts", "lyss.proxy.max-attempt"})
  void refuses_a_name_that_is_none_of_the_settings(String key) {
    assertThatThrownBy(() -> read(key, "3"))
        .isInstanceOf(ConfigValidationException.class)
        .hasMessageContaining(key);
  }
}
