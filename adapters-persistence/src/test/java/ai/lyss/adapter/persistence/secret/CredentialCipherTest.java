package ai.lyss.adapter.persistence.secret;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.access.Secret;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.provider.Credential;
import ai.lyss.domain.provider.ProviderId;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class CredentialCipherTest {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final TenantId tenant = new TenantId(Seeds.id());
  private final ProviderId provider = new ProviderId(Seeds.id());
  private final DataKey key = newKey();
  private final CredentialCipher cipher = cipher(tenant, key);
  private final Credential credential =
      new Credential(Map.of("api_key", Secret.of("sk-ä\u0000🔑"), "token", Secret.of("")));

  @Test
  void opens_what_it_sealed() {
    assertThat(cipher.open(provider, cipher.seal(provider, credential))).contains(credential);
  }

  @Test
  void writes_version_key_nonce_and_ciphertext() {
    var sealed = cipher.seal(provider, credential);

    assertThat(sealed).containsOnlyKeys("api_key", "token");
    assertThat(sealed.get("api_key"))
        .matches("v1\\." + key.id() + "\\.[A-Za-z0-9_-]{16}\\.[A-Za-z0-9_-]{22,}")
        .doesNotContain("sk-");
  }

  @Test
  void never_uses_a_nonce_twice() {
    var seen = new HashSet<String>();
    for (int i = 0; i < 1_000; i++) {
      var text = cipher.seal(provider, Credential.apiKey("same")).get("api_key");
      assertThat(seen.add(text.split("\\.")[2])).isTrue();
    }
  }

  @Test
  void opens_nothing_that_was_moved_to_another_tenant() {
    var theirs = cipher(new TenantId(Seeds.id()), key);

    assertThat(theirs.open(provider, cipher.seal(provider, credential))).isEmpty();
  }

  @Test
  void opens_nothing_that_was_moved_to_another_provider() {
    var other = new ProviderId(Seeds.id());

    assertThat(cipher.open(other, cipher.seal(provider, credential))).isEmpty();
  }

  @Test
  void opens_nothing_that_was_moved_to_another_field() {
    var sealed = new HashMap<>(cipher.seal(provider, credential));
    sealed.put("api_key", sealed.get("token"));

    assertThat(cipher.open(provider, sealed)).isEmpty();
  }

  @Test
  void opens_nothing_with_another_key_even_under_the_same_id() {
    var sealed = cipher.seal(provider, credential);

    assertThat(cipher(tenant, newKey()).open(provider, sealed)).isEmpty();
    assertThat(cipher(tenant, new DataKey(key.id(), newKey().key(), "m1")).open(provider, sealed))
        .isEmpty();
  }

  @Test
  void opens_nothing_that_was_changed_anywhere() {
    var text = cipher.seal(provider, Credential.apiKey("sk-secret")).get("api_key");
    var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
    for (int i = 0; i < text.length(); i++) {
      for (int k = 0; k < alphabet.length(); k += 7) {
        var changed = text.substring(0, i) + alphabet.charAt(k) + text.substring(i + 1);
        if (isTheSameBytes(changed, text)) {
          continue;
        }
        assertThat(cipher.open(provider, Map.of("api_key", changed))).as(changed).isEmpty();
      }
    }
    assertThat(cipher.open(provider, Map.of("api_key", ""))).isEmpty();
    assertThat(cipher.open(provider, Map.of("api_key", "plain"))).isEmpty();
  }

  private static boolean isTheSameBytes(String changed, String text) {
    var one = SealedText.parse(changed);
    var other = SealedText.parse(text).orElseThrow();
    return one.isPresent()
        && one.get().keyId().equals(other.keyId())
        && Arrays.equals(one.get().nonce(), other.nonce())
        && Arrays.equals(one.get().ciphertext(), other.ciphertext());
  }

  private static CredentialCipher cipher(TenantId tenant, DataKey key) {
    return new CredentialCipher(tenant, key, new AesGcm(RANDOM));
  }

  private static DataKey newKey() {
    var bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return new DataKey(Seeds.id(), new SecretKeySpec(bytes, "AES"), "m1");
  }
}
