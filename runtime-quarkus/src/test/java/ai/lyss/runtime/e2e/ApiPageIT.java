package ai.lyss.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page that shows the API: open without a token, and served by nobody else. */
@Timeout(120)
final class ApiPageIT {

  private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\"]*)\"");
  private static final Pattern QUOTED_URL = Pattern.compile("\"(/[^\"]+)\"");
  private static final Pattern OUTSIDE = Pattern.compile("(?:https?:)?//\\w|@import|url\\(");
  private static final Set<String> INSIDE =
      Set.of("'none'", "'self'", "'unsafe-inline'", "data:", "blob:");

  @TempDir static Path temporary;

  private static ServiceProcess service;

  @BeforeAll
  static void start_a_service() throws IOException {
    service = ServiceProcess.ready(temporary.resolve("state"));
  }

  @AfterAll
  static void stop_it() {
    service.close();
  }

  @Test
  void is_open_and_every_file_it_names_is_served_here() throws IOException {
    for (var path : List.of("/redoc", "/redoc/")) {
      var page = found(path);
      assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
      assertThat(page.body()).contains("<div id=\"api\">");
      var references =
          REFERENCE.matcher(page.body()).results().map(match -> match.group(1)).toList();
      assertThat(references).contains("/redoc/redoc.standalone.js", "/redoc/start.js");
      for (var reference : references) {
        if (!reference.equals("data:,")) {
          assertThat(reference).startsWith("/").doesNotStartWith("//");
          assertThat(found(reference).body()).isNotBlank();
        }
      }
    }
  }

  @Test
  void shows_the_description_that_is_served_here() throws IOException {
    var start = found("/redoc/start.js").body();
    var description = QUOTED_URL.matcher(start);

    assertThat(description.find()).isTrue();
    var document = new JsonObject(found(description.group(1)).body());
    assertThat(document.getString("openapi")).startsWith("3.1");
    assertThat(found("/redoc/redoc.standalone.js").body()).contains("Redoc");
  }

  @Test
  void refers_to_nothing_outside_and_lets_no_script_do_so() throws IOException {
    for (var file : List.of("/redoc", "/redoc/start.js", "/redoc/page.css")) {
      assertThat(found(file).body().replace("https://redocly.com/redoc\"] img", ""))
          .as(file)
          .doesNotContainPattern(OUTSIDE);
    }
    for (var path : List.of("/redoc", "/redoc/", "/redoc/index.html")) {
      var policy = found(path).headers().firstValue("Content-Security-Policy").orElse("");
      assertThat(policy).as(path).contains("default-src 'none'").contains("script-src 'self';");
      for (var directive : policy.split(";", -1)) {
        var words = List.of(directive.strip().split(" ", -1));
        assertThat(INSIDE).as(directive).containsAll(words.subList(1, words.size()));
      }
    }
  }

  private static HttpResponse<String> found(String path) throws IOException {
    var answer = service.get(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer;
  }
}
