package ai.lyss.adapter.provider.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.TrustOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Certificate authorities that are trusted beside those of the Java runtime. */
public final class TrustedCertificates {

  /** What the format asks for; certificates are public. */
  private static final String NO_SECRET = "certificates";

  private TrustedCertificates() {}

  /**
   * Returns trust in the certificates of a PEM file and in all that Java trusts.
   *
   * @throws IllegalArgumentException when the file cannot be read or holds no certificate
   */
  public static TrustOptions andJavas(Path pem) {
    try {
      var all = KeyStore.getInstance("PKCS12");
      all.load(null, null);
      int count = 0;
      for (var own : authorities(null).getAcceptedIssuers()) {
        all.setCertificateEntry("java-" + count++, own);
      }
      try (var in = Files.newInputStream(pem)) {
        var more = CertificateFactory.getInstance("X.509").generateCertificates(in);
        if (more.isEmpty()) {
          throw new IllegalArgumentException(pem + ": no certificate (expected: one or more)");
        }
        for (var one : more) {
          all.setCertificateEntry("more-" + count++, (X509Certificate) one);
        }
      }
      var stored = new ByteArrayOutputStream();
      all.store(stored, NO_SECRET.toCharArray());
      return new PfxOptions().setValue(Buffer.buffer(stored.toByteArray())).setPassword(NO_SECRET);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(pem + ": unreadable (expected: a PEM file)", e);
    }
  }

  private static X509TrustManager authorities(@Nullable KeyStore store)
      throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (var manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        return x509;
      }
    }
    throw new GeneralSecurityException("no trust manager for X.509");
  }
}
