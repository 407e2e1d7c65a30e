package ai.lyss.runtime.docs;

import ai.lyss.domain.chat.Dialect;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.content.Treatment;
import ai.lyss.runtime.translation.CalledVendor;
import ai.lyss.runtime.translation.Fate;
import ai.lyss.runtime.translation.FieldCase;
import ai.lyss.runtime.translation.FieldCases;
import ai.lyss.runtime.translation.FieldFates;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code docs/translation.md}: what becomes of each field, found out by sending it the way that
 * requests take, and the tables of features that the vendors obey.
 */
final class TranslationPage {

  private static final String HEAD =
      """
      # Translation

      This page is made from the code: a test sends every field of every dialect through the reader of the dialect and the translator of the vendor, looks what comes out, and fails when the page says otherwise.

      A request whose caller and vendor speak the same dialect goes through byte for byte, unknown fields included. Between dialects it is translated, and nothing is lost in silence. Each field of a request meets one of these at a vendor:

      | sign | means |
      |---|---|
      | same | the vendor speaks the dialect and gets the field as it came |
      | yes | the vendor has the same |
      | like | the vendor has, does anyhow, or the gateway makes, what comes to the same for the caller |
      | – | nothing is sent, and nothing is missed; [why](#fields-that-may-change-nothing) |
      | drop | it is left out and named in the header `x-lyss-dropped`; with `x-lyss-strict: true` the request does not go to this vendor |
      | no | the request does not go to this vendor: without the field its answer would be wrong |

      Two signs in one place: it depends on the model. A `*` in a path stands for any place in a list, and what is in brackets for a value. A request that no channel of its model can take is answered with 400, and the error names what stands in the way. A member of an object that nobody knows is dropped and named wherever it stands, unless it is null, false or empty.

      """;

  private static final Map<Dialect, String> TITLES =
      Map.of(
          Dialect.OPENAI, "From Chat Completions",
          Dialect.RESPONSES, "From Responses",
          Dialect.ANTHROPIC, "From Messages",
          Dialect.GEMINI, "From generateContent");

  private static final String BY_FEATURE =
      """
      ## By feature

      What the tables of the vendors say, whatever the dialect. What a value or a model makes of a feature can be narrower: a temperature that a vendor's newest models refuse is dropped and named for these.

      """;

  private static final String EXCUSED =
      """
      ## Fields that may change nothing

      A field that is neither in the vendor's request nor named is lost, and a test fails, but for these:

      """;

  private final List<CalledVendor> vendors;
  private final FieldFates fates;
  private final StringBuilder page = new StringBuilder();

  private TranslationPage(List<CalledVendor> vendors, FieldFates fates) {
    this.vendors = vendors;
    this.fates = fates;
  }

  /** Returns the page for these vendors. */
  static String text(List<CalledVendor> vendors, FieldFates fates) {
    return new TranslationPage(vendors, fates).text();
  }

  private String text() {
    page.append(HEAD);
    models();
    features();
    for (var dialect : Dialect.values()) {
      page.append("## ").append(TITLES.get(dialect)).append("\n\n");
      head("field");
      FieldCases.of(dialect).stream()
          .filter(TranslationPage::isTold)
          .forEach(field -> row(dialect, field));
      page.append('\n');
    }
    excused();
    return page.toString();
  }

  private void models() {
    page.append("Tried with these models: ");
    page.append(
        vendors.stream()
            .map(vendor -> vendor.name() + " " + String.join(", ", vendor.models()))
            .collect(Collectors.joining("; ")));
    page.append(".\n\n");
  }

  private void features() {
    page.append(BY_FEATURE);
    head("feature");
    for (var feature : Feature.values()) {
      row(
          feature.title(),
          vendors.stream().map(vendor -> sign(vendor.treatments().of(feature))).toList());
    }
    page.append('\n');
  }

  private void head(String first) {
    row(first, vendors.stream().map(CalledVendor::name).toList());
    page.append("|---".repeat(vendors.size() + 1)).append("|\n");
  }

  /** One field that nobody knows stands for all of them. */
  private static boolean isTold(FieldCase field) {
    return !field.pointer().endsWith("/anything") || field.pointer().equals("/anything");
  }

  private void row(Dialect dialect, FieldCase field) {
    row(
        name(field),
        vendors.stream()
            .map(
                vendor ->
                    fates.of(dialect, field, vendor).stream()
                        .map(Fate::sign)
                        .collect(Collectors.joining(", ")))
            .toList());
  }

  private static String name(FieldCase field) {
    if (field.pointer().equals("/anything")) {
      return "any other field";
    }
    return field.is() == null
        ? "`" + field.pattern() + "`"
        : "`" + field.pattern() + "` (" + field.is() + ")";
  }

  private void row(String first, List<String> cells) {
    page.append("| ").append(first).append(" | ");
    page.append(String.join(" | ", cells)).append(" |\n");
  }

  private void excused() {
    page.append(EXCUSED).append("| dialect | field | why |\n|---|---|---|\n");
    for (var dialect : Dialect.values()) {
      for (var field : FieldCases.of(dialect)) {
        if (field.nothing() != null) {
          row(
              TITLES.get(dialect).substring("From ".length()),
              List.of(name(field), field.nothing()));
        }
      }
    }
  }

  private static String sign(Treatment treatment) {
    return switch (treatment) {
      case MAPPED -> Fate.YES.sign();
      case EMULATED -> Fate.LIKE.sign();
      case DROPPED -> Fate.DROP.sign();
      case REFUSED -> Fate.NO.sign();
    };
  }
}
