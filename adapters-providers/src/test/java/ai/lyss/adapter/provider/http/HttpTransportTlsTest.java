package ai.lyss.adapter.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.TestLoop;
import ai.lyss.adapter.provider.stub.StubAnswer;
import ai.lyss.adapter.provider.stub.StubCertificate;
import ai.lyss.adapter.provider.stub.StubVendor;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.port.RecordingAttemptSink;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
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

  private static final String ASKED = "{\"model\":\"m\",\"messages\":[]}";
  private static final ProviderFailure REFUSED =
      new ProviderFailure.ConnectFailed("the TLS handshake failed");

  @TempDir Path folder;

  @Test
  void speaks_to_the_host_that_its_certificate_names_and_to_no_other() throws Exception {
    var good = StubCertificate.make(folder, "good", "ip:127.0.0.1");
    var other = StubCertificate.make(folder, "other", "dns:elsewhere.example");

    assertThat(askedOver(good, good).order()).isEqualTo("head content end");
    assertThat(askedOver(other, other).failure).as("another host").isEqualTo(REFUSED);
    assertThat(askedOver(good, other).failure).as("not trusted").isEqualTo(REFUSED);
    assertThat(askedOver(good, null).failure).as("not trusted by Java").isEqualTo(REFUSED);
  }

  private static RecordingAttemptSink askedOver(StubCertificate served, StubCertificate trusted)
      throws Exception {
    var patient = Duration.ofSeconds(30);
    var options =
        TransportOptions.STANDARD
            .with(new TransportTimeouts(patient, patient, patient))
            .trusting(trusted == null ? null : trusted.trust());
    var answer =
        "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}";
    try (var vendor = StubVendor.start(socket(served));
        var loop = new TestLoop(options, AnswerLimits.STANDARD)) {
      vendor.always(request -> StubAnswer.json(200, answer));
      var base = URI.create("https://127.0.0.1:" + vendor.port() + "/v1");
      return loop.finished(Chats.call(Chats.provider(base), Chats.chat(ASKED)));
    }
  }

  private static ServerSocket socket(StubCertificate certificate) throws Exception {
    var password = StubCertificate.PASSWORD.toCharArray();
    var keys = KeyStore.getInstance(certificate.keyStore().toFile(), password);
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, password);
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context
        .getServerSocketFactory()
        .createServerSocket(0, 16, InetAddress.getByName("127.0.0.1"));
  }
}
