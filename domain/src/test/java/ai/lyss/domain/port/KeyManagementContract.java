package ai.lyss.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.access.KeyOutcome;
import ai.lyss.domain.access.KeyOutcome.Done;
import ai.lyss.domain.access.KeyOutcome.Refused;
import ai.lyss.domain.access.KeyOutcome.Unwrapped;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** What everybody does who keeps master keys. */
public abstract class KeyManagementContract {

  private static final byte[] KEY =
      HexFormat.of().parseHex("00ff10203040506070".repeat(3) + "aa".repeat(5));
  private static final byte[] PLACE = "tenant 1".getBytes(StandardCharsets.UTF_8);

  /** Returns one with a single master key. */
  protected abstract KeyManagement present();

  /** Returns one that wraps with a newer master key and has that of {@link #present} too. */
  protected abstract KeyManagement rotated();

  /** Returns one that has none of these master keys. */
  protected abstract KeyManagement stranger();

  @Test
  void unwraps_what_it_wrapped() {
    var keys = present();

    var unwrapped = unwrapped(keys, wrapped(keys));

    assertThat(unwrapped.bytes()).isEqualTo(KEY);
    assertThat(unwrapped.masterId()).isNotBlank();
  }

  @Test
  void gives_the_caller_a_copy_of_its_own() {
    var keys = present();
    var given = KEY.clone();
    if (!(keys.wrap(given, PLACE) instanceof Done<String>(var text))) {
      throw new AssertionError("wrap: not done (expected: done)");
    }
    given[0] = 1;

    unwrapped(keys, text).bytes()[1] = 1;

    assertThat(unwrapped(keys, text).bytes()).isEqualTo(KEY);
  }

  @Test
  void wraps_the_same_key_differently_each_time_and_shows_nothing_of_it() {
    var keys = present();
    var texts = new HashSet<String>();
    for (int i = 0; i < 100; i++) {
      texts.add(wrapped(keys));
    }

    assertThat(texts).hasSize(100);
    assertThat(texts)
        .allSatisfy(
            text ->
                assertThat(text)
                    .matches("[A-Za-z0-9_.-]{1,4096}")
                    .doesNotContain(Base64.getUrlEncoder().withoutPadding().encodeToString(KEY))
                    .doesNotContain(HexFormat.of().formatHex(KEY)));
  }

  @Test
  void refuses_a_key_for_another_place() {
    var keys = present();

    assertThat(keys.unwrap(wrapped(keys), "tenant 2".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new Refused<>());
    assertThat(keys.unwrap(wrapped(keys), new byte[0])).isEqualTo(new Refused<>());
  }

  @Test
  void refuses_a_text_that_is_not_quite_what_it_wrapped() {
    var keys = present();
    var text = wrapped(keys);
    for (int at = 0; at < text.length() - 1; at++) {
      var other = text.charAt(at) == 'A' ? 'B' : 'A';
      assertThat(keys.unwrap(text.substring(0, at) + other + text.substring(at + 1), PLACE))
          .as("another letter at %d of %s", at, text)
          .isEqualTo(new Refused<>());
      assertThat(keys.unwrap(text.substring(0, at), PLACE))
          .as("the first %d letters of %s", at, text)
          .isEqualTo(new Refused<>());
    }
    assertThat(keys.unwrap("", PLACE)).isEqualTo(new Refused<>());
    assertThat(keys.unwrap("v1.é.ü.\0", PLACE)).isEqualTo(new Refused<>());
  }

  @Test
  void unwraps_with_the_older_master_key_and_wraps_with_the_newer_one() {
    var before = present();
    var after = rotated();
    var old = wrapped(before);
    var fresh = wrapped(after);

    assertThat(unwrapped(after, old).bytes()).isEqualTo(KEY);
    assertThat(unwrapped(after, old).masterId()).isEqualTo(unwrapped(before, old).masterId());
    assertThat(unwrapped(after, fresh).masterId()).isNotEqualTo(unwrapped(after, old).masterId());
    assertThat(before.unwrap(fresh, PLACE)).isEqualTo(new Refused<>());
  }

  @Test
  void refuses_what_a_stranger_wrapped() {
    assertThat(present().unwrap(wrapped(stranger()), PLACE)).isEqualTo(new Refused<>());
    assertThat(stranger().unwrap(wrapped(present()), PLACE)).isEqualTo(new Refused<>());
  }

  @Test
  void prints_no_key() {
    var keys = present();

    assertThat(keys.unwrap(wrapped(keys), PLACE).toString())
        .matches("Done\\[value=Unwrapped\\[.*]]");
  }

  private static String wrapped(KeyManagement keys) {
    return done(keys.wrap(KEY.clone(), PLACE));
  }

  private static Unwrapped unwrapped(KeyManagement keys, String text) {
    return done(keys.unwrap(text, PLACE));
  }

  private static <T> T done(KeyOutcome<T> outcome) {
    if (outcome instanceof Done<T> done) {
      return done.value();
    }
    throw new AssertionError("outcome: " + outcome + " (expected: Done)");
  }
}
