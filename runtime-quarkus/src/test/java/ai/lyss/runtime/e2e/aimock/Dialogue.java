package ai.lyss.runtime.e2e.aimock;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A caller and a vendor, about something: one request, or two when tools were called. The text of
 * the user is no other dialogue's, so that what went out can be found by it.
 */
record Dialogue(Caller caller, Mocked vendor, Scenario about, boolean streamed) {

  static final List<Caller> CALLERS =
      List.of(new ChatCaller(), new ResponsesCaller(), new MessagesCaller(), new GeminiCaller());

  /** What callers send along that is nobody else's business. */
  static final String CALLERS_OWN = "the-callers-own-business";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** A request and its answer, read if it was no refusal. */
  record Round(JsonObject asked, HttpResponse<String> answered, @Nullable Answer read) {

    Answer answer() {
      if (read == null) {
        throw new AssertionError(answered.statusCode() + " " + answered.body());
      }
      return read;
    }
  }

  /** Returns every dialogue there is. */
  static List<Dialogue> all() {
    var all = new ArrayList<Dialogue>();
    for (var about : Scenario.values()) {
      for (var vendor : Mocked.values()) {
        for (var caller : CALLERS) {
          if (about != Scenario.CUT) {
            all.add(new Dialogue(caller, vendor, about, false));
          }
          if (about.usesTools() || about == Scenario.HELLO || about == Scenario.CUT) {
            all.add(new Dialogue(caller, vendor, about, true));
          }
        }
      }
    }
    return all;
  }

  String text() {
    return "["
        + about.fixture()
        + "] "
        + caller.name()
        + " to "
        + vendor.vendor()
        + (streamed ? ", streamed." : ", whole.");
  }

  /** Returns whether the vendor speaks the caller's dialect, so that bytes go on as they came. */
  boolean spliced() {
    return switch (vendor) {
      case OPENAI -> caller instanceof ChatCaller || caller instanceof ResponsesCaller;
      case AZURE, DEEPSEEK, COMPATIBLE -> caller instanceof ChatCaller;
      case ANTHROPIC -> caller instanceof MessagesCaller;
      case GEMINI -> caller instanceof GeminiCaller;
      case OLLAMA -> false;
    };
  }

  /** Returns whether nothing is edited for the vendor either but what is for every vendor. */
  boolean goesOnAsItCame() {
    return spliced() && vendor != Mocked.DEEPSEEK && vendor != Mocked.AZURE;
  }

  /** Says it all, and returns the rounds. */
  List<Round> hold(HttpClient http, String address, String key) {
    var talk =
        new Talk(
            vendor.model(about, caller.name()),
            text(),
            streamed,
            about.usesTools(),
            about == Scenario.PONDER);
    var first = round(http, address, key, talk, caller.ask(talk));
    if (first.read() == null || first.read().calls().isEmpty()) {
      return List.of(first);
    }
    var again = new Talk(talk.model(), talk.text(), false, talk.tools(), talk.thinks());
    var asked = caller.goOn(first.asked(), first.read());
    return List.of(first, round(http, address, key, again, asked));
  }

  private Round round(HttpClient http, String address, String key, Talk talk, JsonObject asked) {
    var presented = caller.key(key);
    var request =
        HttpRequest.newBuilder(URI.create(address + caller.path(talk)))
            .timeout(PATIENCE)
            .header("content-type", "application/json")
            .header(presented.getKey(), presented.getValue())
            .header("cookie", "session=" + CALLERS_OWN)
            .header("x-lyss-note", CALLERS_OWN)
            .header("x-stainless-lang", CALLERS_OWN)
            .POST(HttpRequest.BodyPublishers.ofString(asked.encode()))
            .build();
    try {
      var answered = http.send(request, HttpResponse.BodyHandlers.ofString());
      return new Round(asked, answered, read(talk, answered));
    } catch (IOException e) {
      throw new AssertionError(text(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(text(), e);
    }
  }

  private @Nullable Answer read(Talk talk, HttpResponse<String> answered) {
    if (answered.statusCode() != 200) {
      return null;
    }
    try {
      return talk.streamed()
          ? caller.streamed(answered.body())
          : caller.whole(new JsonObject(answered.body()));
    } catch (RuntimeException e) {
      throw new AssertionError(text() + "\n" + answered.body(), e);
    }
  }

  @Override
  public String toString() {
    return text();
  }
}
