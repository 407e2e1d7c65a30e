package ai.lyss.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.provider.Credential;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.provider.ProviderId;
import ai.lyss.domain.provider.Settings;
import ai.lyss.domain.provider.Vendor;
import ai.lyss.domain.store.Revision;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SecretsTest {

  private static final String KEY = "sk-q7Zx0vW8-0123456789-tail";

  private static Provider provider() {
    return new Provider(
        new ProviderId(new UUID(1, 2)),
        new TenantId(new UUID(3, 4)),
        "main",
        new Vendor("openai"),
        URI.create("https://user:" + KEY + "@internal.example/v1"),
        new Credential(Map.of("api_key", Secret.of(KEY), "session", Secret.of("geheim"))),
        new Settings(Map.of("organization", KEY)),
        true,
        Revision.first(Instant.EPOCH));
  }

  @Test
  void print_nothing_of_a_secret_wherever_it_is_held() {
    var holders =
        List.of(
            Secret.of(KEY),
            Credential.apiKey(KEY),
            provider(),
            provider().settings(),
            List.of(provider()),
            Map.of("p", provider().credential()));
    for (var holder : holders) {
      var printed = "%s %s".formatted(holder, String.valueOf(holder));
      for (int i = 0; i + 4 <= KEY.length(); i++) {
        assertThat(printed).doesNotContain(KEY.substring(i, i + 4));
      }
      assertThat(printed).doesNotContain("geheim").doesNotContain("internal.example");
    }
  }

  @Test
  void hint_at_long_secrets_only_and_by_four_characters() {
    assertThat(Secret.of(KEY).hint()).isEqualTo("tail");
    assertThat(Secret.of("12345678901").hint()).isEmpty();
    assertThat(Secret.of("123456789012").hint()).isEqualTo("9012");
    assertThat(Secret.of("").hint()).isEmpty();
    assertThat(Credential.NONE.hint()).isEmpty();
    assertThat(provider().credential().hint()).isEqualTo("tail");
  }

  @Test
  void are_equal_when_their_texts_are() {
    assertThat(Secret.of(KEY)).isEqualTo(Secret.of(KEY)).hasSameHashCodeAs(Secret.of(KEY));
    assertThat(Secret.of(KEY)).isNotEqualTo(Secret.of(KEY + "x"));
    assertThat(Secret.of("abc")).isNotEqualTo(Secret.of("abd"));
    assertThat(Secret.of(KEY).reveal()).isEqualTo(KEY);
  }

  @Test
  void show_four_bytes_of_a_digest_and_compare_all() {
    var bytes = new byte[32];
    bytes[31] = 1;
    var digest = ApiKeyDigest.of(bytes);
    assertThat(digest).hasToString("00000000…");
    assertThat(digest).isNotEqualTo(ApiKeyDigest.of(new byte[32]));
    assertThat(digest).isEqualTo(ApiKeyDigest.of(bytes)).hasSameHashCodeAs(ApiKeyDigest.of(bytes));
    bytes[0] = 7;
    digest.bytes()[1] = 7;
    assertThat(digest.bytes()[0]).isZero();
    assertThat(digest.bytes()[1]).isZero();
  }

  @Test
  void keep_settings_as_they_were_given() {
    var inner = new ArrayList<Object>(List.of("a"));
    var values = new LinkedHashMap<String, Object>();
    values.put("z", new LinkedHashMap<>(Map.of("list", inner)));
    values.put("a", 1.5);
    values.put("flag", true);
    var settings = new Settings(values);
    inner.add("b");
    values.clear();
    assertThat(settings.values().keySet()).containsExactly("z", "a", "flag");
    assertThat(settings.values().get("z")).isEqualTo(Map.of("list", List.of("a")));
    assertThat(settings.number("a")).contains(1.5);
    assertThat(settings.flag("flag")).contains(true);
    assertThat(settings.text("a")).isEmpty();
    assertThat(settings.text("missing")).isEmpty();
  }
}
