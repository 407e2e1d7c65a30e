package ai.lyss.runtime.e2e.openapi;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;

/** The check of answers sees what it has to see. */
class AnswerCheckTest {

  private static final String VENDORS = "/api/v1/vendors";
  private final AnswerCheck check =
      new AnswerCheck(
          ApiDescription.of(
              """
              {"paths": {"/api/v1/vendors": {"get": {"responses": {"200": {
                  "headers": {"ETag": {"required": true,
                    "schema": {"type": "string", "pattern": "^\\"[0-9]+\\"$"}}},
                  "content": {"application/json": {
                    "schema": {"$ref": "#/components/schemas/Page"}}}},
                "204": {}}}}},
               "components": {"schemas": {
                 "Page": {"type": "object", "required": ["items"], "properties": {
                   "items": {"type": "array", "items": {"$ref": "#/components/schemas/Item"}}}},
                 "Item": {"type": "object", "properties": {
                   "id": {"type": "string", "format": "uuid"}}},
                 "Problem": {"type": "object", "required": ["type"], "properties": {
                   "type": {"type": "string"}}}}}}
              """));

  @Test
  void takes_what_is_described() {
    var good = "{\"items\":[{\"id\":\"01a20700-3bf4-7e0a-9d8e-9811f125fe30\"},{}]}";
    assertThatCode(() -> check.check("GET", VENDORS, answer(200, good, "ETag", "\"1\"")))
        .doesNotThrowAnyException();
  }

  @Test
  void sees_fields_that_are_missing_wrong_or_not_described() {
    for (var body :
        List.of(
            "{}",
            "{\"items\":1}",
            "{\"items\":[],\"x\":1}",
            "{\"items\":[{\"x\":1}]}",
            "{\"items\":[{\"id\":\"no-uuid\"}]}",
            "x")) {
      refuses(answer(200, body, "ETag", "\"1\""));
    }
  }

  @Test
  void sees_other_statuses_types_bodies_and_headers() {
    var good = "{\"items\":[]}";
    refuses(answer(201, good, "ETag", "\"1\""));
    refuses(answer(200, good));
    refuses(answer(200, good, "ETag", "1"));
    refuses(answer(200, good, "ETag", "\"1\"", "x-other", "1"));
    refuses(answer(200, good, "ETag", "\"1\"", "content-type", "text/plain"));
    refuses(answer(204, good));
  }

  @Test
  void wants_a_problem_where_no_endpoint_is() {
    assertThatThrownBy(() -> check.check("GET", "/api/v1/nowhere", answer(404, "{}")))
        .isInstanceOf(AssertionError.class);
    assertThatCode(
            () ->
                check.check(
                    "GET",
                    "/api/v1/nowhere",
                    answer(404, "{\"type\":\"x\"}", "content-type", "application/problem+json")))
        .doesNotThrowAnyException();
  }

  private void refuses(HttpResponse<String> answer) {
    assertThatThrownBy(() -> check.check("GET", VENDORS, answer))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("not as described");
  }

  private static HttpResponse<String> answer(int status, String body, String... headers) {
    var all = new HashMap<>(Map.of("content-type", List.of("application/json")));
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], List.of(headers[i + 1]));
    }
    return new Given(status, body, HttpHeaders.of(all, (name, value) -> true));
  }

  private record Given(int statusCode, String body, HttpHeaders headers)
      implements HttpResponse<String> {

    @Override
    public HttpRequest request() {
      return HttpRequest.newBuilder(uri()).build();
    }

    @Override
    public Optional<HttpResponse<String>> previousResponse() {
      return Optional.empty();
    }

    @Override
    public Optional<SSLSession> sslSession() {
      return Optional.empty();
    }

    @Override
    public URI uri() {
      return URI.create("http://localhost" + VENDORS);
    }

    @Override
    public HttpClient.Version version() {
      return HttpClient.Version.HTTP_1_1;
    }
  }
}
