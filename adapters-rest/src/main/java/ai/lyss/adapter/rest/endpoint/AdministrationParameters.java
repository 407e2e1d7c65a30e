package ai.lyss.adapter.rest.endpoint;

import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Describes parameters and bodies that many administration endpoints take alike. */
final class AdministrationParameters {

  /** An id as examples have it. */
  static final String SOME_ID = "019aa3f5-7c00-7000-8000-000000000001";

  private static final String SCHEMAS = "#/components/schemas/";
  private static final String TENANT = "x-lyss-tenant";
  private static final List<String> PATCHES =
      List.of("application/merge-patch+json", "application/json");

  private AdministrationParameters() {}

  /** Adds what a collection is paged, ordered and filtered by. */
  static void addOf(ListParameters listed, Operation operation) {
    operation.addParameter(
        query(
            ListParameters.LIMIT,
            "At most how many, 1 to 1,000; 50 when left out",
            schema(Schema.SchemaType.INTEGER)));
    operation.addParameter(
        query(
            ListParameters.CURSOR,
            "The next_cursor of the page before, in the same order",
            schema(Schema.SchemaType.STRING)));
    operation.addParameter(
        query(
            ListParameters.SORT,
            "In which order; a hyphen turns it round",
            schema(Schema.SchemaType.STRING)
                .enumeration(List.copyOf(listed.sorts()))
                .defaultValue(ListParameters.CREATED)));
    listed
        .filters()
        .forEach((field, form) -> operation.addParameter(query(field, "Only these", of(form))));
  }

  /** Adds the header by which a platform administrator acts on another tenant. */
  static void addTenant(Operation operation) {
    operation.addParameter(
        OASFactory.createParameter()
            .name(TENANT)
            .in(Parameter.In.HEADER)
            .description("The tenant to act on, for a platform-admin; the caller's own otherwise")
            .schema(schema(Schema.SchemaType.STRING).format("uuid")));
  }

  /** Describes the body of a change to a part of a thing. */
  static void addMergePatch(Endpoint endpoint, Operation operation) {
    var body = endpoint.operation().substring("patch".length());
    var schema = OASFactory.createSchema().ref(SCHEMAS + OpenApiSchemas.patch(body));
    var content = OASFactory.createContent();
    for (var type : PATCHES) {
      content.addMediaType(type, OASFactory.createMediaType().schema(schema));
    }
    operation.requestBody(
        OASFactory.createRequestBody()
            .required(true)
            .description("A JSON merge patch (RFC 7396) of the body that makes such a thing")
            .content(content));
  }

  /** Adds what says how far an import goes. */
  static void addImportFlags(Operation operation) {
    operation.addParameter(query("apply", "Whether it is done; a dry run else", flag()));
    operation.addParameter(
        query(
            "prune",
            "Whether things are removed that the document does not name, of kinds it has a section"
                + " for",
            flag()));
  }

  /** Says of the parameters that the scanner found what they are for. */
  static void describe(Operation operation) {
    if (operation.getParameters() == null) {
      return;
    }
    for (var parameter : operation.getParameters()) {
      switch (String.valueOf(parameter.getName())) {
        case "id" ->
            parameter
                .description("The thing's id")
                .example(SOME_ID)
                .schema(schema(Schema.SchemaType.STRING).format("uuid"));
        case "If-Match" ->
            parameter
                .description("The version that you saw, from ETag; any when left out")
                .example("\"0\"");
        case "Idempotency-Key" ->
            parameter
                .description(
                    "1 to 255 visible ASCII characters: the same request is answered the same for"
                        + " 24 hours, and makes one thing")
                .example("2f6c0c1e");
        default -> {}
      }
    }
  }

  private static Schema flag() {
    return schema(Schema.SchemaType.BOOLEAN).defaultValue(false);
  }

  private static Parameter query(String name, String description, Schema schema) {
    return OASFactory.createParameter()
        .name(name)
        .in(Parameter.In.QUERY)
        .description(description)
        .schema(schema);
  }

  private static Schema of(ListParameters.Form form) {
    return switch (form) {
      case TEXT -> schema(Schema.SchemaType.STRING);
      case FLAG -> schema(Schema.SchemaType.BOOLEAN);
      case ID -> schema(Schema.SchemaType.STRING).format("uuid");
    };
  }

  private static Schema schema(Schema.SchemaType type) {
    return OASFactory.createSchema().addType(type);
  }
}
