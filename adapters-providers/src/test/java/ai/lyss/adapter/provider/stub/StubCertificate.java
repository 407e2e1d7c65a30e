package ai.lyss.adapter.provider.stub;

import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A self-signed certificate of a stub vendor, made by the JDK's own tool in a folder of a test. */
public final class StubCertificate {

  /** What protects the key store. */
  public static final String PASSWORD = "changeit";

  private final Path keyStore;
  private final Path pem;

  private StubCertificate(Path keyStore, Path pem) {
    this.keyStore = keyStore;
    this.pem = pem;
  }

  /**
   * Makes a certificate.
   *
   * @param name its files' name, unique within the folder
   * @param subject whom it names, such as {@code ip:127.0.0.1} or {@code dns:vendor.example}
   */
  public static StubCertificate make(Path folder, String name, String subject) {
    var keyStore = folder.resolve(name + ".p12");
    var pem = folder.resolve(name + ".pem");
    keytool(
        keyStore,
        List.of(
            "-genkeypair",
            "-keyalg",
            "EC",
            "-dname",
            "CN=stub",
            "-ext",
            "SAN=" + subject,
            "-validity",
            "2"));
    keytool(keyStore, List.of("-exportcert", "-rfc", "-file", pem.toString()));
    return new StubCertificate(keyStore, pem);
  }

  private static void keytool(Path keyStore, List<String> task) {
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    line.addAll(task);
    line.addAll(List.of("-alias", "stub", "-storetype", "PKCS12"));
    line.addAll(List.of("-keystore", keyStore.toString(), "-storepass", PASSWORD));
    try {
      var process = new ProcessBuilder(line).redirectErrorStream(true).start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Returns the PKCS 12 file with key and certificate. */
  public Path keyStore() {
    return keyStore;
  }

  /** Returns the PEM file with the certificate alone. */
  public Path pem() {
    return pem;
  }

  /** Returns what a server of Vert.x needs. */
  public PfxOptions keys() {
    return new PfxOptions().setPath(keyStore.toString()).setPassword(PASSWORD);
  }

  /** Returns trust in this certificate and no other. */
  public PemTrustOptions trust() {
    return new PemTrustOptions().addCertPath(pem.toString());
  }
}
