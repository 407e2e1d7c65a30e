package ai.lyss.adapter.rest.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ProblemMappersTest {

  private final ProblemMappers mappers = new ProblemMappers();

  @Test
  void tells_what_jax_rs_refuses() {
    var request = request("GET", "/api/v1/nothing");

    assertThat(problem(mappers.refused(new NotFoundException(), request)).type())
        .isEqualTo("not_found");
    assertThat(problem(mappers.refused(new NotAcceptableException(), request)).type())
        .isEqualTo("not_acceptable");
    assertThat(problem(mappers.refused(new NotSupportedException(), request)).type())
        .isEqualTo("unsupported_media_type");
    assertThat(problem(mappers.refused(new WebApplicationException(413), request)).type())
        .isEqualTo("body_too_large");
    assertThat(problem(mappers.refused(new WebApplicationException(400), request)).type())
        .isEqualTo("invalid_request");
  }

  @Test
  void keeps_a_status_it_has_no_kind_for() {
    var answer = mappers.refused(new WebApplicationException(422), request("GET", "/api/v1/keys"));

    assertThat(answer.getStatus()).isEqualTo(422);
    assertThat(((Problem) answer.getEntity()).status()).isEqualTo(422);
  }

  @Test
  void names_the_methods_that_a_path_answers_to() {
    var answer =
        mappers.refused(new WebApplicationException(405), request("PUT", "/api/v1/keys/a"));

    assertThat(answer.getStatus()).isEqualTo(405);
    assertThat(answer.getHeaderString("Allow")).isEqualTo("GET, PATCH, DELETE");
  }

  @Test
  void tells_nothing_of_a_bug() {
    var request = request("GET", "/api/v1/keys");

    for (var answer :
        new Response[] {
          mappers.failed(new IllegalStateException("hush"), request),
          mappers.refused(new WebApplicationException("hush", 500), request)
        }) {
      assertThat(answer.getStatus()).isEqualTo(500);
      assertThat(answer.getEntity().toString()).doesNotContain("hush");
    }
  }

  @Test
  void names_the_parameters_that_break_their_bounds() throws NoSuchMethodException {
    var violated = violations(Bounded.class.getMethod("of", int.class), new Object[] {9});

    var problem = problem(mappers.invalid(violated, request("GET", "/x")));

    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.errors())
        .singleElement()
        .satisfies(fault -> assertThat(fault.detail()).contains("5"));
  }

  @Test
  void takes_an_answer_that_breaks_its_bounds_as_a_bug() throws NoSuchMethodException {
    try (var factory = Validation.buildDefaultValidatorFactory()) {
      var method = Bounded.class.getMethod("of", int.class);
      var violated =
          factory.getValidator().forExecutables().validateReturnValue(new Bounded(), method, null);

      var answer =
          mappers.invalid(new ConstraintViolationException(violated), request("GET", "/x"));

      assertThat(answer.getStatus()).isEqualTo(500);
    }
  }

  private static ConstraintViolationException violations(
      java.lang.reflect.Method method, Object[] arguments) {
    try (var factory = Validation.buildDefaultValidatorFactory()) {
      return new ConstraintViolationException(
          factory
              .getValidator()
              .forExecutables()
              .validateParameters(new Bounded(), method, arguments));
    }
  }

  private static Problem problem(Response response) {
    assertThat(response.getEntity()).isInstanceOf(Problem.class);
    return (Problem) response.getEntity();
  }

  /** A request that knows its method, path, properties and nothing else. */
  private static ContainerRequestContext request(String method, String path) {
    var properties = new HashMap<String, Object>();
    var uri =
        stub(
            UriInfo.class,
            Map.of("getRequestUri", URI.create("http://localhost" + path)),
            properties);
    return stub(
        ContainerRequestContext.class, Map.of("getMethod", method, "getUriInfo", uri), properties);
  }

  private static <T> T stub(
      Class<T> type, Map<String, Object> answers, Map<String, Object> properties) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> answer(method.getName(), arguments, answers, properties)));
  }

  private static @Nullable Object answer(
      String method,
      Object @Nullable [] arguments,
      Map<String, Object> answers,
      Map<String, Object> properties) {
    return switch (method) {
      case "getProperty" -> properties.get(String.valueOf(arguments == null ? "" : arguments[0]));
      case "setProperty" ->
          arguments == null ? null : properties.put(arguments[0].toString(), arguments[1]);
      default -> answers.get(method);
    };
  }

  /** Something with bounds. */
  public static class Bounded {
    /** Returns nothing, which it must not. */
    @NotNull
    public @Nullable String of(@Max(5) int limit) {
      return limit > 5 ? "" : null;
    }
  }
}
