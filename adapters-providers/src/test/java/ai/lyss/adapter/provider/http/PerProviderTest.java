package ai.lyss.adapter.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.provider.Credential;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.provider.ProviderId;
import ai.lyss.domain.provider.Settings;
import ai.lyss.domain.provider.Vendor;
import ai.lyss.domain.store.Revision;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PerProviderTest {

  private static final URI BASE = URI.create("http://vendor.test/v1");

  private int made;
  private final PerProvider<String> kept =
      new PerProvider<>(
          provider -> {
            made++;
            return provider.settings().text("a").orElse("none") + provider.baseUrl();
          });

  private static Provider provider(long id, Settings settings, URI base) {
    return new Provider(
        new ProviderId(new UUID(0, id)),
        new TenantId(new UUID(0, 2)),
        "main",
        new Vendor("openai"),
        base,
        Credential.apiKey("key"),
        settings,
        true,
        Revision.first(Instant.EPOCH));
  }

  @Test
  void works_out_once_what_follows_from_a_provider() {
    var provider = Chats.provider("openai", BASE, Map.of("a", "x"));
    for (int i = 0; i < 5; i++) {
      assertThat(kept.apply(provider)).isEqualTo("x" + BASE);
    }
    assertThat(made).isEqualTo(1);
  }

  @Test
  void works_it_out_anew_when_settings_or_base_url_change() {
    var settings = new Settings(Map.of("a", "x"));
    assertThat(kept.apply(provider(1, settings, BASE))).isEqualTo("x" + BASE);
    assertThat(kept.apply(provider(1, settings, BASE))).isEqualTo("x" + BASE);
    assertThat(kept.apply(provider(1, new Settings(Map.of("a", "y")), BASE))).isEqualTo("y" + BASE);
    var moved = URI.create("http://elsewhere.test/v1");
    assertThat(kept.apply(provider(1, settings, moved))).isEqualTo("x" + moved);
    assertThat(made).isEqualTo(3);
  }

  @Test
  void keeps_providers_apart_and_no_more_than_ten_thousand() {
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 9_999; i++) {
        kept.apply(provider(i, Settings.NONE, BASE));
      }
    }
    assertThat(made).isEqualTo(9_999);
    for (int i = 0; i < 3; i++) {
      kept.apply(provider(20_000 + i, Settings.NONE, BASE));
    }
    kept.apply(provider(1, Settings.NONE, BASE));
    assertThat(made).as("the oldest was forgotten").isEqualTo(10_003);
  }
}
