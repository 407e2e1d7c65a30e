package ai.lyss.adapter.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.TestLoop;
import ai.lyss.adapter.provider.stub.StubAnswer;
import ai.lyss.adapter.provider.stub.StubVendor;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.port.RecordingAttemptSink;
import io.vertx.core.net.PfxOptions;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HttpTransportTlsTest {

  private static final String PASSWORD = "changeit";
  private static final String ASKED = "{\"model\":\"m\",\"messages\":[]}";
  private static final ProviderFailure REFUSED =
      new ProviderFailure.ConnectFailed("the TLS handshake failed");

  @TempDir Path folder;

  @Test
  void speaks_to_the_host_that_its_certificate_names_and_to_no_other() throws Exception {
    var good = keyStore("good", "ip:127.0.0.1");
    var other = keyStore("other", "dns:elsewhere.example");

    assertThat(askedOver(good, good).order()).isEqualTo("head content end");
    assertThat(askedOver(other, other).failure).as("another host").isEqualTo(REFUSED);
    assertThat(askedOver(good, other).failure).as("not trusted").isEqualTo(REFUSED);
    assertThat(askedOver(good, null).failure).as("not trusted by Java").isEqualTo(REFUSED);
  }

  private RecordingAttemptSink askedOver(Path served, Path trusted) throws Exception {
    var trust =
        trusted == null ? null : new PfxOptions().setPath(trusted.toString()).setPassword(PASSWORD);
    var patient = Duration.ofSeconds(30);
    var timeouts = new TransportTimeouts(patient, patient, patient);
    var options = new TransportOptions(timeouts, 8, trust);
    var answer =
        "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}";
    try (var vendor = StubVendor.start(socket(served));
        var loop = new TestLoop(options, AnswerLimits.STANDARD)) {
      vendor.always(request -> StubAnswer.json(200, answer));
      var base = URI.create("https://127.0.0.1:" + vendor.port() + "/v1");
      return loop.finished(Chats.call(Chats.provider(base), Chats.chat(ASKED)));
    }
  }

  private static ServerSocket socket(Path store) throws Exception {
    var keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context
        .getServerSocketFactory()
        .createServerSocket(0, 16, InetAddress.getByName("127.0.0.1"));
  }

  private Path keyStore(String name, String subject) throws Exception {
    var store = folder.resolve(name + ".p12");
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var made =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-alias",
                "a",
                "-keyalg",
                "EC",
                "-dname",
                "CN=stub",
                "-ext",
                "SAN=" + subject,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .start();
    var said = new String(made.getInputStream().readAllBytes());
    assertThat(made.waitFor()).as(said).isZero();
    return store;
  }
}
