package ai.lyss.domain.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.lyss.domain.port.RemoteContent.Fetched;
import ai.lyss.domain.port.RemoteContent.Outcome;
import ai.lyss.domain.port.RemoteContent.Reason;
import ai.lyss.domain.port.RemoteContent.Refused;
import ai.lyss.domain.port.RemoteContent.TimedOut;
import ai.lyss.domain.port.RemoteContent.TooLarge;
import ai.lyss.domain.port.RemoteContent.Unreachable;
import ai.lyss.domain.port.RemoteContent.Wanted;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What everything that fetches content must do. */
@Timeout(60)
public abstract class RemoteContentContract {

  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3};
  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0};
  private static final int ENOUGH = 1_000;

  /** What a test may ask for. */
  public enum Place {
    /** A server that takes the request and says nothing. */
    SILENT,
    /** Where nobody listens. */
    EMPTY,
    /** A server whose answer breaks off. */
    BREAKING,
    /** A server that fails with 500. */
    FAILING,
    /** Where connections are not allowed. */
    FORBIDDEN,
    /** A server that points to something good elsewhere. */
    MOVED,
    /** A server that has no such thing. */
    MISSING
  }

  /** Fetches on an event loop and returns what came; an error when nothing comes. */
  protected abstract Outcome fetched(Wanted wanted);

  /** Fetches and calls it off at once; returns how many answers came in the end. */
  protected abstract int answersAfterCallingOff(Wanted wanted);

  /** Returns where these bytes are served, with a content type that says nothing true. */
  protected abstract URI serving(byte[] bytes);

  /** Returns a place of a sort. */
  protected abstract URI at(Place place);

  /** Returns the time on the monotonic clock. */
  protected abstract long nanos();

  private Wanted wanted(URI where, int maxBytes) {
    return new Wanted(where, maxBytes, nanos() + Duration.ofSeconds(20).toNanos());
  }

  private Outcome from(Place place) {
    return fetched(wanted(at(place), ENOUGH));
  }

  private void assertFetched(String mediaType, byte[] bytes) {
    assertThat(fetched(wanted(serving(bytes), ENOUGH)))
        .isInstanceOfSatisfying(
            Fetched.class,
            got -> {
              assertThat(got.mediaType()).isEqualTo(mediaType);
              assertThat(got.bytes()).isEqualTo(bytes);
            });
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  protected void fetches_all_bytes_and_says_what_they_are_by_themselves() {
    assertFetched("image/png", PNG);
    assertFetched("image/jpeg", JPEG);
    assertFetched("image/gif", ascii("GIF89a and more"));
    assertFetched("image/gif", ascii("GIF87a"));
    assertFetched("image/webp", ascii("RIFF____WEBPVP8 "));
    assertFetched("application/pdf", ascii("%PDF-1.7\n"));
    assertFetched("text/plain", ascii("All about tides.\r\n"));
    assertFetched("text/plain", "Über die Flut".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  protected void refuses_what_is_none_of_the_known_media_types() {
    for (var bytes :
        List.of(
            new byte[0],
            ascii("<html>"),
            ascii("\n <!doctype html>"),
            ascii("text\0with a zero"),
            new byte[] {'t', (byte) 0xc3, '!', '!'},
            ascii("<svg xmlns='http://www.w3.org/2000/svg'/>"),
            ascii("RIFF____WAVE\0"),
            ascii("GIF88a\0"),
            Arrays.copyOf(PNG, 7))) {
      assertThat(fetched(wanted(serving(bytes), ENOUGH)))
          .isEqualTo(new Refused(Reason.UNKNOWN_MEDIA_TYPE));
    }
  }

  @Test
  protected void takes_as_many_bytes_as_are_wanted_and_no_more() {
    var large = Arrays.copyOf(PNG, 300_000);

    assertThat(fetched(wanted(serving(large), 300_000))).isInstanceOf(Fetched.class);
    assertThat(fetched(wanted(serving(large), 299_999))).isEqualTo(new TooLarge());
  }

  @Test
  protected void gives_up_at_the_deadline() {
    long soon = nanos() + Duration.ofMillis(300).toNanos();

    assertThat(fetched(new Wanted(at(Place.SILENT), ENOUGH, soon))).isEqualTo(new TimedOut());
    assertThat(fetched(new Wanted(serving(PNG), ENOUGH, nanos() - 1))).isEqualTo(new TimedOut());
  }

  @Test
  protected void tells_apart_why_there_is_nothing() {
    assertThat(from(Place.EMPTY)).isEqualTo(new Unreachable());
    assertThat(from(Place.BREAKING)).isEqualTo(new Unreachable());
    assertThat(from(Place.FAILING)).isEqualTo(new Unreachable());
    assertThat(from(Place.FORBIDDEN)).isEqualTo(new Refused(Reason.NOT_ALLOWED));
    assertThat(from(Place.MOVED)).isEqualTo(new Refused(Reason.REDIRECTED));
    assertThat(from(Place.MISSING)).isEqualTo(new Refused(Reason.NOT_THERE));
  }

  @Test
  protected void refuses_what_is_no_url_of_the_web() {
    for (var url :
        List.of(
            "file:///etc/passwd",
            "ftp://a.example/b",
            "data:image/png;base64,AAAA",
            "https:///a",
            "//a.example/b",
            "a.png",
            "https://user:pass@a.example/b")) {
      assertThat(fetched(wanted(URI.create(url), ENOUGH)))
          .as(url)
          .isEqualTo(new Refused(Reason.NO_URL));
    }
  }

  @Test
  protected void says_nothing_once_it_is_called_off() {
    assertThat(answersAfterCallingOff(wanted(serving(PNG), ENOUGH))).isZero();
    assertThat(answersAfterCallingOff(wanted(URI.create("a.png"), ENOUGH))).isZero();
    assertThat(answersAfterCallingOff(wanted(at(Place.FORBIDDEN), ENOUGH))).isZero();
  }

  @Test
  protected void refuses_to_want_nothing() {
    assertThatThrownBy(() -> new Wanted(URI.create("https://a.example"), 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected");
  }
}
