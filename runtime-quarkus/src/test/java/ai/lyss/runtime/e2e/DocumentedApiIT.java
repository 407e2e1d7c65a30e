package ai.lyss.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.rest.endpoint.EndpointTable;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The description of the API is whole, its examples are what they say, and the service takes them.
 */
@Timeout(300)
final class DocumentedApiIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private static final String SOME_ID = "019aa3f5-7c00-7000-8000-000000000001";
  private static final List<String> VERBS = List.of("post", "put", "patch", "get", "delete");

  /** In an order in which what refers to others comes after them. */
  private static final List<String> COLLECTIONS =
      List.of(
          "providers",
          "channels",
          "routes",
          "quotas",
          "keys",
          "tenants",
          "config",
          "chat",
          "messages",
          "responses",
          "embeddings",
          "moderations",
          "rerank",
          "images",
          "audio",
          "models",
          "openai");

  private static final String FORM = "multipart/form-data";

  /** What the model of the examples is asked for in vain. */
  private static final List<String> NOT_SIMULATED =
      List.of(
          "Embedding",
          "embed",
          "batchEmbed",
          "Moderation",
          "Rerank",
          "createImage",
          "Speech",
          "Transcription");

  /** The model of the examples, which answers every dialect without a vendor. */
  private static final String MODEL = "simulator";

  @TempDir static Path temporary;

  private static ServiceProcess service;
  private static AdminClient client;
  private static JsonNode document;

  @BeforeAll
  static void start_a_service() throws IOException {
    service =
        ServiceProcess.ready(
            temporary.resolve("state"), Map.of("LYSS_BOOTSTRAP_ADMIN_KEY", AdminClient.FIRST_KEY));
    client = new AdminClient(service.base());
    document = JSON.readTree(service.get("/q/openapi?format=json").body());
  }

  @AfterAll
  static void stop_it() {
    client.close();
    service.close();
  }

  @Test
  void tells_of_every_endpoint_its_roles_bodies_examples_failures_and_headers() {
    var seen = new ArrayList<String>();
    operations(
        (name, operation) -> {
          seen.add(operation.path("operationId").asText());
          assertThat(operation.path("x-lyss-roles")).as(name).isNotEmpty();
          assertThat(operation.path("summary").asText()).as(name).isNotBlank();
          operation
              .path("parameters")
              .forEach(
                  parameter ->
                      assertThat(parameter.path("description").asText())
                          .as("%s: %s", name, parameter)
                          .isNotBlank());
          bodiesAreWhole(name, operation.path("requestBody").path("content"));
          operation
              .path("responses")
              .properties()
              .forEach(
                  answer -> {
                    var as = name + ": " + answer.getKey();
                    bodiesAreWhole(as, answer.getValue().path("content"));
                    headersAreWhole(as, answer.getKey(), answer.getValue());
                  });
          assertThat(operation.path("responses").has("401")).as(name).isTrue();
          assertThat(operation.path("responses").has("403")).as(name).isTrue();
        });
    assertThat(seen)
        .containsExactlyInAnyOrderElementsOf(
            EndpointTable.SERVED.all().stream().map(each -> each.operationId()).toList());
  }

  @Test
  void has_no_example_that_does_not_fit_its_schema() {
    operations(
        (name, operation) -> {
          examplesFit(name, operation.path("requestBody").path("content"));
          operation
              .path("responses")
              .properties()
              .forEach(
                  answer ->
                      examplesFit(
                          name + ": " + answer.getKey(), answer.getValue().path("content")));
        });
  }

  @Test
  void is_taken_at_its_word() {
    var ids = new HashMap<String, String>();
    var taken = new ArrayList<String>();
    for (var collection : COLLECTIONS) {
      for (var verb : VERBS) {
        document
            .path("paths")
            .properties()
            .forEach(
                path -> {
                  var operation = path.getValue().path(verb);
                  if (collection.equals(collection(path.getKey()))
                      && operation.has("requestBody")) {
                    takesExamples(verb, path.getKey(), operation, ids, taken);
                  }
                });
      }
    }
    operations(
        (name, operation) -> {
          if (operation.has("requestBody")) {
            assertThat(taken).contains(operation.path("operationId").asText());
          }
        });
  }

  private static void takesExamples(
      String verb, String path, JsonNode operation, Map<String, String> ids, List<String> taken) {
    var id = operation.path("operationId").asText();
    var own = ids.getOrDefault(collection(path), SOME_ID);
    operation
        .path("requestBody")
        .path("content")
        .properties()
        .forEach(
            media ->
                media
                    .getValue()
                    .path("examples")
                    .forEach(
                        example -> {
                          var body =
                              example
                                  .path("value")
                                  .toString()
                                  .replace(SOME_ID, ids.getOrDefault("providers", SOME_ID));
                          var answer =
                              client.send(
                                  verb.toUpperCase(Locale.ROOT),
                                  path.replace("{id}", own)
                                      .replace("{model}", MODEL)
                                      .replace("{deployment}", MODEL),
                                  form(media.getKey(), example.path("value"), body),
                                  "Content-Type",
                                  media.getKey().startsWith(FORM)
                                      ? FORM + "; boundary=x"
                                      : media.getKey());
                          accepted(id + " " + media.getKey(), answer, operation);
                          taken.add(id);
                          if (answer.statusCode() == 201) {
                            ids.put(
                                collection(path), AdminClient.json(answer, 201).getString("id"));
                          }
                        }));
  }

  /** Writes an example as its media type is written, which is not JSON for forms. */
  private static String form(String media, JsonNode example, String json) {
    if (!media.startsWith(FORM)) {
      return json;
    }
    var form = new StringBuilder();
    example
        .properties()
        .forEach(
            field ->
                form.append("--x\r\nContent-Disposition: form-data; name=")
                    .append(field.getKey())
                    .append("\r\n\r\n")
                    .append(field.getValue().asText())
                    .append("\r\n"));
    return form.append("--x--\r\n").toString();
  }

  private static void accepted(String as, HttpResponse<String> answer, JsonNode operation) {
    var status = Integer.toString(answer.statusCode());
    assertThat(operation.path("responses").has(status)).as("%s: %s", as, status).isTrue();
    assertThat(answer.statusCode()).as("%s: %s", as, answer.body()).isIn(good(operation));
  }

  private static Set<Integer> good(JsonNode operation) {
    if (NOT_SIMULATED.stream().anyMatch(operation.path("operationId").asText()::contains)) {
      // The simulator says so, as the description of the request does.
      return Set.of(400);
    }
    return operation.path("tags").path(0).asText().equals("relay")
        ? Set.of(200)
        // A second media type brings the same name again.
        : Set.of(200, 201, 204, 409);
  }

  private static void bodiesAreWhole(String name, JsonNode content) {
    content
        .properties()
        .forEach(
            media -> {
              var as = "%s as %s".formatted(name, media.getKey());
              assertThat(media.getValue().path("schema").isEmpty()).as("schema of " + as).isFalse();
              assertThat(media.getValue().path("examples").isEmpty())
                  .as("examples of " + as)
                  .isFalse();
            });
  }

  private static void headersAreWhole(String name, String status, JsonNode answer) {
    var headers = answer.path("headers");
    assertThat(headers.has("x-request-id")).as(name).isTrue();
    assertThat(headers.has("WWW-Authenticate")).as(name).isEqualTo(status.equals("401"));
    assertThat(headers.has("Location")).as(name).isEqualTo(status.equals("201"));
    if (status.equals("201")) {
      assertThat(headers.has("ETag")).as(name).isTrue();
    }
    if (status.equals("503") || status.equals("429")) {
      assertThat(headers.has("Retry-After")).as(name).isTrue();
    }
  }

  private static void examplesFit(String name, JsonNode content) {
    content
        .properties()
        .forEach(
            media ->
                media
                    .getValue()
                    .path("examples")
                    .forEach(
                        example ->
                            assertThat(
                                    SCHEMAS
                                        .getSchema(whole(media.getValue().path("schema")))
                                        .validate(example.path("value")))
                                .as("%s as %s: %s", name, media.getKey(), example)
                                .isEmpty()));
  }

  /** A schema with all that it may refer to. */
  private static JsonNode whole(JsonNode schema) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", document.path("components"));
    return whole;
  }

  private static void operations(BiConsumer<String, JsonNode> each) {
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                VERBS.stream()
                    .filter(path.getValue()::has)
                    .forEach(
                        verb ->
                            each.accept(verb + " " + path.getKey(), path.getValue().path(verb))));
  }

  private static String collection(String path) {
    return path.replaceFirst("^(/api)?/v1(beta)?/|^/", "").split("/", -1)[0];
  }
}
