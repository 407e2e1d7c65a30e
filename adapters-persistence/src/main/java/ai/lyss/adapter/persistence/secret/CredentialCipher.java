package ai.lyss.adapter.persistence.secret;

import ai.lyss.domain.access.Secret;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.provider.Credential;
import ai.lyss.domain.provider.ProviderId;
import ai.lyss.domain.store.OnceKey;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Seals and opens the secrets of one tenant with that tenant's data key and AES-256-GCM: each field
 * of a credential bound to tenant, provider and field, each answer to tenant and request.
 * Immutable; thread-safe.
 */
public final class CredentialCipher {

  private final TenantId tenant;
  private final DataKey key;
  private final AesGcm aes;

  CredentialCipher(TenantId tenant, DataKey key, AesGcm aes) {
    this.tenant = tenant;
    this.key = key;
    this.aes = aes;
  }

  /** Returns the sealed texts by field. */
  public Map<String, String> seal(ProviderId provider, Credential credential) {
    var sealed = new TreeMap<String, String>();
    credential
        .fields()
        .forEach((field, secret) -> sealed.put(field, seal(provider, field, secret)));
    return sealed;
  }

  /** Returns the credential; empty when a field was sealed for another place or by another key. */
  public Optional<Credential> open(ProviderId provider, Map<String, String> sealed) {
    var fields = new LinkedHashMap<String, Secret>();
    for (var field : sealed.entrySet()) {
      var plain =
          SealedText.parse(field.getValue())
              .filter(text -> text.keyId().equals(key.id().toString()))
              .flatMap(text -> AesGcm.open(text, key.key(), place(provider, field.getKey())));
      if (plain.isEmpty()) {
        return Optional.empty();
      }
      fields.put(field.getKey(), Secret.of(new String(plain.get(), StandardCharsets.UTF_8)));
    }
    return Optional.of(new Credential(fields, key.masterId()));
  }

  /** Returns the sealed text of an answer, bound to tenant and request. */
  public String seal(OnceKey request, String answer) {
    var plain = answer.getBytes(StandardCharsets.UTF_8);
    return aes.seal(key.id().toString(), key.key(), Belonging.answer(tenant, request), plain)
        .text();
  }

  /** Returns an answer; empty when it was sealed for another request or by another key. */
  public Optional<String> open(OnceKey request, String sealed) {
    return SealedText.parse(sealed)
        .filter(text -> text.keyId().equals(key.id().toString()))
        .flatMap(text -> AesGcm.open(text, key.key(), Belonging.answer(tenant, request)))
        .map(plain -> new String(plain, StandardCharsets.UTF_8));
  }

  private String seal(ProviderId provider, String field, Secret secret) {
    var plain = secret.reveal().getBytes(StandardCharsets.UTF_8);
    return aes.seal(key.id().toString(), key.key(), place(provider, field), plain).text();
  }

  private byte[] place(ProviderId provider, String field) {
    return Belonging.credential(tenant, provider, field);
  }
}
