package ai.lyss.adapter.rest.problem;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.application.usecase.Checked;
import ai.lyss.application.usecase.FieldProblem;
import ai.lyss.application.usecase.FieldProblem.Kind;
import ai.lyss.domain.store.StoreOutcome;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class AnswersTest {

  @Test
  void answers_what_was_done() {
    assertThat(answer(new StoreOutcome.Done<>("x")).getStatus()).isEqualTo(200);
    assertThat(answer(new StoreOutcome.Done<>("x")).getEntity()).isEqualTo("x");
  }

  @Test
  void tells_each_failure_by_its_status() {
    assertThat(problem(answer(new StoreOutcome.Missing<>("key"))))
        .satisfies(
            problem -> {
              assertThat(problem.status()).isEqualTo(404);
              assertThat(problem.type()).isEqualTo("not_found");
              assertThat(problem.detail()).isEqualTo("key: not found");
            });
    assertThat(problem(answer(new StoreOutcome.Stale<>())).status()).isEqualTo(412);
    assertThat(problem(answer(new StoreOutcome.Conflict<>("name", "name: taken"))))
        .satisfies(
            problem -> {
              assertThat(problem.status()).isEqualTo(409);
              assertThat(problem.errors())
                  .containsExactly(new Fault("/name", null, "conflict", "name: taken"));
            });
  }

  @Test
  void says_when_to_come_back_when_the_store_is_away() {
    var answer = answer(new StoreOutcome.Unavailable<>());

    assertThat(answer.getStatus()).isEqualTo(503);
    assertThat(answer.getHeaderString("Retry-After")).isEqualTo("5");
  }

  @Test
  void lists_every_problem_of_a_draft_and_tells_the_first_five_in_words() {
    var problems =
        IntStream.range(0, 7)
            .mapToObj(i -> new FieldProblem("/f" + i, Kind.REQUIRED, "f" + i + ": nothing"))
            .toList();

    var answer = Answers.of(new Checked.Invalid<String>(problems), x -> Response.ok(x).build());

    assertThat(answer.getStatus()).isEqualTo(400);
    assertThat(problem(answer).errors()).hasSize(7).contains(Fault.of(problems.getLast()));
    assertThat(problem(answer).detail())
        .isEqualTo("f0: nothing; f1: nothing; f2: nothing; f3: nothing; f4: nothing; and 2 more");
  }

  @Test
  void names_a_forbidden_address_before_whatever_else_is_wrong() {
    var problems =
        List.of(
            new FieldProblem("/name", Kind.REQUIRED, "name: nothing"),
            new FieldProblem("/base_url", Kind.EGRESS_DENIED, "base_url: leads inside"));

    var answer = Answers.of(new Checked.Invalid<String>(problems), x -> Response.ok(x).build());

    assertThat(answer.getStatus()).isEqualTo(400);
    assertThat(problem(answer).type()).isEqualTo("egress_denied");
    assertThat(problem(answer).errors())
        .extracting(Fault::code)
        .containsExactly("required", "egress_denied");
  }

  @Test
  void is_a_problem_document() {
    var answer = answer(new StoreOutcome.Stale<>());

    assertThat(answer.getMediaType()).hasToString("application/problem+json");
    assertThat(problem(answer).at("/x", "id"))
        .satisfies(
            problem -> {
              assertThat(problem.instance()).isEqualTo("/x");
              assertThat(problem.requestId()).isEqualTo("id");
            });
  }

  private static Response answer(StoreOutcome<String> outcome) {
    return Answers.of(outcome, value -> Response.ok(value).build());
  }

  private static Problem problem(Response response) {
    assertThat(response.getEntity()).isInstanceOf(Problem.class);
    assertThat(List.of(response.getStatus()))
        .containsExactly(((Problem) response.getEntity()).status());
    return (Problem) response.getEntity();
  }
}
