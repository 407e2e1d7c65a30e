package ai.lyss.runtime.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.lyss.domain.chat.Dialect;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** No field of any dialect gets lost in silence on its way to any vendor. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FieldsTest {

  private Callers callers;
  private FieldFates fates;

  @BeforeAll
  void open() {
    callers = new Callers();
    fates = new FieldFates(callers);
  }

  @AfterAll
  void close() {
    callers.close();
  }

  @TestFactory
  Stream<DynamicTest> every_field_arrives_or_is_named_or_is_refused() {
    return Stream.of(Dialect.values())
        .flatMap(
            dialect ->
                CalledVendor.all().stream()
                    .map(
                        vendor ->
                            dynamicTest(dialect + " at " + vendor, () -> none(dialect, vendor))));
  }

  private void none(Dialect dialect, CalledVendor vendor) {
    var lost =
        FieldCases.of(dialect).stream()
            .filter(field -> fates.of(dialect, field, vendor).contains(Fate.LOST))
            .map(FieldCase::label)
            .toList();
    assertThat(lost).isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> a_field_that_may_change_nothing_changes_nothing_somewhere() {
    return Stream.of(Dialect.values())
        .map(dialect -> dynamicTest(dialect.name(), () -> excusesAreNeeded(dialect)));
  }

  private void excusesAreNeeded(Dialect dialect) {
    var needless =
        FieldCases.of(dialect).stream()
            .filter(field -> field.nothing() != null)
            .filter(
                field -> CalledVendor.all().stream().noneMatch(v -> isNothing(dialect, field, v)))
            .map(FieldCase::label)
            .toList();
    assertThat(needless).isEmpty();
  }

  private boolean isNothing(Dialect dialect, FieldCase field, CalledVendor vendor) {
    var excused = new FieldCase(field.pointer(), field.is(), null, field.without(), field.with());
    return fates.of(dialect, excused, vendor).contains(Fate.LOST);
  }

  @TestFactory
  Stream<DynamicTest> every_field_that_the_vendor_documents_is_tried() {
    return Stream.of(Dialect.values())
        .map(
            dialect ->
                dynamicTest(
                    dialect.name(),
                    () -> {
                      var tried = new TreeSet<String>();
                      FieldCases.of(dialect).forEach(field -> tried.addAll(field.patterns()));
                      var untried = new TreeSet<>(FieldCases.documented(dialect));
                      untried.removeAll(tried);
                      assertThat(untried).isEmpty();
                    }));
  }

  @TestFactory
  Stream<DynamicTest> every_word_that_a_reader_knows_is_tried() {
    return Stream.of(Dialect.values())
        .map(
            dialect ->
                dynamicTest(
                    dialect.name(),
                    () -> {
                      var tried = new HashSet<String>();
                      FieldCases.of(dialect).forEach(field -> tried.addAll(field.words()));
                      var words = ReaderWords.of(dialect);
                      assertThat(words).isNotEmpty();
                      words.removeAll(tried);
                      assertThat(words).as("words that no case has").isEmpty();
                    }));
  }

  @Test
  void a_field_that_makes_a_refused_request_fit_is_carried() {
    var text =
        FieldCases.of(Dialect.ANTHROPIC).stream()
            .filter(field -> "document, text".equals(field.is()))
            .findFirst()
            .orElseThrow();
    var pdf =
        FieldCases.of(Dialect.ANTHROPIC).stream()
            .filter(field -> "document, base64".equals(field.is()))
            .findFirst()
            .orElseThrow();
    var ollama =
        CalledVendor.all().stream()
            .filter(vendor -> vendor.name().equals("ollama"))
            .findFirst()
            .orElseThrow();
    var instead = new FieldCase(text.pointer(), null, null, pdf.with(), text.with());
    assertThat(fates.of(Dialect.ANTHROPIC, instead, ollama)).containsExactly(Fate.LIKE);
    var back = new FieldCase(pdf.pointer(), null, null, text.with(), pdf.with());
    assertThat(fates.of(Dialect.ANTHROPIC, back, ollama)).containsExactly(Fate.NO);
  }

  @Test
  void a_body_of_its_own_dialect_goes_on_as_it_came() {
    var spliced = EnumSet.noneOf(Dialect.class);
    for (var dialect : Dialect.values()) {
      for (var vendor : CalledVendor.all()) {
        var same =
            FieldCases.of(dialect).stream()
                .filter(field -> fates.of(dialect, field, vendor).contains(Fate.SAME))
                .count();
        if (same > 0) {
          spliced.add(dialect);
        }
      }
    }
    assertThat(spliced).isEqualTo(Set.of(Dialect.values()));
  }
}
