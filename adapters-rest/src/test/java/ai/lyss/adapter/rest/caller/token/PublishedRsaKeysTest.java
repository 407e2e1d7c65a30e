package ai.lyss.adapter.rest.caller.token;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.rest.caller.token.CallerTokens.TokenCheck;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Keys that are published, changed and withdrawn. */
final class PublishedRsaKeysTest {

  private static final KeyPair FIRST = Minted.keys(2048);
  private static final KeyPair SECOND = Minted.keys(2048);

  private final List<CompletableFuture<String>> fetches = new ArrayList<>();
  private long nanos = 5;
  private final PublishedRsaKeys keys =
      new PublishedRsaKeys(
          () -> {
            var fetch = new CompletableFuture<String>();
            fetches.add(fetch);
            return fetch;
          },
          () -> nanos);
  private final JwtTokens tokens =
      new JwtTokens(
          null, keys, new TokenRules(null, null, Duration.ZERO), () -> Instant.ofEpochSecond(1000));
  private final List<TokenCheck> answers = new ArrayList<>();

  private void check(KeyPair signed, String id) {
    tokens.check(
        Minted.rs256(
            "{\"sub\":\"ada\",\"exp\":2000,\"tenant_id\":\"01a20700-3bf4-7e0a-9d8e-9811f125fe30\"}",
            signed,
            id),
        answers::add);
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  private void publish(KeyPair pair, String id) {
    fetches.getLast().complete(Minted.set(Minted.jwk(pair, id)));
  }

  @Test
  void fetches_keys_when_they_are_first_needed_and_answers_all_who_wait() {
    check(FIRST, "one");
    check(FIRST, "one");
    assertThat(answers).isEmpty();
    assertThat(fetches).hasSize(1);
    publish(FIRST, "one");
    assertThat(answers).hasSize(2).allMatch(TokenCheck.Valid.class::isInstance);
  }

  @Test
  void fetches_again_for_an_unknown_id_but_not_often() {
    check(FIRST, "one");
    publish(FIRST, "one");
    check(SECOND, "two");
    assertThat(answers).hasSize(2);
    assertThat(answers.getLast()).isInstanceOf(TokenCheck.Invalid.class);
    assertThat(fetches).as("within the cool-down").hasSize(1);

    pass(Duration.ofSeconds(10));
    check(SECOND, "two");
    assertThat(fetches).hasSize(2);
    publish(SECOND, "two");
    assertThat(answers.getLast()).isInstanceOf(TokenCheck.Valid.class);
  }

  @Test
  void forgets_a_token_whose_key_was_withdrawn() {
    check(FIRST, "one");
    publish(FIRST, "one");
    pass(Duration.ofMinutes(5));
    check(FIRST, "one"); // remembered; its look-up does not ask for keys
    check(SECOND, "two");
    publish(SECOND, "two");
    answers.clear();
    pass(Duration.ofSeconds(1));
    check(FIRST, "one");
    assertThat(answers).hasSize(1);
    assertThat(answers.getFirst()).isInstanceOf(TokenCheck.Invalid.class);
  }

  @Test
  void keeps_the_last_keys_while_the_place_cannot_be_reached_or_holds_rubbish() {
    check(FIRST, "one");
    publish(FIRST, "one");
    for (var wrong : List.of("", "{}", "{\"keys\":[]}", "<html>")) {
      pass(Duration.ofMinutes(6));
      check(SECOND, "two");
      fetches.getLast().complete(wrong);
      pass(Duration.ofMinutes(6));
      check(SECOND, "two");
      fetches.getLast().completeExceptionally(new IllegalStateException("down"));
      check(FIRST, "one");
      assertThat(answers.getLast()).as(wrong).isInstanceOf(TokenCheck.Valid.class);
    }
  }

  @Test
  void takes_no_short_key_and_none_for_encryption() {
    check(FIRST, "one");
    var encryption = Minted.jwk(FIRST, "one");
    encryption.setUse("enc");
    fetches.getLast().complete(Minted.set(encryption, Minted.jwk(Minted.keys(1024), "short")));
    assertThat(answers).hasSize(1);
    assertThat(answers.getFirst()).isInstanceOf(TokenCheck.Invalid.class);
  }
}
