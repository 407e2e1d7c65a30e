package ai.lyss.adapter.rest.endpoint;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Headers that answers carry, as the documentation tells them. */
enum AnswerHeaders {
  /** Names the request in the log. */
  REQUEST_ID("x-request-id", "The caller's own if it is good, else a new one", SchemaType.STRING),
  /** Which version of a thing is shown. */
  TAG("ETag", "The thing's version, for If-Match", SchemaType.STRING),
  /** Where a new thing is. */
  LOCATION("Location", "Where the new thing is", SchemaType.STRING),
  /** How to come in. */
  CHALLENGE("WWW-Authenticate", "How to authenticate (RFC 6750)", SchemaType.STRING),
  /** When to come again. */
  RETRY_AFTER("Retry-After", "Seconds until it is worth while to try again", SchemaType.INTEGER);

  private final String header;
  private final String description;
  private final SchemaType type;

  AnswerHeaders(String header, String description, SchemaType type) {
    this.header = header;
    this.description = description;
    this.type = type;
  }

  /** Puts the header on the description of an answer that may have it. */
  void on(APIResponse answer) {
    answer.addHeader(header, described());
  }

  /** Puts the header on the description of an answer that always has it. */
  void alwaysOn(APIResponse answer) {
    answer.addHeader(header, described().required(true));
  }

  private Header described() {
    var schema = OASFactory.createSchema().addType(type);
    return OASFactory.createHeader()
        .description(description)
        .schema(this == TAG ? schema.pattern("^\"[0-9]+\"$") : schema);
  }
}
