package ai.lyss.adapter.rest.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.lyss.domain.access.Role;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class EndpointTableTest {

  private final EndpointTable table = EndpointTable.SERVED;

  @Test
  void serves_every_relay_operation_under_both_roots_but_for_azures_paths_and_googles_models() {
    assertThat(table.ofOperation("createChatCompletion"))
        .extracting(Endpoint::path)
        .containsExactly("/v1/chat/completions", "/api/v1/chat/completions");
    for (var endpoint : table.ofKind(EndpointKind.RELAY)) {
      if (!endpoint.path().startsWith("/openai/") && !endpoint.operation().contains("Gemini")) {
        assertThat(table.ofOperation(endpoint.operation())).as(endpoint.toString()).hasSize(2);
      }
    }
  }

  @Test
  void gives_every_endpoint_its_own_operation_id() {
    assertThat(table.all()).extracting(Endpoint::operationId).doesNotHaveDuplicates();
    assertThat(table.ofOperation("listModels"))
        .extracting(Endpoint::operationId)
        .containsExactly("listModels", "listModelsUnderApi");
  }

  @Test
  void lets_a_viewer_read_models_but_not_chat() {
    for (var endpoint : table.ofKind(EndpointKind.RELAY)) {
      assertThat(endpoint.roles().contains(Role.VIEWER))
          .as(endpoint.toString())
          .isEqualTo(endpoint.verb() == Verb.GET);
    }
  }

  @Test
  void lets_only_administrators_touch_keys() {
    for (var endpoint : table.all()) {
      if (endpoint.path().startsWith("/api/v1/keys")) {
        assertThat(endpoint.roles()).as(endpoint.toString()).doesNotContain(Role.OPERATOR);
        assertThat(endpoint.roles()).as(endpoint.toString()).doesNotContain(Role.MEMBER);
      }
    }
  }

  @Test
  void matches_model_ids_that_contain_slashes_and_colons() {
    var endpoint = table.ofOperation("readModel").getFirst();
    var path = Pattern.compile(endpoint.pathRegex()).matcher("/v1/models/meta/llama-3:8b");

    assertThat(endpoint.openApiPath()).isEqualTo("/v1/models/{id}");
    assertThat(path.matches()).isTrue();
    assertThat(path.group("id")).isEqualTo("meta/llama-3:8b");
  }

  @Test
  void matches_an_ordinary_parameter_within_one_segment_only() {
    var endpoint = table.ofOperation("readProvider").getFirst();

    assertThat("/api/v1/providers/a").matches(endpoint.pathRegex());
    assertThat("/api/v1/providers/a/b").doesNotMatch(endpoint.pathRegex());
    assertThat("/api/v1/providers/").doesNotMatch(endpoint.pathRegex());
  }

  @Test
  void does_not_know_a_method_that_is_not_in_it() {
    assertThat(table.ofMethod(new ResourceMethod("Somewhere", "listKeys"))).isEmpty();
  }

  @Test
  void refuses_one_route_twice() {
    var endpoint = table.all().getFirst();

    assertThatThrownBy(() -> new EndpointTable(List.of(endpoint, endpoint)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("POST /v1/chat/completions");
  }

  @Test
  void refuses_an_endpoint_without_roles() {
    assertThatThrownBy(
            () -> new Endpoint(Verb.GET, "/x", EndpointKind.RELAY, Set.of(), "x", "X.", null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("GET /x: no roles");
  }
}
