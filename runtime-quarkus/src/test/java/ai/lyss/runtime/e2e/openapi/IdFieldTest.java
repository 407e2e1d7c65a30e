package ai.lyss.runtime.e2e.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.lyss.adapter.rest.endpoint.Endpoint;
import ai.lyss.adapter.rest.endpoint.EndpointTable;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The search for ids in requests sees what it has to see. */
class IdFieldTest {

  private static final Endpoint MAKING = EndpointTable.SERVED.ofOperation("createRoute").getFirst();

  private static ApiDescription taking(String properties) {
    return ApiDescription.of(
        """
        {"paths": {"/api/v1/routes": {"post": {"requestBody": {"content": {"application/json": {
          "schema": {"type": "object", "properties": %s}}}}}}},
         "components": {"schemas": {"UUID": {"type": "string", "format": "uuid"}}}}
        """
            .formatted(properties));
  }

  @Test
  void finds_ids_by_their_names_and_by_their_format_however_deep() {
    var api =
        taking(
            """
            {"provider_id": {"type": "string"}, "model": {"type": "string"},
             "key": {"anyOf": [{"$ref": "#/components/schemas/UUID"}, {"type": "null"}]},
             "channels": {"type": "object", "properties": {
               "ids": {"type": ["array", "null"], "items": {"type": "string"}}}},
             "steps": {"type": "array", "items": {"type": "object", "properties": {
               "route_ids": {"type": "array", "items": {"type": "string"}}}}},
             "tenants": {"type": "array", "items": {"type": "string"}}}
            """);
    assertThat(IdField.inBody(api, MAKING))
        .containsExactlyInAnyOrder(
            new IdField(List.of("provider_id"), "providers"),
            new IdField(List.of("key"), "keys"),
            new IdField(List.of("channels", "ids", "[]"), "channels"),
            new IdField(List.of("steps", "[]", "route_ids", "[]"), "routes"),
            new IdField(List.of("tenants", "[]"), "tenants"));
  }

  @Test
  void fails_for_an_id_of_which_it_does_not_know_what_it_names() {
    for (var field : List.of("widget_id", "id", "ids")) {
      var api = taking("{\"" + field + "\": {\"type\": \"string\"}}");
      assertThatThrownBy(() -> IdField.inBody(api, MAKING))
          .as(field)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("needs a rule");
    }
    var formed = taking("{\"owner\": {\"type\": \"string\", \"format\": \"uuid\"}}");
    assertThatThrownBy(() -> IdField.inBody(formed, MAKING)).isInstanceOf(AssertionError.class);
  }

  @Test
  void puts_an_id_where_it_belongs() {
    var body = JsonNodeFactory.instance.objectNode();
    new IdField(List.of("a", "[]", "route_ids", "[]"), "routes").put(body, "1");
    new IdField(List.of("b", "key"), "keys").put(body, "2");
    new IdField(List.of("provider_id"), "providers").put(body, "3");
    assertThat(body.toString())
        .isEqualTo("{\"a\":[{\"route_ids\":[\"1\"]}],\"b\":{\"key\":\"2\"},\"provider_id\":\"3\"}");
  }
}
