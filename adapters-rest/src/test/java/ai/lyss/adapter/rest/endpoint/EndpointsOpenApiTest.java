package ai.lyss.adapter.rest.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.access.Role;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class EndpointsOpenApiTest {

  private final OpenAPI document = OASFactory.createOpenAPI();

  @BeforeEach
  void complete() {
    new EndpointsOpenApi().filterOpenAPI(document);
  }

  @Test
  void describes_every_endpoint_with_its_roles_and_its_security() {
    for (var endpoint : EndpointTable.SERVED.all()) {
      var operation = operation(endpoint);

      assertThat(operation.getOperationId()).isEqualTo(endpoint.operationId());
      assertThat(operation.getSummary()).isEqualTo(endpoint.summary());
      assertThat((List<?>) operation.getExtensions().get(EndpointsOpenApi.ROLES))
          .isEqualTo(endpoint.roles().stream().sorted().map(Role::wireName).toList());
      assertThat(operation.getSecurity().getFirst().hasScheme("bearer")).isTrue();
      assertThat(operation.getResponses().getAPIResponses()).containsKeys("401", "403");
    }
    assertThat(document.getComponents().getSecuritySchemes()).containsKey("bearer");
  }

  @Test
  void tells_relay_failures_in_the_dialect_and_administration_failures_as_problems() {
    for (var endpoint : EndpointTable.SERVED.all()) {
      var content = operation(endpoint).getResponses().getAPIResponse("401").getContent();
      var expected =
          endpoint.kind() == EndpointKind.RELAY ? "application/json" : "application/problem+json";

      assertThat(content.getMediaTypes()).as(endpoint.toString()).containsOnlyKeys(expected);
    }
  }

  @Test
  void tells_failures_in_the_form_of_each_dialect() {
    assertThat(failure("createChatCompletion", "404")).contains("code=model_not_found");
    assertThat(failure("createResponse", "404")).contains("code=model_not_found");
    assertThat(failure("createMessage", "404")).contains("type=not_found_error");
    assertThat(failure("countMessageTokens", "404")).contains("type=error");
    assertThat(failure("generateContent", "404")).contains("status=NOT_FOUND", "code=404");
    assertThat(failure("countTokens", "400")).contains("field=contents");
  }

  private String failure(String operation, String status) {
    var endpoint = EndpointTable.SERVED.ofOperation(operation).getFirst();
    var answer = operation(endpoint).getResponses().getAPIResponse(status);
    var media = answer.getContent().getMediaType("application/json");
    return media.getExamples().values().iterator().next().getValue().toString();
  }

  @Test
  void says_that_a_chat_may_be_answered_as_a_stream() {
    var chat = EndpointTable.SERVED.ofOperation("createChatCompletion").getFirst();
    var stream = EndpointTable.SERVED.ofOperation("streamChatCompletion").getFirst();

    assertThat(operation(chat).getResponses().getAPIResponse("200").getContent().getMediaTypes())
        .containsOnlyKeys("application/json", "text/event-stream");
    assertThat(operation(stream).getResponses().getAPIResponse("200").getContent().getMediaTypes())
        .containsOnlyKeys("text/event-stream");
    assertThat(operation(chat).getRequestBody().getRequired()).isTrue();
  }

  @Test
  void keeps_what_the_scanner_saw() {
    var scanned = OASFactory.createOpenAPI();
    var kept = OASFactory.createOperation().description("kept");
    kept.setResponses(
        OASFactory.createAPIResponses()
            .addAPIResponse("200", OASFactory.createAPIResponse().description("OK"))
            .addAPIResponse("default", OASFactory.createAPIResponse().description("?")));
    scanned.setPaths(
        OASFactory.createPaths()
            .addPathItem("/api/v1/vendors", OASFactory.createPathItem().GET(kept)));

    new EndpointsOpenApi().filterOpenAPI(scanned);

    var completed = scanned.getPaths().getPathItem("/api/v1/vendors").getGET();
    assertThat(completed.getDescription()).isEqualTo("kept");
    assertThat(completed.getOperationId()).isEqualTo("listVendors");
    assertThat(completed.getResponses().getAPIResponses())
        .containsKeys("200", "401", "500")
        .doesNotContainKey("default");
  }

  private Operation operation(Endpoint endpoint) {
    var item = document.getPaths().getPathItem(endpoint.openApiPath());
    return item.getOperations().get(HttpMethod.valueOf(endpoint.verb().name()));
  }
}
