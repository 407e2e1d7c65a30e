package ai.lyss.adapter.persistence.secret;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.provider.ProviderId;
import ai.lyss.domain.store.OnceKey;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that bind a ciphertext to its place, so that a row copied elsewhere does not open. Each
 * part is preceded by its length: no two places have the same bytes.
 */
final class Belonging {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private Belonging() {}

  /** The place of one field of a provider's credential. */
  static byte[] credential(TenantId tenant, ProviderId provider, String field) {
    return new Belonging()
        .text("lyss credential v1")
        .id(tenant.value())
        .id(provider.value())
        .text(field)
        .bytes
        .toByteArray();
  }

  /** The place of the answer to a request. */
  static byte[] answer(TenantId tenant, OnceKey request) {
    return new Belonging()
        .text("lyss answer v1")
        .id(tenant.value())
        .text(request.route())
        .text(request.key())
        .text(request.fingerprint())
        .bytes
        .toByteArray();
  }

  /** The place of a wrapped data key; the tenant is null for keys of the installation. */
  static byte[] dataKey(@Nullable TenantId tenant, UUID id, String purpose) {
    var place = new Belonging().text("lyss data key v1").id(id).text(purpose);
    return (tenant == null ? place.text("") : place.id(tenant.value())).bytes.toByteArray();
  }

  private Belonging id(UUID id) {
    var buffer = ByteBuffer.allocate(2 * Long.BYTES);
    return part(
        buffer.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()).array());
  }

  private Belonging text(String text) {
    return part(text.getBytes(StandardCharsets.UTF_8));
  }

  private Belonging part(byte[] part) {
    bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
    bytes.writeBytes(part);
    return this;
  }
}
