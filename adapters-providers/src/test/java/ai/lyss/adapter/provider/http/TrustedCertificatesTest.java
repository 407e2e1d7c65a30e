package ai.lyss.adapter.provider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.TestLoop;
import ai.lyss.adapter.provider.stub.StubCertificate;
import ai.lyss.adapter.provider.stub.StubHttp2Vendor;
import io.vertx.core.Vertx;
import io.vertx.core.net.TrustOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TrustedCertificatesTest {

  private static final String TEXT =
      "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]}\n\n";
  private static final String DONE = "data: [DONE]\n\n";

  @TempDir Path folder;

  @Test
  void vendors_with_such_a_certificate_are_believed() {
    var certificate = StubCertificate.make(folder, "vendor", "ip:127.0.0.1");
    var patient = Duration.ofSeconds(30);
    var options =
        TransportOptions.STANDARD
            .with(new TransportTimeouts(patient, patient, patient))
            .trusting(TrustedCertificates.andJavas(certificate.pem()));
    try (var vendor = StubHttp2Vendor.start(certificate);
        var loop = new TestLoop(options, AnswerLimits.STANDARD)) {
      vendor.always(stream -> stream.events(TEXT, DONE));
      var call =
          Chats.call(
              Chats.provider(vendor.baseUrl()), Chats.chat("{\"model\":\"m\",\"stream\":true}"));

      assertThat(loop.finished(call).order()).endsWith("end");
    }
  }

  @Test
  void those_of_java_are_believed_as_before() throws Exception {
    var certificate = StubCertificate.make(folder, "vendor", "ip:127.0.0.1");
    var javas = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    javas.init((KeyStore) null);

    assertThat(issuers(TrustedCertificates.andJavas(certificate.pem())))
        .hasSize(1 + issuers(javas).size())
        .containsAll(issuers(javas));
  }

  private static List<Object> issuers(TrustOptions options) throws Exception {
    var vertx = Vertx.vertx();
    try {
      return issuers(options.getTrustManagerFactory(vertx));
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static List<Object> issuers(TrustManagerFactory factory) {
    return List.of(
        (Object[]) ((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers());
  }

  @Test
  void what_is_no_certificate_is_refused() throws Exception {
    var empty = Files.createFile(folder.resolve("empty.pem"));
    var other = Files.writeString(folder.resolve("other.pem"), "no certificate");

    for (var wrong : List.of(folder.resolve("none.pem"), empty, other)) {
      assertThatThrownBy(() -> TrustedCertificates.andJavas(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(wrong.toString())
          .hasMessageContaining("expected");
    }
  }
}
