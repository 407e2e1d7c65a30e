package ai.lyss.adapter.rest.endpoint;

import static ai.lyss.domain.access.Role.VIEWER;

import ai.lyss.domain.access.Role;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every route that needs a caller, once: the router, the check of roles, the OpenAPI document and
 * the security tests are made from it, so that an endpoint cannot be in one and not in another.
 * Immutable.
 */
public final class EndpointTable {

  private static final Set<Role> ANY = EnumSet.allOf(Role.class);
  private static final Set<Role> RELAYING = EnumSet.complementOf(EnumSet.of(VIEWER));

  private static final List<String> RELAY_ROOTS = List.of("/v1", "/api/v1");

  /** What Azure's clients put in front of the paths of a deployment. */
  private static final String DEPLOYMENT = "/openai/deployments/{deployment}";

  /** What the path of every administration endpoint starts with. */
  static final String ADMINISTRATION_ROOT = "/api/v1";

  /** What this service serves. */
  public static final EndpointTable SERVED = new EndpointTable(served());

  private final List<Endpoint> endpoints;
  private final Map<ResourceMethod, Endpoint> byMethod;

  /** Makes a table; two entries for one route, operation id or Java method are refused. */
  EndpointTable(List<Endpoint> endpoints) {
    this.endpoints = List.copyOf(endpoints);
    this.byMethod = new HashMap<>();
    var taken = new HashSet<String>();
    for (var endpoint : endpoints) {
      once(taken, endpoint.verb() + " " + endpoint.openApiPath());
      once(taken, endpoint.operationId());
      var resource = endpoint.resource();
      if (resource != null) {
        once(taken, resource.toString());
        byMethod.put(resource, endpoint);
      }
    }
  }

  /** Returns all endpoints, in the order of the documentation. */
  public List<Endpoint> all() {
    return endpoints;
  }

  /** Returns the endpoints of a kind. */
  public List<Endpoint> ofKind(EndpointKind kind) {
    return endpoints.stream().filter(endpoint -> endpoint.kind() == kind).toList();
  }

  /** Returns the paths that serve a relay operation, such as {@code createChatCompletion}. */
  public List<Endpoint> ofOperation(String operation) {
    return endpoints.stream().filter(endpoint -> endpoint.operation().equals(operation)).toList();
  }

  /** Returns the endpoint that a Java method serves; empty when the method is not in the table. */
  public Optional<Endpoint> ofMethod(ResourceMethod method) {
    return Optional.ofNullable(byMethod.get(method));
  }

  /** Returns the methods that a path answers to; none when it is not in the table. */
  public List<Verb> verbsAt(String path) {
    return endpoints.stream()
        .filter(endpoint -> path.matches(endpoint.pathRegex()))
        .map(Endpoint::verb)
        .distinct()
        .toList();
  }

  private static void once(Set<String> taken, String name) {
    if (!taken.add(name)) {
      throw new IllegalArgumentException(name + ": twice (expected: once in the table)");
    }
  }

  private static List<Endpoint> served() {
    var table = new ArrayList<Endpoint>();
    relay(table);
    gemini(table);
    table.addAll(AdministrationEndpoints.all());
    return table;
  }

  private static void relay(List<Endpoint> table) {
    for (var root : RELAY_ROOTS) {
      table.add(
          new Route(Verb.POST, root + "/chat/completions", null, RELAYING)
              .serves("createChatCompletion", "Answers a chat, whole or as a stream."));
      table.add(
          new Route(Verb.POST, root + "/chat/completions/stream", null, RELAYING)
              .serves("streamChatCompletion", "Answers a chat, always as a stream."));
      table.add(
          new Route(Verb.POST, root + "/messages", null, RELAYING)
              .serves("createMessage", "Answers a chat in Anthropic's dialect."));
      table.add(
          new Route(Verb.POST, root + "/messages/count_tokens", null, RELAYING)
              .serves("countMessageTokens", "Estimates the input tokens of such a chat."));
      table.add(
          new Route(Verb.POST, root + "/responses", null, RELAYING)
              .serves("createResponse", "Answers in OpenAI's Responses dialect; stores nothing."));
      table.add(
          new Route(Verb.POST, root + "/embeddings", null, RELAYING)
              .serves("createEmbedding", "Turns texts into vectors."));
      passing(table, root);
      table.add(
          new Route(Verb.GET, root + "/models", null, ANY)
              .serves("listModels", "Lists the models that the caller may use."));
      table.add(
          new Route(Verb.GET, root + "/models/{id:.+}", null, ANY)
              .serves("readModel", "Returns one model that the caller may use."));
    }
    table.add(
        new Route(Verb.POST, DEPLOYMENT + "/chat/completions", null, RELAYING)
            .serves(
                "createDeploymentChatCompletion",
                "Answers a chat with the model that the path names, as Azure OpenAI does."));
    table.add(
        new Route(Verb.POST, DEPLOYMENT + "/embeddings", null, RELAYING)
            .serves(
                "createDeploymentEmbedding",
                "Turns texts into vectors with the model that the path names."));
  }

  /** What goes to vendors that offer it, as it came. */
  private static void passing(List<Endpoint> table, String root) {
    table.add(
        new Route(Verb.POST, root + "/moderations", null, RELAYING)
            .serves("createModeration", "Judges texts and images."));
    table.add(
        new Route(Verb.POST, root + "/rerank", null, RELAYING)
            .serves("createRerank", "Orders documents by what they say to a query."));
    table.add(
        new Route(Verb.POST, root + "/images/generations", null, RELAYING)
            .serves("createImage", "Makes images of a text, whole or as a stream."));
    table.add(
        new Route(Verb.POST, root + "/audio/speech", null, RELAYING)
            .serves("createSpeech", "Speaks a text."));
    table.add(
        new Route(Verb.POST, root + "/audio/transcriptions", null, RELAYING)
            .serves("createTranscription", "Writes down what is spoken in a recording."));
  }

  /** Models stand in the path, and Google's libraries ask for either version. */
  private static void gemini(List<Endpoint> table) {
    for (var root : List.of("/v1beta", "/v1")) {
      table.add(
          new Route(Verb.POST, root + "/models/{model:.+}:generateContent", null, RELAYING)
              .serves("generateContent", "Answers a chat in Gemini's dialect, whole."));
      table.add(
          new Route(Verb.POST, root + "/models/{model:.+}:streamGenerateContent", null, RELAYING)
              .serves("streamGenerateContent", "Answers a chat in Gemini's dialect as a stream."));
      table.add(
          new Route(Verb.POST, root + "/models/{model:.+}:embedContent", null, RELAYING)
              .serves("embedContent", "Turns one content into a vector in Gemini's dialect."));
      table.add(
          new Route(Verb.POST, root + "/models/{model:.+}:batchEmbedContents", null, RELAYING)
              .serves("batchEmbedContents", "Turns contents into vectors in Gemini's dialect."));
      table.add(
          new Route(Verb.POST, root + "/models/{model:.+}:countTokens", null, RELAYING)
              .serves("countTokens", "Estimates the tokens of a chat in Gemini's dialect."));
    }
    table.add(
        new Route(Verb.GET, "/v1beta/models", null, ANY)
            .serves("listGeminiModels", "Lists the caller's models in Gemini's form."));
    table.add(
        new Route(Verb.GET, "/v1beta/models/{model:.+}", null, ANY)
            .serves("readGeminiModel", "Returns one of the caller's models in Gemini's form."));
  }

  /** A route whose operation is yet to be named; a class only for administration. */
  record Route(Verb verb, String path, @Nullable String className, Set<Role> roles) {

    Endpoint serves(String operation, String summary) {
      var method = className == null ? null : new ResourceMethod(className, operation);
      var kind = method == null ? EndpointKind.RELAY : EndpointKind.ADMINISTRATION;
      return new Endpoint(verb, path, kind, roles, operation, summary, method);
    }
  }
}
